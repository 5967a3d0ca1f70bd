"""Tapers as data, and the dates they give (features T1, T5).

Weeks are counted from 1. A contact comes its own phase's interval after the one before; the first is on
the start. Every date is reckoned from the start and then moved off closed days, so that a moved date
never drags later ones along.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from peersupport.core.calendar import ClosedDays, first_open_day, tester
from peersupport.core.errors import Refusal
from programmes.schedule.days import Moved, dated, in_step

LONGEST_WEEKS = 104
MOST_PHASES = 8
LATEST_START = date(9990, 1, 1)  # so that no plan runs past the end of the calendar


@dataclass(frozen=True, slots=True)
class Phase:
    """So many contacts, one every `interval_weeks`. `shift_weeks` staggers this phase alone."""

    interval_weeks: int
    contacts: int
    name: str = ""
    shift_weeks: int = 0


# "up to 14 sessions" over six months: the PEER CONNECT trial, BMJ Open 2024;14:e087020
DEFAULT_TAPER = (Phase(1, 8, "Weekly"), Phase(2, 4, "Fortnightly"), Phase(4, 2, "Four-weekly"))


class TaperError(Refusal, ValueError):
    """The taper can't be planned; the message is for the person who wrote it."""


class NoPhases(TaperError):
    """The list of phases is empty."""


class TooManyPhases(TaperError):
    """More phases than anybody tapers in; staggering tries them all."""


class NoContacts(TaperError):
    """A phase without contacts, or with a part of one."""


class BadInterval(TaperError):
    """An interval under one week, or no whole number of weeks."""


class BadShift(TaperError):
    """A phase is staggered too far, or may not be."""


class TaperTooLong(TaperError):
    """The last contact comes after LONGEST_WEEKS."""


class StartOutOfRange(TaperError):
    """The start comes after LATEST_START."""


@dataclass(frozen=True, slots=True)
class PlannedDate:
    """One contact of a plan. `number` and `week` count from 1, `phase` is an index from 0."""

    number: int
    week: int
    phase: int
    original_on: date
    due_on: date
    moved: Moved | None
    review: bool  # a step-down review follows: it ends its phase
    last: bool


def check(phases: Sequence[Phase]) -> None:
    """Raise the TaperError that says what is wrong with the phases, if anything is."""
    if not phases:
        raise NoPhases("A taper needs at least one phase.")
    if len(phases) > MOST_PHASES:
        raise TooManyPhases(f"A taper can have {MOST_PHASES} phases at most.")
    for position, phase in enumerate(phases, 1):
        _check_phase(phase, position)
    # from the figures alone: a list of a billion weeks is never made
    longest = 1 - phases[0].interval_weeks + sum(phase.interval_weeks * phase.contacts for phase in phases)
    if longest > LONGEST_WEEKS:
        raise TaperTooLong(f"This taper lasts {longest} weeks; it can last {LONGEST_WEEKS} at most.")


def _check_phase(phase: Phase, position: int) -> None:
    if not isinstance(phase.interval_weeks, int) or phase.interval_weeks < 1:
        raise BadInterval(f"Phase {position}: give the weeks between contacts as a whole number from 1.")
    if not isinstance(phase.contacts, int) or phase.contacts < 1:
        raise NoContacts(f"Phase {position}: give the number of contacts as a whole number from 1.")
    movable = position > 1 and phase.interval_weeks > 1
    if phase.shift_weeks not in ((-1, 0, 1) if movable else (0,)):
        raise BadShift(f"Phase {position}: only later phases with rarer contacts can move, by one week.")


def planned_weeks(phases: Sequence[Phase]) -> list[int]:
    """The week of every contact, strictly increasing from 1. Raises TaperError."""
    check(phases)
    weeks, week = [], 1 - phases[0].interval_weeks
    for phase in phases:
        for _ in range(phase.contacts):
            week += phase.interval_weeks
            weeks.append(week + phase.shift_weeks)
    if any(later <= earlier for earlier, later in pairwise(weeks)):
        raise BadShift("A phase is moved onto the phase before it.")
    return weeks


def planned_dates(
    phases: Sequence[Phase], *, start: date, closed: ClosedDays = frozenset(), away: ClosedDays = frozenset()
) -> list[date]:
    """The date of every contact, strictly increasing, never a closed day. Raises TaperError, NoOpenDay."""
    if away:
        return [contact.due_on for contact in plan(phases, start=start, closed=closed, away=away)]
    return list(_days(planned_weeks(phases), start, tester(closed)))


def plan(
    phases: Sequence[Phase],
    *,
    start: date,
    closed: ClosedDays = frozenset(),
    away: ClosedDays = frozenset(),
) -> tuple[PlannedDate, ...]:
    """Every contact with what a preview shows of it. Raises TaperError, NoOpenDay.

    `away` are days on which one of the two can't be reached: see `days`.
    """
    weeks, places = planned_weeks(phases), list(_phase_of_each(phases))
    if start > LATEST_START:
        raise StartOutOfRange("The start lies too far in the future.")
    days = [start + timedelta(weeks=week - 1) for week in weeks]
    wanted = in_step(days, [phases[phase].interval_weeks for phase, _ in places])
    found = dated(wanted, closed=closed, away=away)
    each = zip(weeks, days, found, places, strict=True)
    return tuple(
        PlannedDate(
            number, week + (one.original_on - day).days // 7, phase, one.original_on, one.due_on, one.moved,
            review=ends_phase, last=number == len(weeks),
        )
        for number, (week, day, one, (phase, ends_phase)) in enumerate(each, 1)
    )  # fmt: skip


def _days(weeks: Sequence[int], start: date, shut: Callable[[date], bool]) -> Iterator[date]:
    """For each contact the open day on which it is due."""
    if start > LATEST_START:
        raise StartOutOfRange("The start lies too far in the future.")
    earliest = start
    for week in weeks:
        due = first_open_day(start + timedelta(weeks=week - 1), shut, earliest=earliest)
        earliest = due + timedelta(days=1)
        yield due


def _phase_of_each(phases: Sequence[Phase]) -> Iterator[tuple[int, bool]]:
    """For each contact: the index of its phase, and whether it ends it."""
    for index, phase in enumerate(phases):
        for position in range(1, phase.contacts + 1):
            yield index, position == phase.contacts
