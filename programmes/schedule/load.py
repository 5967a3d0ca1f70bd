"""A volunteer's contacts a week, and staggering, which keeps them low (feature T3).

Staggering moves a fortnightly or rarer phase by one week at most, as `Phase.shift_weeks`; a first or a weekly
phase never moves. Every combination is weighed, so the result is the best there is: first the lowest peak,
then the most even weeks (the least sum of squares), then the fewest changes to the phases as given.

Five people who start in weeks 1, 1, 9, 17 and 17 on the default taper peak at 5 contacts a week in step and
at 3 staggered together, also when each arrival only re-places phases that haven't begun. One after another,
earlier plans left alone, they peak at 4: the first pair doesn't know what is to come.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import chain, product
from math import prod
from types import MappingProxyType
from typing import Protocol

from peersupport.core.calendar import ClosedDays
from programmes.schedule.search import Way, best
from programmes.schedule.taper import BadShift, Phase, TaperError, planned_dates, planned_weeks

MOST_COMBINATIONS = 3**10  # five default tapers, under a second
NO_LOAD: Mapping[date, int] = MappingProxyType({})

Phases = tuple[Phase, ...]


class TooManyToStagger(TaperError):
    """More combinations than can be weighed while somebody waits."""


class Placeable(Protocol):
    """A plan that staggering can place."""

    @property
    def phases(self) -> Sequence[Phase]: ...

    def dates(self, closed: ClosedDays) -> list[date]:
        """Its contacts as they stand."""

    def ways(self, closed: ClosedDays) -> Iterator[Way]:
        """Every allowed way to place it."""


@dataclass(frozen=True, slots=True)
class Plan:
    """One person's phases and start, and when the volunteer is `away`.

    The first `settled` phases have begun, or were promised, and stay.
    """

    phases: Sequence[Phase]
    start: date
    settled: int = 1
    away: ClosedDays = frozenset()

    def dates(self, closed: ClosedDays) -> list[date]:
        return planned_dates(self.phases, start=self.start, closed=closed, away=self.away)

    def ways(self, closed: ClosedDays) -> Iterator[Way]:
        planned_weeks(self.phases)  # a plan that is wrong as given says so itself
        for phases in moved(self.phases, [index < self.settled for index in range(len(self.phases))]):
            try:
                days = replace(self, phases=phases).dates(closed)
            except BadShift:  # onto the phase before it
                continue
            yield way(phases, days, self.phases)


def week_of(day: date) -> date:
    """The Monday of the day's week."""
    return day - timedelta(days=day.weekday())


def weekly_load(plans: Iterable[Iterable[date]]) -> dict[date, int]:
    """Contacts a week over several people's dates: Monday to number, in order, without empty weeks."""
    return dict(sorted(Counter(week_of(day) for day in chain.from_iterable(plans)).items()))


def peak(load: Mapping[date, int]) -> int:
    """Contacts in the busiest week; 0 without any."""
    return max(load.values(), default=0)


def stagger(
    phases: Sequence[Phase],
    *,
    start: date,
    loads: Mapping[date, int] = NO_LOAD,
    closed: ClosedDays = frozenset(),
    away: ClosedDays = frozenset(),
) -> Phases:
    """The phases of one new plan, staggered against the weekly load of plans that stay as they are.

    Raises TaperError.
    """
    return stagger_together([Plan(phases, start, away=away)], loads=loads, closed=closed)[0]


def stagger_together(
    plans: Sequence[Placeable], *, loads: Mapping[date, int] = NO_LOAD, closed: ClosedDays = frozenset()
) -> list[Phases]:
    """The phases of several plans, in the order given, staggered against each other and against `loads`.

    The peak that counts is the busiest of the weeks these plans touch. Raises TaperError, and
    TooManyToStagger beyond five default tapers: then stagger the new one alone.
    """
    ways = [list(plan.ways(closed)) for plan in plans]
    if prod(map(len, ways)) > MOST_COMBINATIONS:
        raise TooManyToStagger("These are too many plans to stagger together. Stagger the new one alone.")
    return [found.phases for found in best(ways, loads)]


def moved(phases: Sequence[Phase], stays: Sequence[bool]) -> Iterator[Phases]:
    """The phases with every allowed combination of shifts."""
    choices = [_shifts(phase, settled) for phase, settled in zip(phases, stays, strict=True)]
    for shifts in product(*choices):
        moves = zip(phases, shifts, strict=True)
        yield tuple(replace(phase, shift_weeks=shift) for phase, shift in moves)


def way(phases: Phases, days: Iterable[date], given: Sequence[Phase]) -> Way:
    """A way to place a plan, with how far it is from the phases as given."""
    pairs = zip(phases, given, strict=True)
    changes = sum(abs(phase.shift_weeks - before.shift_weeks) for phase, before in pairs)
    return Way(phases, tuple(map(week_of, days)), changes)


def _shifts(phase: Phase, settled: bool) -> tuple[int, ...]:
    return (phase.shift_weeks,) if settled or phase.interval_weeks == 1 else (0, -1, 1)
