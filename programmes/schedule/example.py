"""One volunteer to whom everything happens as planned: what a caseload pattern and a taper come to in weeks."""

from dataclasses import dataclass
from datetime import date, timedelta

from programmes.schedule.caseload import Growing, Pattern
from programmes.schedule.load import week_of, weekly_load
from programmes.schedule.simulation_coach import Coach
from programmes.schedule.simulation_whatif import WhatIf
from programmes.schedule.taper import Phase

YEAR = 12  # months


@dataclass(frozen=True, slots=True)
class Example:
    """`joins` are days on which people start, and how many; `first` and `later` contacts a week, by Monday."""

    months: int
    joins: tuple[tuple[date, int], ...]
    first: dict[date, int]
    later: dict[date, int]

    @property
    def people(self) -> int:
        return sum(count for _, count in self.joins)

    @property
    def weeks(self) -> list[date]:
        """Every Monday from the first to the last, also those without a contact."""
        known = [*self.first, *self.later]
        first, last = min(known), max(known)
        return [first + timedelta(weeks=number) for number in range((last - first).days // 7 + 1)]

    @property
    def busiest(self) -> int:
        return max(self.first.get(monday, 0) + self.later.get(monday, 0) for monday in self.weeks)


def one_volunteer(
    pattern: Pattern, phases: tuple[Phase, ...], *, start: date, closed: frozenset[date] = frozenset()
) -> Example:
    """A volunteer begins on that day, somebody always waits, nobody leaves: a cycle, or a year. Raises TaperError."""
    months = pattern.cycle_months if isinstance(pattern, Growing) else YEAR
    asked = WhatIf(coaches=1, months=months, start=start, phases=phases, pattern=pattern, closed=closed)
    coach = Coach(0, start, asked)
    joins: list[tuple[date, int]] = []
    day: date | None = start
    while day and day < asked.end:
        coach.wake(day)
        if coach.free:
            joins.append((day, coach.free))
            coach.start(coach.free, day)
        day = coach.wakes_on
    of_first = [course for course in coach.courses if course.start == start]
    of_later = [course for course in coach.courses if course.start != start]
    loads = [weekly_load(course.due(date.max) for course in some) for some in (of_first, of_later)]
    return Example(months, tuple(joins), *loads) if joins else Example(months, (), {week_of(start): 0}, {})
