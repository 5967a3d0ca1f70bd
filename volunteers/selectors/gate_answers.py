"""What the gate answers: yes, or every reason why not, and when that changes."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Reason:
    """Why not: a code, a sentence without full stop, and the day on which it passes by itself, if it does.

    `due_on` is the last day on which it was in time, where that is over on the day asked about, and `ahead` says so
    to somebody for whom it is still to come.
    """

    code: str
    words: str
    changes_on: date | None = None
    due_on: date | None = None
    ahead: str = ""

    def told(self, today: date) -> "Reason":
        """In the words of today: what runs out later has not run out yet."""
        later = self.ahead and self.due_on and self.due_on >= today
        return replace(self, words=self.ahead) if later else self


@dataclass(frozen=True)
class Eligibility:
    """The gate's answer. `ok` means no reason against."""

    reasons: tuple[Reason, ...]
    turn: Callable[[], date | None] = field(default=lambda: None, repr=False, compare=False)

    @property
    def ok(self) -> bool:
        return not self.reasons

    @cached_property
    def changes_on(self) -> date | None:
        """The first day on which yes becomes no, or no becomes yes, as things stand; None: not by itself."""
        return self.turn()

    def told(self, today: date) -> "Eligibility":
        """The answer for a later day in the words of today."""
        return replace(self, reasons=tuple(reason.told(today) for reason in self.reasons))

    @property
    def words(self) -> str:
        """All reasons in one line: "On leave until 5 December. No role training is recorded"."""
        return ". ".join(reason.words for reason in self.reasons)


def in_full(value: date) -> str:
    """`23 November 2026`, as the gate says days."""
    return f"{value.day} {value:%B %Y}"
