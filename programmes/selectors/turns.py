"""The order of those who wait: the rule of a matching round, asked of the database."""

from datetime import date, timedelta

from django.db.models import Case, IntegerField, QuerySet, Value, When

from peersupport.accounts.models import Scheme
from programmes.choices import URGENCIES
from programmes.models import Enrolment
from programmes.schedule.turns import lifted


def in_turn(rows: QuerySet[Enrolment], *, scheme: Scheme, on: date) -> QuerySet[Enrolment]:
    """These places by urgency as waiting has lifted it, within it the longest wait first."""
    turn = Case(*_turns(scheme.target_wait_days, on), output_field=IntegerField())
    return rows.annotate(turn=turn).order_by("turn", "waits_since_on", "pk")


def _turns(target_days: int, on: date) -> list[When]:
    """Of each urgency the days on which its class changes, the longest wait first."""
    steps = max(1, target_days)
    return [
        When(urgency=code, waits_since_on__lte=on - timedelta(days=days), then=Value(lifted(at, days, steps)))
        for at, (code, _) in enumerate(URGENCIES)
        for days in (turn * steps for turn in range(at, 0, -1))
    ] + [When(urgency=code, then=Value(at)) for at, (code, _) in enumerate(URGENCIES)]
