"""From the days on which contacts are reckoned to the open days on which they are due.

A contact moves off a closed day to the next open one and drags none along. While somebody is away it waits as far
as a weekly one may within its window; who is away longer gets all that is left some whole weeks later, in the
rhythm that the two are used to, so that nothing crowds after a leave.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from peersupport.core.calendar import ClosedDays, first_open_day, tester

WEEK = timedelta(weeks=1)


class Moved(StrEnum):
    """Why a contact isn't on its original date."""

    CLOSED = "closed"
    AWAY = "away"
    CROWDED = "crowded"  # the contact before it was moved onto this day


@dataclass(frozen=True, slots=True)
class Wanted:
    """A contact on the day it would come by itself, in a phase of one every `weeks`.

    When the one before it comes later than it would, this one comes `gap` after that, or on its own day if later.
    """

    on: date
    weeks: int
    gap: timedelta = timedelta()


@dataclass(frozen=True, slots=True)
class Dated:
    """A contact: the day it is reckoned on, the open day it is due, and why it isn't where it was wanted."""

    original_on: date
    due_on: date
    moved: Moved | None


def same_weekday(like: date, *, since: date) -> date:
    """The first day from `since` on that is the same day of the week: what two people are used to."""
    return since + timedelta(days=(like.weekday() - since.weekday()) % 7)


def weeks_between(first: date, second: date) -> int:
    """To the nearest whole week."""
    return round((second - first).days / 7)


def may_wait(weeks: int) -> timedelta:
    """How late a contact may come without moving those after it: half its interval, a week at most."""
    return min(WEEK, timedelta(days=7 * weeks // 2))


def in_step(days: Sequence[date], weeks: Sequence[int]) -> list[Wanted]:
    """Days that keep their distances, whatever moves the first of them."""
    gaps = [later - earlier for later, earlier in zip(days[1:], days, strict=False)]
    return [Wanted(*each) for each in zip(days, weeks, [timedelta(), *gaps][: len(days)], strict=True)]


def dated(
    wanted: Sequence[Wanted],
    *,
    closed: ClosedDays = frozenset(),
    away: ClosedDays = frozenset(),
    since: date = date.min,
) -> tuple[Dated, ...]:
    """Strictly increasing days from `since` on, never closed, never while somebody is away. Raises NoOpenDay."""
    calendar = _Calendar(closed, away)
    found: list[Dated] = []
    for one in wanted:
        first = found[-1].original_on + one.gap if found else since
        on = one.on if one.on >= first else same_weekday(one.on, since=first)
        earliest = found[-1].due_on + timedelta(days=1) if found else since
        found.append(calendar.place(on, max(on, earliest), one.weeks))
    return tuple(found)


class _Calendar:
    def __init__(self, closed: ClosedDays, away: ClosedDays) -> None:
        self.closed, self.away = tester(closed), tester(away)

    def place(self, on: date, earliest: date, weeks: int) -> Dated:
        """The contact of that day; some whole weeks later while somebody is away for too long."""
        due, moved = self._open(on, earliest), None
        while due - on > may_wait(weeks) and self.away(first_open_day(on, self.closed, earliest=earliest)):
            on += WEEK * -(-(due - on).days // 7)
            due, moved = self._open(on, max(on, earliest)), Moved.AWAY
        return Dated(on, due, moved or (None if due == on else self._why(on)))

    def _open(self, on: date, earliest: date) -> date:
        return first_open_day(on, lambda day: self.closed(day) or self.away(day), earliest=earliest)

    def _why(self, on: date) -> Moved:
        return Moved.CLOSED if self.closed(on) else Moved.AWAY if self.away(on) else Moved.CROWDED
