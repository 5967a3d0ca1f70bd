"""Changing a running plan on purpose: pause, resume, a step held or taken back, cover.

Each keeps what is past, plans only contacts that are still to come, and says who did it and why.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import require
from peersupport.core.errors import Refusal
from peersupport.core.templatetags.words import long_day
from programmes.choices import OPEN, PAUSE, PAUSED, RELATIONSHIP, RESUME, SPREAD
from programmes.models import PlanChange, PlannedContact, Relationship
from programmes.selectors import changes as selectors
from programmes.selectors.changes import Line, Proposed
from programmes.selectors.contacts_plan import plan_of
from programmes.services import contacts_messages
from programmes.services.changes_rows import locked, reason, remember
from programmes.services.contacts_moves import fit_windows

LONGEST_PAUSE = timedelta(days=365)


class NothingToCome(Refusal):
    words = "No contact is to come, so there is nothing to shift. Write the review, or end the support."


class BadDays(Refusal):
    """The days of a pause or of the return do not fit."""


class NotPaused(Refusal):
    words = "This support is not paused."


@transaction.atomic
def pause(
    *, relationship: Relationship, by: Actor, at: datetime, from_on: date, until_on: date, why: str
) -> PlanChange:
    """Plan no contact from `from_on` to the day before `until_on`; the rest shifts behind it.

    `until_on` is when contacts may come again, or when to look again: so nobody is forgotten in a pause. Raises
    BadDays, NoReason, HasEnded, NothingToCome, NoOpenDay.
    """
    require(by, may.PLAN_SUPPORT, relationship)
    relationship, why, today = locked(relationship, by=by), reason(why), timezone.localdate(at)
    check_pause(from_on, until_on, today=today)
    if relationship.state != PAUSED:
        RELATIONSHIP.check(relationship.state, PAUSED)
    proposed = selectors.paused(relationship, from_on=from_on, until_on=until_on, today=today)
    change = save(proposed, kind=PAUSE, why=why, by=by, at=at)
    from_on = selectors.pause_from(relationship, from_on)
    relationship.change(state=PAUSED, paused_from_on=from_on, paused_until_on=until_on)
    return change


def check_pause(from_on: date, until_on: date, *, today: date) -> None:
    """Raise BadDays when a pause cannot have these days."""
    if from_on < today:
        raise BadDays("A pause can start today or later. Past contacts stay as they are.", field="from_on")
    if until_on <= from_on:
        raise BadDays(f"Enter a day after {long_day(from_on)}.", field="until_on")
    if until_on > today + LONGEST_PAUSE:
        raise BadDays("A pause can last a year at most. Otherwise end the support.", field="until_on")


@transaction.atomic
def resume(*, relationship: Relationship, by: Actor, at: datetime, first_on: date, why: str) -> PlanChange:
    """Go on with the first contact on that day and the rest behind it. Raises NotPaused, BadDays, NoReason."""
    require(by, may.PLAN_SUPPORT, relationship)
    relationship, why, today = locked(relationship, by=by), reason(why), timezone.localdate(at)
    if relationship.state != PAUSED:
        raise NotPaused
    check_first(relationship, first_on, today=today)
    RELATIONSHIP.check(relationship.state, OPEN)
    proposed = selectors.resumed(relationship, first_on=first_on, today=today)
    change = save(proposed, kind=RESUME, why=why, by=by, at=at)
    relationship.change(state=OPEN, paused_from_on=None, paused_until_on=None)
    return change


def check_first(relationship: Relationship, first_on: date, *, today: date) -> None:
    """Raise BadDays when support cannot go on with a first contact on that day."""
    if not today <= first_on <= today + LONGEST_PAUSE:
        raise BadDays("Enter a day from today on, within a year.", field="first_on")
    soonest, _ = selectors.first_possible(relationship, today=today)
    if first_on < soonest:
        raise BadDays(
            f"There is a contact before it already. Enter a day from {long_day(soonest)} on.",
            field="first_on",
        )


def step(
    relationship: Relationship, ended: PlannedContact, *, kind: str, why: str, by: Actor, at: datetime
) -> PlanChange:
    """Hold or step back up after the contact that ended the phase, in the caller's transaction and lock."""
    proposed = selectors.step(relationship, ended, kind=kind, today=timezone.localdate(at))
    change = save(proposed, kind=kind, why=why, by=by, at=at)
    ended.change(reviews=False)
    return change


def spread(moves: Sequence[Proposed], *, why: str, by: Actor, at: datetime) -> None:
    """Move contacts of running plans so that the volunteer's weeks stay light, in the caller's transaction and lock.

    The volunteer hears of it once.
    """
    for place, proposed in enumerate(moves):
        save(proposed, kind=SPREAD, why=why, by=by, at=at, tell=place == 0)


def save(
    proposed: Proposed, *, kind: str, why: str, by: Actor, at: datetime, tell: bool = True
) -> PlanChange:
    """Write the rest of the plan as it was shown. Raises NothingToCome."""
    relationship = proposed.relationship
    if not proposed.lines:
        raise NothingToCome
    # From the last to the first: numbers never go down, so no two ever have one.
    for line in reversed(proposed.lines):
        _write(relationship, line)
    fit_windows(plan_of(relationship))
    relationship.change(ends_on=max(proposed.ends_on, relationship.started_on))
    days = {"before": proposed.before, "after": proposed.after}
    return remember(relationship, kind=kind, why=why, by=by, at=at, tell=tell, **days)


COLUMNS = ("number", "week", "phase", "phase_name", "reviews", "planned_on", "due_on")
COLUMNS += ("opens_on", "closes_on", "moved_why")


def _write(relationship: Relationship, line: Line) -> None:
    values = {name: getattr(line, name) for name in COLUMNS}
    if line.row is None:
        PlannedContact.make(scheme=relationship.scheme, relationship=relationship, **values)
        return
    if line.row.due_on != line.due_on:
        contacts_messages.take_back(line.row)
        values["tries"] = 0
    line.row.change(**values)
