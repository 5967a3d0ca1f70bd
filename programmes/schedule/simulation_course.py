"""One person's support in a simulation: planned in it (`Course`), or running when it begins (`Carried`)."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import Self

from peersupport.core.calendar import first_open_day
from programmes.schedule.joining import soonest
from programmes.schedule.load import Phases, Plan
from programmes.schedule.supported import Supported
from programmes.schedule.taper import PlannedDate, plan


@dataclass(frozen=True)
class Course:
    """A plan of `taper` from `start` on, after `before`: contacts of an earlier plan that a pause has cut.

    `leaves_after` is the number of contacts after which the person drops out, None for nobody who does.
    """

    phases: Phases
    start: date
    closed: frozenset[date] = frozenset()
    before: tuple[PlannedDate, ...] = ()
    leaves_after: int | None = None
    ended_on: date | None = None

    @cached_property
    def contacts(self) -> tuple[PlannedDate, ...]:
        """All contacts as they now stand, also those after a drop-out."""
        return self.before + planned(self.phases, self.start, self.closed)

    @cached_property
    def ends_on(self) -> date:
        """The first day without support, as things stand; nobody but the simulation knows of a drop-out."""
        return self.contacts[(self.leaves_after or 0) - 1].due_on + timedelta(days=1)

    @cached_property
    def supported(self) -> Supported:
        """What the caseload knows of it."""
        return Supported.from_plan(self.contacts, ended_on=self.ended_on)

    def due(self, until: date) -> list[date]:
        """Contacts that are held before that day."""
        return [c.due_on for c in self.contacts if c.due_on < min(until, self.ends_on)]

    def ended(self) -> Self:
        return replace(self, ended_on=self.ends_on)

    def moves(self, today: date) -> bool:
        """Whether anything of it may be placed anew."""
        return len(self.phases) > 1 and today <= self._soonest[-1]

    def as_plan(self, today: date) -> Plan:
        """The plan with what may be placed anew of it."""
        settled = max(1, sum(day < today for day in self._soonest))
        return Plan(self.phases, self.start, settled)

    @cached_property
    def _soonest(self) -> list[date]:
        return soonest(self.phases, start=self.start)

    def placed(self, phases: Phases) -> Self:
        return self if phases == self.phases else replace(self, phases=phases)

    def paused(self, first: date, back: date) -> Self:
        """Nothing happens from `first` on: what is due before `back` comes in a later week, with all after it.

        The rest keeps its order, its intervals and its day of the week. Without a contact in that time the plan
        stays as it is.
        """
        done = tuple(c for c in self.contacts if c.due_on < first)
        rest = self.contacts[len(done) :]
        if not rest or rest[0].due_on >= back:
            return self
        start = rest[0].original_on + weeks_off(rest[0].original_on, back)
        return replace(self, phases=self._rest(len(done) - len(self.before)), start=start, before=done)

    def _rest(self, done: int) -> Phases:
        """The phases still to come when so many contacts of this plan are done; the first cannot be shifted."""
        reached = accumulate(phase.contacts for phase in self.phases)
        left = [
            (phase, min(phase.contacts, end - done)) for phase, end in zip(self.phases, reached, strict=True)
        ]
        first, *others = [replace(phase, contacts=count) for phase, count in left if count > 0]
        return replace(first, shift_weeks=0), *others


@dataclass(frozen=True)
class Carried:
    """Support that runs on the first day, `since`. Its dates stay as they are but for pauses, and are met.

    One whose dates have all passed takes its place for good: nobody knows until when.
    """

    supported: Supported
    since: date
    closed: frozenset[date] = frozenset()

    @property
    def ends_on(self) -> date:
        planned = self.supported.as_planned(self.since).ended_on
        return date.max if planned is None else planned

    def due(self, until: date) -> list[date]:
        return [day for day in self.supported.held_or_due if self.since <= day < min(until, self.ends_on)]

    def ended(self) -> Self:
        return replace(self, supported=replace(self.supported, ended_on=self.ends_on))

    def paused(self, first: date, back: date) -> Self:
        """As for a Course: the rest comes so many weeks later."""
        rest = [day for day in self.supported.contacts if day >= first]
        if not rest or rest[0] >= back:
            return self
        off = weeks_off(rest[0], back)
        done = self.supported.contacts[: -len(rest)]
        contacts = (*done, *(first_open_day(day + off, self.closed) for day in rest))
        ends = tuple(day + off if day >= first else day for day in self.supported.phase_ends)
        return replace(self, supported=replace(self.supported, contacts=contacts, phase_ends=ends))


def weeks_off(day: date, back: date) -> timedelta:
    """The whole weeks that bring a day to `back` or just after."""
    return timedelta(weeks=-((day - back).days // 7))


@lru_cache(maxsize=10_000)
def planned(phases: Phases, start: date, closed: frozenset[date]) -> tuple[PlannedDate, ...]:
    """`taper.plan`, remembered: many start on the same day."""
    return plan(phases, start=start, closed=closed)
