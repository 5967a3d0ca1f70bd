"""People on the waiting list: one definition for the list, the worklist and the figures."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Min, Q, QuerySet

from peersupport.accounts.actors import Actor
from programmes.models import Enrolment
from programmes.selectors.patients import search
from programmes.selectors.turns import in_turn
from programmes.unsought import unsought

ASK_AGAIN = timedelta(days=28)


@dataclass(frozen=True)
class Narrowed:
    """What the waiting list is narrowed to; empty means everything. `cohort`, `programme`, `team` are keys."""

    text: str = ""
    programme: str = ""
    cohort: str = ""
    team: str = ""
    urgency: str = ""


@dataclass(frozen=True)
class WaitingNumbers:
    """How many wait, the longest wait in days, and how many wait longer than the scheme's target; `aside` are those on
    the list who are to have no single peer.
    """

    people: int
    aside: int
    longest_days: int
    over_target: int
    target_days: int


def waiting(*, actor: Actor) -> QuerySet[Enrolment]:
    """Everybody on the waiting list whom this person may see, but for those who are to have no single peer."""
    return Enrolment.objects.visible_to(actor).sought(actor.scheme)


def waiting_over(*, actor: Actor, on: date) -> QuerySet[Enrolment]:
    """Those who wait longer than the target of the scheme."""
    return waiting(actor=actor).filter(waits_since_on__lt=_target_day(actor, on))


def to_ask(*, actor: Actor, on: date) -> QuerySet[Enrolment]:
    """Those who wait longer than the target and were not asked lately whether they still want support."""
    return waiting_over(actor=actor, on=on).exclude(asked_on__gt=on - ASK_AGAIN)


def waiting_numbers(*, actor: Actor, on: date) -> WaitingNumbers:
    found = waiting(actor=actor).aggregate(
        people=Count("pk"),
        first=Min("waits_since_on"),
        over=Count("pk", filter=Q(waits_since_on__lt=_target_day(actor, on))),
    )
    return WaitingNumbers(
        people=found["people"],
        aside=Enrolment.objects.visible_to(actor).waiting().filter(unsought(actor.scheme)).count(),
        longest_days=(on - found["first"]).days if found["first"] else 0,
        over_target=found["over"],
        target_days=actor.scheme.target_wait_days,
    )


def waiting_list(*, actor: Actor, by: Narrowed, on: date) -> QuerySet[Enrolment]:
    """The list in order of whose turn it is, with all that a row shows."""
    rows = search(waiting(actor=actor), by.text, of="patient__")
    ways = {
        "cohort__programme": by.programme,
        "cohort": by.cohort,
        "patient__practice__team": by.team,
        "urgency": by.urgency,
    }
    rows = rows.filter(**{way: value for way, value in ways.items() if value})
    rows = rows.select_related(
        "patient__practice", "cohort__programme__role", "owner__user", "referral__role"
    )
    return in_turn(rows, scheme=actor.scheme, on=on)


def _target_day(actor: Actor, on: date) -> date:
    return on - timedelta(days=actor.scheme.target_wait_days)
