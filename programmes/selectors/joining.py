"""A newcomer's plan together with the running plans of the same volunteer: shown before the start, saved as shown.

Later phases of running plans that have not begun may move by a week, so that the volunteer's busiest week stays
low. Whoever plans sees each of those dates before and after; plans that this person may not see stay as they are.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby, pairwise

from django.db.models import QuerySet

from peersupport.accounts.actors import Actor
from peersupport.core.calendar import closed_days, first_open_day, tester
from programmes.choices import OPEN, PLANNED
from programmes.models import PlannedContact, Relationship, Taper
from programmes.schedule.course import Course
from programmes.schedule.days import may_wait
from programmes.schedule.joining import Ahead, join, settled
from programmes.schedule.load import Phases, Plan, week_of, weekly_load
from programmes.schedule.taper import Phase
from programmes.selectors.away import days_away
from programmes.selectors.changes import Proposed, moved_to
from programmes.selectors.course import course_of
from programmes.selectors.plans import Slot, days_ahead, moved_by_itself, preview, spread_words
from volunteers.models import Role, Volunteer

# A date of somebody who runs already moves only if both have at least a week to hear of it.
NOTICE = timedelta(days=7)
WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Joined:
    """The newcomer's contacts, the running plans that move, and the volunteer's days before and after the moves."""

    slots: tuple[Slot, ...]
    moves: tuple[Proposed, ...]
    days_before: tuple[date, ...]
    days_after: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class _Running:
    """One running plan: its contacts to come, its course, and what is to come as the planner takes it."""

    relationship: Relationship
    rows: tuple[PlannedContact, ...]
    course: Course
    plan: Ahead


def running_of(volunteer: Volunteer, *, by: Actor) -> QuerySet[Relationship]:
    """Whose dates may move when somebody joins: running, not paused, and to be seen by this person."""
    rows = Relationship.objects.visible_to(by).running().filter(volunteer=volunteer, state=OPEN)
    joined = ("patient", "volunteer__scheme", "role", "taper", "scheme", "enrolment__referral")
    return rows.select_related(*joined).order_by("pk")


def joined(
    *,
    taper: Taper,
    volunteer: Volunteer,
    role: Role,
    start_on: date,
    today: date,
    running: Iterable[Relationship],
) -> Joined:
    """What starting on that day makes of all plans. `running` as `running_of` gives it, locked when it is saved.

    Raises TaperError, NoOpenDay.
    """
    plans = [one for row in running if (one := _running(row, today=today))]
    before = days_ahead(volunteer, since=min(week_of(start_on), week_of(today)))
    phases = taper.as_phases()
    newcomer = Plan(phases, start_on, settled(phases, start=start_on, today=today), away=days_away(volunteer))
    placed, moves = _placed(volunteer, plans, newcomer, before)
    after = _without(before, [day for move in moves for day in move.before])
    return Joined(
        slots=preview(taper=taper, volunteer=volunteer, role=role, start_on=start_on, spread=placed),
        moves=tuple(moves),
        days_before=tuple(before),
        days_after=tuple(sorted([*after, *(day for move in moves for day in move.after)])),
    )


def _placed(
    volunteer: Volunteer, plans: list[_Running], newcomer: Plan, before: Sequence[date]
) -> tuple[Phases, list[Proposed]]:
    """The newcomer's phases and the moves of the others. A plan that cannot move as it should stays, for all."""
    closed = closed_days(volunteer.scheme.division)
    while True:
        beside = _without(before, [row.due_on for one in plans for row in one.rows])
        found = join([one.plan for one in plans], [newcomer], loads=weekly_load([beside]), closed=closed)
        pairs = zip(plans, found, strict=False)
        moves = {
            one.relationship.pk: _moved(one, phases)
            for one, phases in pairs
            if phases != tuple(one.plan.phases)
        }
        stuck = {key for key, move in moves.items() if move is None}
        if not stuck:
            return found[-1], [move for move in moves.values() if move]
        plans = [one for one in plans if one.relationship.pk not in stuck]


def _running(relationship: Relationship, *, today: date) -> _Running | None:
    course, by_number = course_of(relationship, today=today)
    rest = course.to_come()
    if not rest:
        return None
    rows = [by_number[entry.number] for entry in rest]
    taper = relationship.taper.as_phases()
    begun = _begun(by_number.values())
    groups = [list(some) for _, some in groupby(rows, key=lambda row: row.phase)]
    parts = [_part(some, taper, begun, today) for some in groups]
    before = course.before(rest)
    plan = Ahead(*zip(*parts, strict=True), after=before.last_day if before else date.min)
    return _Running(relationship, tuple(rows), course, plan)


def _begun(rows: Iterable[PlannedContact]) -> set[int]:
    """Phases in which a contact was held, tried, missed or cancelled, and the first: they never move."""
    return {0, *(row.phase for row in rows if row.state != PLANNED or row.tries)}


def _part(
    rows: list[PlannedContact], taper: Phases, begun: set[int], today: date
) -> tuple[Phase, list[date], bool]:
    """One phase as the planner takes it. A day that the two agreed themselves keeps its whole phase where it is."""
    phase = taper[min(rows[0].phase, len(taper) - 1)]
    notice = rows[0].planned_on - WEEK >= today + NOTICE
    role = rows[0].relationship.role
    by_itself = all(row.moved_why in moved_by_itself(role) for row in rows)
    if rows[0].phase in begun or not notice or not by_itself:
        return Phase(phase.interval_weeks, len(rows)), [row.due_on for row in rows], True
    shifts = [(row.due_on - row.planned_on).days for row in rows if row.moved_why == spread_words(role)]
    shift = 0 if not shifts else 1 if shifts[0] > 0 else -1
    nominal = [row.planned_on for row in rows]
    return Phase(phase.interval_weeks, len(rows), shift_weeks=shift), nominal, False


def _moved(one: _Running, phases: Phases) -> Proposed | None:
    """The contacts of the phases that move; those of others keep their days. None where there is no room for it."""
    course = one.course
    closed, away = tester(course.closed), tester(course.away)
    changed = [new != old for new, old in zip(phases, one.plan.phases, strict=True)]
    waits = [may_wait(phase.interval_weeks) for phase in phases]
    moving = [
        moves and wait for moves, wait, days in zip(changed, waits, one.plan.days, strict=True) for _ in days
    ]
    dues: list[date] = []
    for row, day, wait in zip(one.rows, one.plan.reckoned(phases), moving, strict=True):
        due = first_open_day(day, lambda on: closed(on) or away(on), earliest=day) if wait else row.due_on
        if wait and due - day > wait:
            return None
        dues.append(due)
    if any(later <= earlier for earlier, later in pairwise([one.plan.after, *dues])):
        return None
    return moved_to(one.relationship, course, one.rows, dues, why=spread_words(one.relationship.role))


def _without(days: Sequence[date], gone: Sequence[date]) -> list[date]:
    """The days less those that are gone, one for one."""
    left = list(days)
    for day in gone:
        if day in left:
            left.remove(day)
    return left
