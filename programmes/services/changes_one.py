"""Moving or skipping one contact to come, with a reason; the rest of the plan stays as it is."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import require
from peersupport.core.errors import Refusal
from programmes.choices import ONE_MOVED, PLANNED, SKIPPED
from programmes.models import PlanChange, PlannedContact, Relationship
from programmes.selectors.contacts_plan import in_plan, latest, plan_of
from programmes.services.changes_rows import cancel, locked, reason, remember
from programmes.services.contacts_moves import NotThatDay, fit_windows, move

AGREED = "Agreed another day"


class NotToCome(Refusal):
    words = "This contact is not to come any more. Somebody has logged or moved it: look at the plan again."


class LastOne(Refusal):
    words = "This is the only contact to come. End the support instead, with its reason."


@transaction.atomic
def move_one(*, planned: PlannedContact, to: date, by: Actor, at: datetime, why: str) -> PlanChange:
    """Put one contact on another day, between its neighbours. Raises NotThatDay, NotToCome, NoReason, HasEnded."""
    relationship, plan, row, why = _opened(planned, by=by, why=why)
    if to == row.due_on:
        raise NotThatDay("Enter another day than the planned one.")
    before = [row.due_on]
    move(row, plan, to=to, latest=latest(row), why=AGREED, today=timezone.localdate(at), by=by, at=at)
    if row == plan[-1]:
        relationship.change(ends_on=max(to, relationship.started_on))
    return remember(relationship, kind=ONE_MOVED, why=why, before=before, after=[to], by=by, at=at)


@transaction.atomic
def skip_one(*, planned: PlannedContact, by: Actor, at: datetime, why: str) -> PlanChange:
    """Take one contact off the plan. A review that comes with it comes with the contact before it.

    Raises LastOne, NotToCome, NoReason, HasEnded.
    """
    relationship, plan, row, why = _opened(planned, by=by, why=why)
    rest = [other for other in plan if other != row]
    today = timezone.localdate(at)
    if row.due_on < today:
        raise NotToCome
    if not any(other.state == PLANNED and other.due_on >= today for other in rest):
        raise LastOne
    cancel([row])
    if row.reviews:
        before = [other for other in rest if other.number < row.number and other.phase == row.phase]
        for other in before[-1:]:
            # One end a phase: what a caseload counts as a step down must not count twice.
            row.change(reviews=False)
            other.change(reviews=True)
    fit_windows(rest)
    relationship.change(ends_on=max(rest[-1].due_on, relationship.started_on))
    return remember(relationship, kind=SKIPPED, why=why, before=[row.due_on], after=[], by=by, at=at)


def _opened(
    planned: PlannedContact, *, by: Actor, why: str
) -> tuple[Relationship, list[PlannedContact], PlannedContact, str]:
    """The relationship locked, its plan, and the contact as it is now."""
    require(by, may.PLAN_SUPPORT, planned)
    why = reason(why)
    relationship = locked(planned.relationship, by=by)
    plan = plan_of(relationship)
    for row in plan:
        row.relationship, row.scheme = relationship, relationship.scheme
    row = in_plan(plan, planned.pk)
    if row is None or row.state != PLANNED:
        raise NotToCome
    return relationship, plan, row, why
