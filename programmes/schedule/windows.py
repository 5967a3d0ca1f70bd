"""When a contact may be logged, and which one an entry clears (feature T6).

A contact opens half the gap to the one before it ahead of its date, but a week ahead at most, and closes
the day before the next one opens. So the windows of a plan touch and never overlap: a weekly contact is
open from 3 days before to 3 days after, a four-weekly one from 7 days before to 20 days after.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

OPENS_AHEAD = 7  # days, at most
LAST_STAYS_OPEN = 20  # days after its date, like a four-weekly contact in mid-plan


class Window(NamedTuple):
    """First and last day on which a conversation counts for the contact; `opens_on <= due <= closes_on`."""

    opens_on: date
    closes_on: date


@dataclass(frozen=True, slots=True)
class Contact:
    """What clearing needs to know of a planned contact. `done`: it has been cleared, or cancelled."""

    due_on: date
    opens_on: date
    closes_on: date
    done: bool = False


def window(due: date, next_due: date | None = None, previous_due: date | None = None) -> Window:
    """The window of the contact on `due`. No `next_due`: it is the last; no `previous_due`: the first."""
    if next_due is None:
        return Window(_opens(due, previous_due), due + timedelta(days=LAST_STAYS_OPEN))
    return Window(_opens(due, previous_due), _opens(next_due, due) - timedelta(days=1))


def windows(dues: Sequence[date]) -> list[Window]:
    """The windows of a whole plan, from its strictly increasing dates."""
    return [window(*three) for three in zip(dues, [*dues[1:], None], [None, *dues[:-1]], strict=True)]


def clears(contacts: Iterable[Contact], happened_on: date) -> int | None:
    """Index of the planned contact which a conversation on that day clears, or None: it was an extra one.

    The rule: of the contacts not yet done whose window holds the day, the one due nearest to it, of two
    equally near the earlier. Windows of one plan don't overlap, so there is one at most; edited rows may.
    What counts is the day of the conversation, not of the entry. A second conversation in a window, or one
    after a missed contact has closed, clears nothing: it never takes the place of a contact still to come.
    """
    held = [
        (abs(contact.due_on - happened_on), contact.due_on, index)
        for index, contact in enumerate(contacts)
        if not contact.done and contact.opens_on <= happened_on <= contact.closes_on
    ]
    return min(held)[2] if held else None


def _opens(due: date, previous_due: date | None) -> date:
    gap = OPENS_AHEAD if previous_due is None else min(OPENS_AHEAD, (due - previous_due).days // 2)
    return due - timedelta(days=gap)
