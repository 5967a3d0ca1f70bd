"""Planning the rest of a running plan anew: after a pause, or with a step held or taken back (features T4, T5).

Only contacts still to come are given in; what is past is never touched. Days are reckoned from the unmoved days of
the contacts, which keep their distances, and are then moved off closed days, as in `taper`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from peersupport.core.calendar import ClosedDays, first_open_day, tester
from programmes.schedule.taper import Moved

WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Redated:
    """One contact to come: the day it is reckoned on, the open day it is due, and why they differ."""

    original_on: date
    due_on: date
    moved: Moved | None


@dataclass(frozen=True, slots=True)
class Stepped:
    """The rest with `extra` contacts more in front. `beyond`: it ends later than was agreed."""

    contacts: tuple[Redated, ...]
    extra: int
    beyond: bool


def same_weekday(like: date, *, since: date) -> date:
    """The first day from `since` on that is the same day of the week: what two people are used to."""
    return since + timedelta(days=(like.weekday() - since.weekday()) % 7)


def shifted(
    originals: Sequence[date],
    *,
    start: date,
    closed: ClosedDays = frozenset(),
    away: ClosedDays = frozenset(),
) -> tuple[Redated, ...]:
    """The contacts with the first one on `start` and all distances kept. Their number and order stay.

    Raises NoOpenDay.
    """
    if not originals:
        return ()
    return dated([start + (day - originals[0]) for day in originals], closed=closed, away=away)


def stepped(
    originals: Sequence[date],
    *,
    base: date,
    gaps: Sequence[int],
    since: date,
    end: date,
    closed: ClosedDays = frozenset(),
    away: ClosedDays = frozenset(),
) -> Stepped:
    """The rest of a plan with more contacts before it, `gaps` weeks apart from each other and from `base`.

    `base` is the unmoved day of the contact before the rest, `since` the first day that is still possible (they keep
    their day of the week), `end` the agreed last day. If the last contact alone would come after it, and a week is
    left before it, it is put on it. Raises NoOpenDay.
    """
    extras = [base + weeks * WEEK for weeks in accumulate(gaps)]
    late = max(timedelta(), same_weekday(extras[0], since=since) - extras[0])
    extras = [day + late for day in extras]
    days = [*extras, *(extras[-1] + (day - base) for day in originals)]
    if len(days) > 1 and days[-1] > end >= days[-2] + WEEK and originals:
        days[-1] = end
    contacts = dated(days, closed=closed, away=away)
    return Stepped(contacts, len(extras), beyond=contacts[-1].due_on > end)


def gaps_to_hold(interval_weeks: int) -> tuple[int, ...]:
    """One contact more, as often as now."""
    return (interval_weeks,)


def gaps_to_step_back(interval_weeks: int, before_weeks: int) -> tuple[int, ...]:
    """As often as in the phase before, for as long as one interval of now: two weekly ones for a fortnight."""
    return (before_weeks,) * max(1, interval_weeks // before_weeks)


def dated(
    days: Sequence[date], *, closed: ClosedDays = frozenset(), away: ClosedDays = frozenset()
) -> tuple[Redated, ...]:
    """Strictly increasing days moved off days that are closed or on which one is away, still increasing."""
    is_closed, is_away = tester(closed), tester(away)
    found: list[Redated] = []
    earliest = date.min
    for day in days:
        due = first_open_day(day, lambda on: is_closed(on) or is_away(on), earliest=max(day, earliest))
        earliest = due + timedelta(days=1)
        found.append(Redated(day, due, None if due == day else _why(is_closed(day), is_away(day))))
    return tuple(found)


def _why(closed: bool, away: bool) -> Moved:
    return Moved.CLOSED if closed else Moved.AWAY if away else Moved.CROWDED
