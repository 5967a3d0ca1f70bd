"""The hours that a volunteer gave, from what was logged: for their page, the certificate and milestones."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from volunteers import activity
from volunteers.activity import Activity
from volunteers.choices import ACTIVITIES
from volunteers.models import Volunteer

LONG_AGO = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Sum:
    """How often, how long, and how often nobody wrote down how long."""

    times: int = 0
    minutes: int = 0
    unknown: int = 0


@dataclass(frozen=True, slots=True)
class Hours:
    """`kinds`: kind -> its sum, in the order of ACTIVITIES, without empty ones."""

    first: date
    last: date
    kinds: dict[str, Sum]

    @property
    def minutes(self) -> int:
        return sum(one.minutes for one in self.kinds.values())


def hours(volunteer: Volunteer, *, first: date, last: date) -> Hours:
    rows = activity.done(volunteer.scheme_id, [volunteer.pk], first, last)[volunteer.pk]
    return Hours(first, last, summed(rows))


def summed(rows: Iterable[Activity]) -> dict[str, Sum]:
    by_kind: dict[str, list[Activity]] = defaultdict(list)
    for row in rows:
        by_kind[row.kind].append(row)
    return {kind: _sum(by_kind[kind]) for kind, _ in ACTIVITIES if by_kind[kind]}


def _sum(rows: list[Activity]) -> Sum:
    return Sum(len(rows), sum(row.minutes for row in rows), sum(row.minutes == 0 for row in rows))


def all_done(scheme: UUID, volunteers: Iterable[UUID], *, on: date) -> dict[UUID, list[Activity]]:
    """Volunteer -> everything until that day, by day."""
    return activity.done(scheme, volunteers, LONG_AGO, on)
