"""One simulated person's support: a plan of `taper`, cut and resumed where the coach was away."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property, lru_cache
from itertools import accumulate

from programmes.schedule.joining import settled
from programmes.schedule.load import Phases, Plan
from programmes.schedule.supported import Supported
from programmes.schedule.taper import PlannedDate, plan


@dataclass(frozen=True)
class Course:
    """The plan from `start` on, after `before`: contacts of an earlier plan that a pause has cut.

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

    def as_plan(self, today: date) -> Plan:
        """What may be placed anew of it."""
        return Plan(self.phases, self.start, settled(self.phases, start=self.start, today=today))

    def placed(self, phases: Phases) -> "Course":
        return self if phases == self.phases else replace(self, phases=phases)

    def paused(self, first: date, back: date) -> "Course":
        """Nothing happens from `first` on: what is due before `back` comes in a later week, with all after it.

        The rest keeps its order, its intervals and its day of the week. Without a contact in that time the plan
        stays as it is.
        """
        done = tuple(c for c in self.contacts if c.due_on < first)
        rest = self.contacts[len(done) :]
        if not rest or rest[0].due_on >= back:
            return self
        weeks = -((rest[0].original_on - back).days // 7)
        start = rest[0].original_on + timedelta(weeks=weeks)
        return replace(self, phases=self._rest(len(done) - len(self.before)), start=start, before=done)

    def _rest(self, done: int) -> Phases:
        """The phases still to come when so many contacts of this plan are done; the first cannot be shifted."""
        reached = accumulate(phase.contacts for phase in self.phases)
        left = [
            (phase, min(phase.contacts, end - done)) for phase, end in zip(self.phases, reached, strict=True)
        ]
        first, *others = [replace(phase, contacts=count) for phase, count in left if count > 0]
        return replace(first, shift_weeks=0), *others


@lru_cache(maxsize=10_000)
def planned(phases: Phases, start: date, closed: frozenset[date]) -> tuple[PlannedDate, ...]:
    """`taper.plan`, remembered: many start on the same day."""
    return plan(phases, start=start, closed=closed)
