"""What a caseload needs to know of one person's support."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Self

from programmes.schedule.taper import PlannedDate

ENDED = 99  # step-downs of somebody whose support has ended: more than any pattern asks for


@dataclass(frozen=True, slots=True)
class Supported:
    """One person's support: running, agreed for later, or ended.

    `phase_ends` is the unmoved date of each phase's last contact; `contacts` are all dates as they now stand;
    `ended_on` is the first day on which the person no longer takes a place.
    """

    starts_on: date
    phase_ends: tuple[date, ...]
    contacts: tuple[date, ...] = ()
    ended_on: date | None = None

    @classmethod
    def from_plan(cls, plan: Sequence[PlannedDate], *, ended_on: date | None = None) -> Self:
        ends = tuple(contact.original_on for contact in plan if contact.review)
        return cls(plan[0].original_on, ends, tuple(contact.due_on for contact in plan), ended_on)

    @classmethod
    def for_days(cls, starts_on: date, ends_on: date, contacts: Sequence[date]) -> Self:
        """Somebody whom the volunteer stands in with: takes a place until then, and uses none up for later."""
        return cls(starts_on, (date.max,), tuple(contacts), ends_on + timedelta(days=1))

    @property
    def steps_on(self) -> tuple[date, ...]:
        """The day of each step-down, a week after the phase's last contact.

        The eighth weekly contact is in week 8: from week 9 on the person is fortnightly.
        """
        return tuple(end + timedelta(weeks=1) for end in self.phase_ends[:-1])

    @property
    def held_or_due(self) -> tuple[date, ...]:
        """Contacts without those that the end of support has cut off."""
        return tuple(day for day in self.contacts if self.runs(day))

    def runs(self, on: date) -> bool:
        """Whether the person takes a place on that day; so does one who is to start later."""
        return self.ended_on is None or on < self.ended_on

    def steps(self, on: date) -> int:
        """How often the person has stepped down by that day."""
        return sum(day <= on for day in self.steps_on) if self.runs(on) else ENDED

    def left_early(self, on: date) -> bool:
        """Whether support has ended within the first phase."""
        return self.ended_on is not None and self.ended_on <= on and self.ended_on < self.phase_ends[0]

    def as_planned(self, today: date) -> Self:
        """The same, ending the day after the last contact. One already past it may go on: nobody can tell."""
        last = max([self.phase_ends[-1], *self.contacts[-1:]])
        foreseen = self.ended_on is None and last >= today
        return replace(self, ended_on=last + timedelta(days=1)) if foreseen else self
