"""The plans of people who join a volunteer, and what may still move of those already running (feature T3).

Everybody's later phases are placed together, so the weeks stay as even as they can be (see `load`). Where that
would weigh too many combinations, the running plans stay as they are and the newcomers are fitted in one by one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate, pairwise

from peersupport.core.calendar import ClosedDays, first_open_day, tester
from programmes.schedule.load import (
    NO_LOAD,
    Phases,
    Placeable,
    Plan,
    TooManyToStagger,
    moved,
    stagger,
    stagger_together,
    way,
    weekly_load,
)  # fmt: skip
from programmes.schedule.search import Way
from programmes.schedule.taper import Phase, planned_dates, planned_weeks


def settled(phases: Sequence[Phase], *, start: date, today: date) -> int:
    """How many phases stay as they are: those begun, and one that could no longer come a week sooner."""
    return max(1, sum(day < today for day in soonest(phases, start=start)))


def soonest(phases: Sequence[Phase], *, start: date) -> list[date]:
    """The first day on which each phase could begin if it were moved to the week before. Raises TaperError."""
    weeks = planned_weeks([replace(phase, shift_weeks=0) for phase in phases])
    firsts = [0, *accumulate(phase.contacts for phase in phases)][:-1]
    return [start + timedelta(weeks=weeks[first] - 2) for first in firsts]


@dataclass(frozen=True, slots=True)
class Ahead:
    """What is to come of a plan as it really went: with pauses, steps held and days agreed by the two.

    For each phase with contacts to come: its shift as it stands, the days of those contacts without it, and
    whether it stays. A phase that stays has its days as they are, and no shift. `after` is the last contact before.
    """

    phases: Sequence[Phase]
    days: Sequence[Sequence[date]]
    stays: Sequence[bool]
    after: date = date.min

    def dates(self, closed: ClosedDays) -> list[date]:
        return self._dates(tuple(self.phases), closed)

    def ways(self, closed: ClosedDays) -> Iterator[Way]:
        """As it stands, whatever people have made of it, and every other way that keeps the order."""
        given = self._gaps(self.phases)
        for phases in moved(self.phases, self.stays):
            gaps = self._gaps(phases)
            if all(
                gap >= min(nearest, before) for (gap, nearest), (before, _) in zip(gaps, given, strict=True)
            ):
                yield way(phases, self._dates(phases, closed), self.phases)

    def _gaps(self, phases: Sequence[Phase]) -> list[tuple[timedelta, timedelta]]:
        """How far each contact is from the one before, and how near it may come where two phases are moved."""
        weeks = [
            max(1, phase.interval_weeks - 2)
            for phase, days in zip(phases, self.days, strict=True)
            for _ in days
        ]
        days = pairwise([self.after, *self.reckoned(phases)])
        return [
            (later - earlier, timedelta(weeks=w)) for (earlier, later), w in zip(days, weeks, strict=True)
        ]

    def reckoned(self, phases: Sequence[Phase]) -> list[date]:
        """The day of each contact with these shifts, before it is moved off closed days."""
        pairs = zip(phases, self.days, strict=True)
        return [day + timedelta(weeks=phase.shift_weeks) for phase, days in pairs for day in days]

    def _dates(self, phases: Phases, closed: ClosedDays) -> list[date]:
        shut = tester(closed)
        return [first_open_day(day, shut, earliest=day) for day in self.reckoned(phases)]


def join(
    running: Sequence[Placeable],
    newcomers: Sequence[Plan],
    *,
    loads: Mapping[date, int] = NO_LOAD,
    closed: ClosedDays = frozenset(),
) -> list[Phases]:
    """The phases of all, those running first. `loads` are contacts beside these plans. Raises TaperError."""
    try:
        return stagger_together([*running, *newcomers], loads=loads, closed=closed)
    except TooManyToStagger:
        return _one_by_one(running, newcomers, loads, closed)


def _one_by_one(
    running: Sequence[Placeable], newcomers: Sequence[Plan], loads: Mapping[date, int], closed: ClosedDays
) -> list[Phases]:
    found = [tuple(plan.phases) for plan in running]
    dates = [plan.dates(closed) for plan in running]
    dates.append([monday for monday, count in loads.items() for _ in range(count)])
    for plan in newcomers:
        loads, away = weekly_load(dates), plan.away
        found.append(stagger(plan.phases, start=plan.start, loads=loads, closed=closed, away=away))
        dates.append(planned_dates(found[-1], start=plan.start, closed=closed, away=away))
    return found
