"""A running plan, and what each change makes of its contacts to come (features T4, T5).

Whatever the change: what is past or done never moves, numbers stay in the order of days, no contact comes in a
pause, before the one ahead of it, or nearer to it than the rhythm allows, and the windows touch. Days are reckoned
from the unmoved days of the contacts, and are then moved off closed days, as in `taper`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate, pairwise
from typing import Literal, NamedTuple

from peersupport.core.calendar import ClosedDays, tester
from programmes.schedule.days import WEEK, Dated, Wanted, dated, in_step, may_wait
from programmes.schedule.windows import Window, windows

SPREAD = 2 * WEEK  # two phases side by side may be moved apart by a week each


@dataclass(frozen=True, slots=True)
class Entry:
    """One contact of the plan, in a phase (an index from 0) of one every `weeks`.

    `on` is the day it is reckoned on, `due_on` the day that holds now. It is still `open`, or `done`: held, tried,
    refused or missed, on `done_on`; or `off` the plan, but for its number and its place in the rhythm.
    """

    number: int
    phase: int
    weeks: int
    on: date
    due_on: date
    state: Literal["open", "done", "off"] = "open"
    done_on: date | None = None

    @property
    def last_day(self) -> date:
        """The last day that belongs to it, so that the next one comes later."""
        return max(self.due_on, self.done_on or self.due_on)


class Laid(NamedTuple):
    """A contact to come after a change. `entry` is None when the change adds it."""

    entry: Entry | None
    number: int
    day: Dated
    window: Window


class Pause(NamedTuple):
    """No contact from the first day to the day before `until_on`."""

    from_on: date
    until_on: date

    def holds(self, day: date) -> bool:
        return self.from_on <= day < self.until_on


@dataclass(frozen=True, slots=True)
class Course:
    """`entries` in order of number. `away`: the volunteer is on leave."""

    entries: Sequence[Entry]
    today: date
    pause: Pause | None = None
    closed: ClosedDays = frozenset()
    away: ClosedDays = frozenset()

    def to_come(self, *, since: date = date.min, after: int = 0) -> list[Entry]:
        """Open contacts of that day or later, never of a day that is past, behind `after` and all that are done."""
        behind = max([after, *(entry.number for entry in self.entries if entry.state == "done")])
        since = max(since, self.today)
        open_ones = (entry for entry in self.entries if entry.state == "open" and entry.number > behind)
        return [entry for entry in open_ones if entry.due_on >= since]

    def before(self, rest: Sequence[Entry | None]) -> Entry | None:
        """The contact ahead of the rest, None when there is none."""
        first = next((entry.number for entry in rest if entry), None)
        ahead = [e for e in self.entries if e.state != "off" and (first is None or e.number < first)]
        return ahead[-1] if ahead else None

    def free_from(self, rest: Sequence[Entry | None]) -> date:
        """The first day that the rest may come on."""
        before = self.before(rest)
        return max(self.today, before.last_day + timedelta(days=1)) if before else self.today

    def paused(self, pause: Pause) -> tuple[Laid, ...]:
        """Contacts of the pause and later come after it, on the usual day of the week. None moves forward."""
        rest = self.to_come(since=pause.from_on)
        if not rest:
            return ()
        wanted = [Wanted(e.on, e.weeks, gap) for e, gap in zip(rest, self._gaps(rest), strict=True)]
        return replace(self, pause=pause).lay(rest, wanted, since=pause.until_on)

    def resumed(self, first_on: date) -> tuple[Laid, ...]:
        """The pause is over: what it moved comes from that day on, all distances kept."""
        rest = self.to_resume()
        days = [first_on + (entry.on - rest[0].on) for entry in rest]
        return replace(self, pause=None).lay(rest, in_step(days, [entry.weeks for entry in rest]))

    def to_resume(self) -> list[Entry]:
        return self.to_come(since=self.pause.from_on if self.pause else date.min)

    def stepped(self, ended: int, gaps: Sequence[int], *, end: date) -> tuple[Laid, ...]:
        """Contacts more behind number `ended`, so many weeks apart, and then the rest, which moves as far as it must.

        To keep the agreed `end`, distances in rarer phases may be a week shorter, the last ones first; if that isn't
        enough, none is, and the last contact comes later than was agreed.
        """
        rest = self.to_come(after=ended)
        base = self._base(rest)
        added = [base + weeks * WEEK for weeks in accumulate(gaps)]
        soonest = self.free_from(rest)
        if before := self.before(rest):
            soonest = max(soonest, before.last_day + gaps[0] * WEEK - may_wait(gaps[0]))
        new = [Wanted(day, weeks, weeks * WEEK) for day, weeks in zip(added, gaps, strict=True)]
        old = [Wanted(e.on, e.weeks, gap) for e, gap in zip(rest, self._gaps(rest, base), strict=True)]
        for shorter in _shorter(old):
            laid = self.lay([*[None] * len(new), *rest], [*new, *shorter], since=soonest)
            if laid[-1].day.due_on <= end:
                return laid
        return self.lay([*[None] * len(new), *rest], [*new, *old], since=soonest)

    def lay(
        self, rest: Sequence[Entry | None], wanted: Sequence[Wanted], *, since: date = date.min
    ) -> tuple[Laid, ...]:
        """The contacts on open days behind all that is done, with number and window. Raises NoOpenDay."""
        since = max(since, self.free_from(rest))
        days = dated(wanted, closed=self.closed, away=self._away, since=since)
        spans = self.spans(rest, [day.due_on for day in days])
        return tuple(map(Laid._make, zip(rest, self._numbers(rest), days, spans, strict=True)))

    def spans(self, rest: Sequence[Entry | None], dues: Sequence[date]) -> list[Window]:
        """The windows of the rest on these days."""
        before = self.before(rest)
        known = [before.due_on] if before else []
        return windows([*known, *dues])[len(known) :]

    def _base(self, rest: Sequence[Entry]) -> date:
        """The day from which contacts before the rest are reckoned; one off the plan has left its place there."""
        before = self.before(rest)
        days = [before.on] if before else [self.today]
        if rest:
            off = (e for e in self.entries if e.state == "off" and e.number < rest[0].number)
            days += [entry.on for entry in off if entry.on < rest[0].on]
        return max(days)

    def _gaps(self, rest: Sequence[Entry], base: date | None = None) -> Iterator[timedelta]:
        """How long after the one before it each comes, if that one moves: without what a pause or leave put between."""
        if not rest:
            return
        before = self.before(rest)
        first = rest[0].on - base if base else timedelta()
        yield _rhythm(first, rest[0], before)
        for earlier, later in pairwise(rest):
            yield _rhythm(later.on - earlier.on, later, earlier)

    def _numbers(self, rest: Sequence[Entry | None]) -> Iterator[int]:
        """Each keeps its number where it can; none goes down, and none is that of a contact off the plan."""
        off = {entry.number for entry in self.entries if entry.state == "off"}
        before = self.before(rest)
        number = before.number if before else 0
        for entry in rest:
            number = max(number + 1, entry.number if entry else 0)
            while number in off:
                number += 1
            yield number

    def _away(self, day: date) -> bool:
        return tester(self.away)(day) or bool(self.pause and self.pause.holds(day))


def _rhythm(gap: timedelta, later: Entry, earlier: Entry | None) -> timedelta:
    """The distance as it is, if it is one of the taper; else the usual one: people or a pause have made it so."""
    usual = later.weeks * WEEK
    same = bool(earlier and earlier.phase == later.phase)
    longest = usual if same else usual + SPREAD
    return gap if max(WEEK, usual - (WEEK if same else SPREAD)) <= gap <= longest else usual


def _shorter(rest: Sequence[Wanted]) -> Iterator[list[Wanted]]:
    """The rest as it is, then with one distance after another a week shorter, from the last on."""
    found = list(rest)
    yield list(found)
    for place, one in reversed(list(enumerate(rest))):
        if one.weeks > 1 and one.gap >= one.weeks * WEEK:
            found[place] = replace(one, gap=one.gap - WEEK)
            yield list(found)


def gaps_to_hold(interval_weeks: int) -> tuple[int, ...]:
    """One contact more, as often as now."""
    return (interval_weeks,)


def gaps_to_step_back(interval_weeks: int, before_weeks: int) -> tuple[int, ...]:
    """As often as in the phase before, for as long as one interval of now: two weekly ones for a fortnight."""
    return (before_weeks,) * max(1, interval_weeks // before_weeks)
