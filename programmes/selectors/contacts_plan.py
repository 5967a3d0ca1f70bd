"""Reading a plan: which planned contact an entry is about, what follows it, where it may move."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from uuid import UUID

from peersupport.accounts.actors import Actor
from peersupport.core.calendar import ClosedDays, first_open_day
from programmes.choices import CANCELLED, MISSED, PLANNED, PLANNED_CONTACT
from programmes.models import PlannedContact, Relationship
from programmes.schedule.windows import Contact, clears
from programmes.selectors.changes_cover import own_cover
from programmes.selectors.course import pause_of

TRY_AGAIN_AFTER_DAYS = 2

Plan = Sequence[PlannedContact]


def plan_of(relationship: Relationship) -> list[PlannedContact]:
    """Every contact of the plan that was not cancelled, in order."""
    return list(relationship.planned.exclude(state=CANCELLED).order_by("number"))


def in_plan(plan: Plan, key: UUID | None) -> PlannedContact | None:
    return next((row for row in plan if row.pk == key), None)


def may_become(state: str) -> frozenset[str]:
    """The states from which a planned contact may still become `state`."""
    return frozenset(old for old, following in PLANNED_CONTACT.moves.items() if state in following)


def holding(plan: Plan, day: date, *, of: Collection[str]) -> PlannedContact | None:
    """The contact that a conversation on that day belongs to, among those in a state `of`, or None."""
    rows = [Contact(row.due_on, row.opens_on, row.closes_on, done=row.state not in of) for row in plan]
    found = clears(rows, day)
    return None if found is None else plan[found]


def cleared(
    plan: Plan, *, happened_on: date, state: str, chosen: PlannedContact | None
) -> PlannedContact | None:
    """The contact that an entry brings to `state`, or None: it was an extra one.

    The day of the conversation decides. Where no window holds it, it may stand for the chosen contact, if that
    one was due by then: never for one still to come.
    """
    can = may_become(state)
    held = holding(plan, happened_on, of=can)
    if held or chosen is None or chosen.due_on > happened_on:
        return held
    return chosen if chosen.state in can else None


def current(plan: Plan, *, today: date, chosen: PlannedContact | None = None) -> PlannedContact | None:
    """The contact a log page is about: the chosen one, else today's, else the oldest not answered, else the next."""
    if chosen and PLANNED_CONTACT.moves[chosen.state]:
        return chosen
    waiting = sorted((row for row in plan if row.state == PLANNED), key=lambda row: row.due_on)
    return holding(plan, today, of=[PLANNED]) or (waiting[0] if waiting else None)


def following(plan: Plan, *, today: date, after: PlannedContact | None) -> PlannedContact | None:
    """The next planned contact from today on, other than the one just answered."""
    coming = (row for row in plan if row.state == PLANNED and row.due_on >= today and row != after)
    return min(coming, key=lambda row: row.due_on, default=None)


def tried(plan: Plan, chosen: PlannedContact | None, tried_on: date) -> tuple[PlannedContact | None, date]:
    """The contact that a vain try is about, and the day it counts for: its own day when its time is over."""
    if chosen and chosen.closes_on < tried_on and chosen.state in (PLANNED, MISSED):
        return chosen, chosen.due_on
    return holding(plan, tried_on, of=[PLANNED]), tried_on


def first_day(relationship: Relationship, plan: Plan, *, by: Actor, today: date) -> date:
    """The first day that an entry may be about: the start, or when the first contact opened.

    Whoever stands in writes of the days on which they do.
    """
    cover = own_cover(relationship, by=by, on=today)
    return cover.starts_on if cover else min([relationship.started_on, *(row.opens_on for row in plan)])


def new_try(planned: PlannedContact, *, tried_on: date, today: date, closed: ClosedDays) -> date | None:
    """When to try again after nobody answered: two days later, not on a closed day; None when that is too late, or
    in a pause.
    """
    earliest = max(tried_on + timedelta(days=TRY_AGAIN_AFTER_DAYS), today)
    again = min(first_open_day(earliest, closed), planned.closes_on)
    pause = pause_of(planned.relationship)
    in_time = again > tried_on and again >= today and not (pause and pause.holds(again))
    return again if in_time else None


def latest(planned: PlannedContact) -> date:
    """How late a coordinator may put a last contact: while its window is open."""
    return max(planned.closes_on, planned.relationship.ends_on)


def may_move(planned: PlannedContact, plan: Plan, *, today: date, latest: date) -> tuple[date, date]:
    """First and last day the contact may move to: after the one before it, before the next, not into the past.

    `latest` is for the last contact: later than the agreed end takes a coordinator, and a reason. The first is later
    than the last when there is no such day.
    """
    day = timedelta(days=1)
    before = [max(row.due_on, row.done_on or row.due_on) + day for row in plan if row.number < planned.number]
    after = [row.due_on - day for row in plan if row.number > planned.number]
    return max([today, *before[-1:]]), after[0] if after else latest
