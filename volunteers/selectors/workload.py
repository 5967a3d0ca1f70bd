"""What this room knows of a volunteer's time, and the weeks ahead with all of it in one view."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from volunteers import activity
from volunteers.activity import Activity
from volunteers.choices import ATTENDED, CONTACT, INVITED, MEETING, PRESENT, TRAINED
from volunteers.models import Attendance, Duty, Session, SupervisionPlace, Volunteer

WEEKS = 8


@dataclass(frozen=True, slots=True)
class Week:
    """Kind -> how many, from Monday on, and the minutes of all together."""

    monday: date
    counts: dict[str, int]
    minutes: int


def done(scheme: UUID, volunteers: list[UUID], first: date, last: date) -> Iterable[Activity]:
    """Duties that were not cancelled, training and supervision at which the volunteer was present. Three queries.

    A duty of the last day itself is not over yet.
    """
    duties = Duty.objects.of(scheme).held().filter(volunteer__in=volunteers, on__gte=first, on__lt=last)
    yield from _duties(duties)
    present = Attendance.objects.of(scheme).filter(
        volunteer__in=volunteers, state__in=ATTENDED, session__on__range=(first, last)
    )
    for key, on, minutes in present.values_list("volunteer_id", "session__on", "session__minutes"):
        yield Activity(key, on, TRAINED, minutes)
    yield from _supervision(scheme, volunteers, first, last, state=PRESENT)


def planned(scheme: UUID, volunteers: list[UUID], first: date, last: date) -> Iterable[Activity]:
    """Duties, training sessions of the courses that the volunteer takes part in, supervision. Three queries."""
    duties = Duty.objects.of(scheme).held().filter(volunteer__in=volunteers, on__range=(first, last))
    yield from _duties(duties)
    sessions = Session.objects.of(scheme).filter(
        cancelled_on__isnull=True,
        on__range=(first, last),
        module__course__places__volunteer__in=volunteers,
        module__course__places__left_on__isnull=True,
    )
    for key, on, minutes in sessions.values_list("module__course__places__volunteer_id", "on", "minutes"):
        if key in volunteers:
            yield Activity(key, on, TRAINED, minutes)
    yield from _supervision(scheme, volunteers, first, last, state=INVITED, session__taken_on=None)


def _supervision(
    scheme: UUID, volunteers: list[UUID], first: date, last: date, **places
) -> Iterable[Activity]:
    rows = SupervisionPlace.objects.of(scheme).filter(
        volunteer__in=volunteers, session__on__range=(first, last), session__cancelled_on=None, **places
    )
    for key, on, minutes in rows.values_list("volunteer_id", "session__on", "session__minutes"):
        yield Activity(key, on, MEETING, minutes)


def _duties(rows) -> Iterable[Activity]:
    for key, on, kind, minutes in rows.values_list("volunteer_id", "on", "kind", "minutes"):
        yield Activity(key, on, kind, minutes)


def weeks_of(volunteers: Iterable[Volunteer], *, scheme: UUID, on: date) -> dict[UUID, tuple[Week, ...]]:
    """Volunteer -> the next weeks, the first with what is left of it."""
    monday = on - timedelta(days=on.weekday())
    last = monday + timedelta(weeks=WEEKS, days=-1)
    found = activity.planned(scheme, [one.pk for one in volunteers], on, last)
    return {key: tuple(_weeks(rows, monday)) for key, rows in found.items()}


def _weeks(rows: list[Activity], monday: date) -> Iterable[Week]:
    for number in range(WEEKS):
        start = monday + timedelta(weeks=number)
        mine = [row for row in rows if start <= row.on < start + timedelta(weeks=1)]
        yield Week(start, dict(Counter(row.kind for row in mine)), sum(row.minutes for row in mine))


def beside_contacts(weeks: Iterable[Week]) -> dict[str, int]:
    """Kind -> how many in all these weeks, without contacts."""
    total: Counter = Counter()
    for week in weeks:
        total.update({kind: number for kind, number in week.counts.items() if kind != CONTACT})
    return dict(total)


def duties_of(volunteer: Volunteer, *, on: date) -> list[Duty]:
    """Those of today and later, by day."""
    rows = Duty.objects.of(volunteer.scheme_id).held().filter(volunteer=volunteer, on__gte=on)
    return list(rows.order_by("on", "pk"))
