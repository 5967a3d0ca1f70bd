"""When supervision is due. Pure: days in, days out; who asks reads the clock and the rows."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

ONE, GROUP = "one", "group"
# Nobody owes a session while away, nor on the first day back.
BACK_DAYS = 7
SOON_DAYS = 14
FOR_EVER = date(9000, 1, 1)


class Held(NamedTuple):
    """A session that the volunteer was at."""

    on: date
    kind: str


@dataclass(frozen=True, slots=True)
class Rule:
    """Weeks between sessions of each kind, None for never. For the first `intensive_weeks` there is a one-to-one
    every `intensive_every` weeks; `leeway_days` after its day a session is overdue.
    """

    starts_on: date
    one_weeks: int | None = None
    group_weeks: int | None = None
    intensive_weeks: int = 0
    intensive_every: int = 2
    leeway_days: int = 7


@dataclass(frozen=True, slots=True)
class Due:
    """The next session that is owed: of which kind, and by which day. After `late_after` it is overdue."""

    kind: str
    on: date
    late_after: date
    intensive: bool = False

    def is_overdue(self, today: date) -> bool:
        return today > self.late_after

    def is_soon(self, today: date) -> bool:
        return not self.is_overdue(today) and self.on <= today + timedelta(days=SOON_DAYS)


def due(
    rule: Rule,
    *,
    began_on: date,
    counted_from: date,
    held: Iterable[Held] = (),
    away: Iterable[tuple[date, date]] = (),
) -> Due | None:
    """The first session that is owed under this rule, or None when it asks for none.

    `began_on`: since when somebody works in the role. `counted_from`: since when the scheme counts at all, so that
    nobody is late on the day the first rule is made. A one-to-one also counts as a group, not the other way round.
    """
    start, sessions = max(began_on, counted_from), list(held)
    one = max([start, *(session.on for session in sessions if session.kind == ONE)])
    anything = max([start, *(session.on for session in sessions)])
    owed = [found for found in (_one(rule, began_on, one), _group(rule, anything)) if found]
    first = min(owed, key=lambda found: (found.on, found.kind != ONE), default=None)
    if first is None:
        return None
    day = _after_leave(max(first.on, rule.starts_on), away)
    if day is None:
        return None
    return replace(first, on=day, late_after=day + timedelta(days=rule.leeway_days))


def _one(rule: Rule, began_on: date, last: date) -> Due | None:
    closer = last + timedelta(weeks=rule.intensive_every)
    if closer <= began_on + timedelta(weeks=rule.intensive_weeks):
        return Due(ONE, closer, closer, intensive=True)
    return _every(ONE, rule.one_weeks, last)


def _group(rule: Rule, last: date) -> Due | None:
    return _every(GROUP, rule.group_weeks, last)


def _every(kind: str, weeks: int | None, last: date) -> Due | None:
    if not weeks:
        return None
    day = last + timedelta(weeks=weeks)
    return Due(kind, day, day)


def _after_leave(day: date, away: Iterable[tuple[date, date]]) -> date | None:
    """A day that falls into days away moves to a week after them; into leave "for ever", to no day."""
    for first, last in sorted(away):
        if first <= day <= last:
            if last >= FOR_EVER:
                return None
            day = last + timedelta(days=BACK_DAYS)
    return day
