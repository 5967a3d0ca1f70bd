"""Caseload patterns as data, and the one answer to "has this volunteer a place now, and when next" (T2, T3).

- `Growing`, as in Health Connect Coaching: two people; one more when both are fortnightly; two more when
  all three have stepped down again: weeks 1, 9 and 17 when nothing slips. After 11 months it starts again.
- `FixedNumber`: so many people at a time.
- `WeeklyBudget`: so many contacts a week, in every week of the newcomer's plan.

Places that are held for people who get to know the volunteer are kept: whoever holds one can start, in whatever
order they do, and nobody else gets a place that one of them will need. Nobody starts while the volunteer is away.
Checks and other reasons why a volunteer may take nobody are the eligibility gate's.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import chain, repeat
from typing import NamedTuple, Protocol, Self

from peersupport.core.calendar import ClosedDays, add_months, tester
from peersupport.core.errors import Refusal
from programmes.schedule.load import stagger, week_of, weekly_load
from programmes.schedule.supported import Supported
from programmes.schedule.taper import DEFAULT_TAPER, Phase, plan, planned_dates

LARGEST = 50  # people, or contacts a week: more is a slip of the pen
WEEKS_AHEAD = 53  # how far past the last contact a budget is searched
LONGEST_AWAY = 732  # days: who is away for longer has no next place


class BadPattern(Refusal, ValueError):
    """A figure of the pattern is not a whole number from 1 to LARGEST."""


class Places(NamedTuple):
    """How many people may start today; the first day, from today, with a place; and why, in words for people.

    `next_on` is today when there is a place now, and None when none can be foreseen.
    """

    now: int
    next_on: date | None
    why: str


@dataclass(frozen=True, slots=True)
class Newcomer:
    """The plan of somebody who would start now. `closed` days and those on which the volunteer is `away`."""

    phases: Sequence[Phase] = DEFAULT_TAPER
    closed: ClosedDays = frozenset()
    away: ClosedDays = frozenset()

    def dates(self, start: date, others: Iterable[Sequence[date]]) -> list[date]:
        """Contacts from that start, staggered against the others' contacts."""
        loads, closed, away = weekly_load(others), self.closed, self.away
        phases = stagger(self.phases, start=start, loads=loads, closed=closed, away=away)
        return planned_dates(phases, start=start, closed=closed, away=away)

    def starts(self, start: date) -> Supported:
        """As the caseload will know them, until the last contact."""
        return Supported.from_plan(plan(self.phases, start=start)).as_planned(start)

    def back_on(self, day: date) -> date | None:
        """The first day from then on on which the volunteer is there."""
        is_away = tester(self.away)
        days = (day + timedelta(days=number) for number in range(LONGEST_AWAY))
        return next((one for one in days if not is_away(one)), None)


class Pattern(Protocol):
    def room(self, people: Sequence[Supported], on: date, newcomer: Newcomer) -> tuple[int, str]:
        """How many may start on that day, and why."""

    def turns(self, people: Sequence[Supported], on: date) -> Iterable[date]:
        """Days on which a place may open, if everybody's support goes as planned; some may be past."""


@dataclass(frozen=True, slots=True)
class Limit:
    """A pattern, and whom it counts: all who are supported, have been, or are agreed for later, and, as they would
    start, those for whom a place is held. A cycle is reckoned from the first. `said` comes after the pattern's why.
    """

    pattern: Pattern
    people: Sequence[Supported]
    held: Sequence[Supported] = ()
    said: str = ""

    def room(self, day: date, newcomer: Newcomer, theirs: bool) -> tuple[int, str]:
        """How many may start on that day. To one who holds a place (`theirs`) places held for later are no matter."""
        there = [*self.people, *(one for one in self.held if one.starts_on <= day)]
        free, why = self.pattern.room(there, day, newcomer)
        later = sorted((one for one in self.held if one.starts_on > day), key=lambda one: one.starts_on)
        if not free or not later or theirs:
            return free, why
        kept = self._kept(there, later, newcomer)
        added = [newcomer.starts(day)] * free
        while added and not kept <= self._kept([*there, *added], later, newcomer):
            added.pop()
        held = f"The place is held for somebody from {_day(later[0].starts_on)}."
        return len(added), why if added else held

    def _kept(self, there: list[Supported], later: list[Supported], newcomer: Newcomer) -> set[int]:
        """Which of those who start later will have a place."""
        people, found = list(there), set()
        for number, one in enumerate(later):
            if self.pattern.room(people, one.starts_on, newcomer)[0]:
                people.append(one)
                found.add(number)
        return found

    def foreseen(self, on: date) -> Self:
        people, held = ([one.as_planned(on) for one in some] for some in (self.people, self.held))
        return replace(self, people=people, held=held)

    def turns(self, on: date) -> Iterable[date]:
        return self.pattern.turns([*self.people, *self.held], on)


def places(
    pattern: Pattern,
    people: Iterable[Supported],
    *,
    on: date,
    phases: Sequence[Phase] = DEFAULT_TAPER,
    closed: ClosedDays = frozenset(),
) -> Places:
    """Whether a volunteer has a place on that day, and when next if all goes as planned and nobody joins.

    `phases` and `closed` are those of the newcomer's plan.
    """
    return places_within([Limit(pattern, list(people))], on=on, newcomer=Newcomer(phases, closed))


def places_within(limits: Sequence[Limit], *, on: date, newcomer: Newcomer, theirs: bool = False) -> Places:
    """The same where several limits hold at once: a day must have room within each."""
    back_on = newcomer.back_on(on)
    if back_on != on:
        last = f" until {_day(back_on - timedelta(days=1))}" if back_on else ""
        return Places(0, _next(limits, on, newcomer, theirs), f"On leave{last}.")
    answers = [(*limit.room(on, newcomer, theirs), limit.said) for limit in limits]
    now, why, said = min(answers, key=lambda answer: answer[0])
    return Places(now, on if now else _next(limits, on, newcomer, theirs), f"{why} {said}".strip())


def _next(limits: Sequence[Limit], on: date, newcomer: Newcomer, theirs: bool) -> date | None:
    """The first later day with room within each of the limits."""
    limits = [limit.foreseen(on) for limit in limits]
    turns = sorted({on, *(day for limit in limits for day in limit.turns(on) if day > on)})
    days = dict.fromkeys(back for day in turns if (back := newcomer.back_on(day)) and back > on)
    return next((day for day in days if all(one.room(day, newcomer, theirs)[0] for one in limits)), None)


@dataclass(frozen=True, slots=True)
class Growing:
    """People join in stages: `joins[0]` at once, the rest a stage at a time within one cycle.

    A stage opens when those before it are full and everybody in them has stepped down once for each stage
    since their own, or has finished. Whoever finishes has used the place until the next cycle; whoever leaves
    in the first phase gives it back. A cycle begins with its first person; somebody carried over from the
    last one holds a place, and counts as having come first, until support ends.
    """

    joins: Sequence[int] = (2, 1, 2)
    cycle_months: int = 11

    def __post_init__(self) -> None:
        _check(*(self.joins or [0]), self.cycle_months)

    def room(self, people: Sequence[Supported], on: date, newcomer: Newcomer) -> tuple[int, str]:
        taken = self._taken(people, on)
        stages = self._stages(taken, on)
        total = sum(self.joins[:stages])
        free = max(0, total - len(taken))
        return free, self._why(free, total, stages)

    def turns(self, people: Sequence[Supported], on: date) -> Iterable[date]:
        cycles = (add_months(person.starts_on, self.cycle_months) for person in people)
        return chain(cycles, _ends(people), *(person.steps_on for person in people))

    def _taken(self, people: Sequence[Supported], on: date) -> list[Supported]:
        """Who holds a place or has used one in this cycle, in order of start."""
        stayed = sorted((p for p in people if not p.left_early(on)), key=lambda p: p.starts_on)
        began = next_begins = date.min
        for person in stayed:
            if person.starts_on >= next_begins:
                began, next_begins = person.starts_on, add_months(person.starts_on, self.cycle_months)
        if on >= next_begins:
            began = next_begins
        return [person for person in stayed if person.runs(on) or person.starts_on >= began]

    def _stages(self, taken: Sequence[Supported], on: date) -> int:
        """How many stages are open."""
        own = list(chain.from_iterable(repeat(stage, count) for stage, count in enumerate(self.joins)))
        for stages in range(1, len(self.joins)):
            total = sum(self.joins[:stages])
            members = list(zip(taken[:total], own, strict=False))
            if len(members) < total or any(p.steps(on) < stages - stage for p, stage in members):
                return stages
        return len(self.joins)

    def _why(self, free: int, total: int, stages: int) -> str:
        if free and stages == 1:
            return f"{_people(free)} can start. The first {_people(total)} start together or one by one."
        if free:
            return f"Everyone has stepped down, so {_people(free)} more can start."
        if stages < len(self.joins):
            again = " again" if stages > 1 else ""
            return f"The next place opens when all {total} have stepped down{again}."
        return f"All {total} places of this cycle are taken. A cycle lasts {self.cycle_months} months."


@dataclass(frozen=True, slots=True)
class FixedNumber:
    """So many people at a time, whatever the phase they are in."""

    people: int

    def __post_init__(self) -> None:
        _check(self.people)

    def room(self, people: Sequence[Supported], on: date, newcomer: Newcomer) -> tuple[int, str]:
        running = sum(person.runs(on) for person in people)
        return max(0, self.people - running), f"Supports {running} of {_people(self.people)}."

    def turns(self, people: Sequence[Supported], on: date) -> Iterable[date]:
        return _ends(people)


@dataclass(frozen=True, slots=True)
class WeeklyBudget:
    """So many contacts a week. A newcomer's plan is staggered and must fit in each of its weeks.

    The next place is looked for from Monday to Monday.
    """

    contacts: int

    def __post_init__(self) -> None:
        _check(self.contacts)

    def room(self, people: Sequence[Supported], on: date, newcomer: Newcomer) -> tuple[int, str]:
        plans: list[Sequence[date]] = [person.held_or_due for person in people]
        free, busiest = 0, self._add(newcomer, plans, on)
        while busiest <= self.contacts:
            free, busiest = free + 1, self._add(newcomer, plans, on)
        if free:
            return free, f"{_people(free)} can start within {self.contacts} contacts a week."
        return 0, f"A new person would bring a week to {busiest} contacts. The limit is {self.contacts}."

    def _add(self, newcomer: Newcomer, plans: list[Sequence[date]], on: date) -> int:
        """Put one more person's plan beside the others; the contacts in the busiest week it touches."""
        plans.append(newcomer.dates(on, plans))
        load = weekly_load(plans)
        return max(load[week_of(day)] for day in plans[-1])

    def turns(self, people: Sequence[Supported], on: date) -> Iterable[date]:
        last = max(chain([on], *(person.held_or_due for person in people)))
        weeks = (last - on).days // 7 + WEEKS_AHEAD
        return (week_of(on) + timedelta(weeks=n) for n in range(1, weeks))


def _check(*figures: int) -> None:
    if not all(isinstance(figure, int) and 1 <= figure <= LARGEST for figure in figures):
        raise BadPattern(f"Give each figure of the caseload as a whole number from 1 to {LARGEST}.")


def _ends(people: Iterable[Supported]) -> Iterable[date]:
    return (person.ended_on for person in people if person.ended_on)


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count} people"


HEALTH_CONNECT_COACHING = Growing()
PATTERNS = {"growing": Growing, "fixed": FixedNumber, "budget": WeeklyBudget}  # as stored: kind and figures
