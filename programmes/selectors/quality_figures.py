"""What happened in a month, volunteer by volunteer, from the logs. For flags and sums; nobody is ranked."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Q
from django.utils import timezone

from peersupport.core.calendar import add_months
from programmes.choices import CANCELLED, HELD
from programmes.models import Contact, Feedback, FeedbackAnswer, PlannedContact, QualityRules, Relationship
from volunteers.choices import ACTIVE, SAID_NO, STEPPED_DOWN
from volunteers.models import Observation, Volunteer


@dataclass(frozen=True, slots=True)
class Rules:
    """What a scheme flags; these until it says otherwise."""

    late_days: int = 3
    late_percent: int = 25
    least_percent: int = 70
    observe_months: int = 12
    least: int = 5


@dataclass(slots=True)
class Figures:
    """Contacts logged and how many of them late; contacts due and how many were held."""

    logged: int = 0
    late: int = 0
    due: int = 0
    held: int = 0


def rules_of(scheme) -> Rules:
    row = QualityRules.objects.of(scheme).first()
    return Rules(*(getattr(row, name) for name in Rules.__slots__)) if row else Rules()


def month_of(day: date) -> tuple[date, date]:
    """The first and the last day of the month of this day."""
    first = day.replace(day=1)
    return first, add_months(first, 1) - timedelta(days=1)


def people_of(scheme, team, *, month: date) -> dict[UUID, Volunteer]:
    """Volunteers at work, and whoever supported somebody in that month and has left since; of the team if there is
    one, by name.
    """
    first, last = month_of(month)
    then = Relationship.objects.of(scheme).filter(volunteer=OuterRef("pk"), started_on__lte=last)
    then = then.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=first))
    rows = Volunteer.objects.of(scheme).filter(Q(stage=ACTIVE) | Exists(then))
    rows = rows.filter(team=team) if team else rows
    return {row.pk: row for row in sorted(rows, key=lambda row: (row.name.casefold(), row.pk))}


def figures(scheme, people: Iterable[UUID], *, month: date, rules: Rules) -> dict[UUID, Figures]:
    """Volunteer -> what happened in the month. Two queries."""
    found: dict[UUID, Figures] = defaultdict(Figures)
    logs = _logged(scheme, people, month)
    for key, on, at in logs.values_list("relationship__volunteer_id", "happened_on", "logged_at"):
        found[key].logged += 1
        found[key].late += days_late(on, at) > rules.late_days
    for key, state in _due(scheme, people, month).values_list("relationship__volunteer_id", "state"):
        found[key].due += 1
        found[key].held += state == HELD
    return found


def _logged(scheme, people: Iterable[UUID], month: date):
    rows = Contact.objects.of(scheme).filter(relationship__volunteer__in=list(people))
    return rows.filter(happened_on__range=month_of(month))


def _due(scheme, people: Iterable[UUID], month: date):
    rows = PlannedContact.objects.of(scheme).filter(relationship__volunteer__in=list(people))
    return rows.filter(due_on__range=month_of(month)).exclude(state=CANCELLED)


def days_late(on: date, at: datetime) -> int:
    """How many days after the contact it was logged."""
    return (timezone.localdate(at) - on).days


def late_logs(volunteer: Volunteer, *, month: date, rules: Rules) -> list[Contact]:
    """Those that were counted as late, by day. One query."""
    rows = _logged(volunteer.scheme_id, [volunteer.pk], month).select_related("relationship__patient")
    rows = rows.defer("note", "next_step").order_by("happened_on", "pk")
    return [row for row in rows if days_late(row.happened_on, row.logged_at) > rules.late_days]


def not_held(volunteer: Volunteer, *, month: date) -> list[PlannedContact]:
    """Those that were due and not held, by day. One query."""
    rows = _due(volunteer.scheme_id, [volunteer.pk], month).exclude(state=HELD)
    return list(rows.select_related("relationship__patient").order_by("due_on", "pk"))


def said_no(scheme, people: Iterable[UUID], *, month: date) -> list[tuple[Feedback, int, int]]:
    """Feedback of the month with a no in it: how many, of how many answers. Two queries."""
    rows = list(_returned(scheme, people, month).select_related("relationship").order_by("returned_at", "pk"))
    answers: dict[UUID, Counter] = defaultdict(Counter)
    for key, answer in (
        FeedbackAnswer.objects.of(scheme).filter(feedback__in=rows).values_list("feedback_id", "answer")
    ):
        answers[key][answer] += 1
    each = [(row, answers[row.pk][SAID_NO], answers[row.pk].total()) for row in rows]
    return [one for one in each if one[1]]


def answers_of_month(scheme, people: Iterable[UUID], *, month: date) -> dict[str, dict[str, int]]:
    """Question -> answer -> how many, in the order of the questions. One query."""
    rows = FeedbackAnswer.objects.of(scheme).filter(feedback__in=_returned(scheme, people, month))
    found: dict[str, Counter] = {}
    for words, answer in rows.order_by("question__position", "question", "pk").values_list(
        "question__words", "answer"
    ):
        found.setdefault(words, Counter())[answer] += 1
    return {words: dict(counted) for words, counted in found.items()}


def _returned(scheme, people: Iterable[UUID], month: date):
    first, last = month_of(month)
    rows = Feedback.objects.of(scheme).filter(relationship__volunteer__in=list(people))
    return rows.filter(returned_at__date__range=(first, last))


def not_observed(people: dict[UUID, Volunteer], *, on: date, rules: Rules) -> list[Volunteer]:
    """Who was not watched for so long, has been here as long, and is still here. One query."""
    since = add_months(on, -rules.observe_months)
    rows = (
        Observation.objects.of(next(iter(people.values())).scheme_id)
        if people
        else Observation.objects.none()
    )
    last = dict(
        rows.filter(volunteer__in=people).values_list("volunteer_id").annotate(Max("observed_on")).order_by()
    )
    return [
        one
        for key, one in people.items()
        if one.stage != STEPPED_DOWN
        and last.get(key, date.min) < since
        and one.joined_on
        and one.joined_on < since
    ]
