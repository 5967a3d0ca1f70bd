"""Asking for a change of a running plan outside a phase end, and the coordinator's decision."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import require
from peersupport.audit.services import events
from peersupport.core.errors import Refusal
from programmes.choices import APPLIED, END_PERSON, END_VOLUNTEER, PAUSE, REVIEW, TURNED_DOWN
from programmes.models import PlanRequest, Relationship
from programmes.selectors.changes import last_begun, steps_of
from programmes.selectors.requests import request_page
from programmes.services import changes, relationships
from programmes.services.changes_rows import locked, own, reason

END_REASON = {END_PERSON: "person", END_VOLUNTEER: "volunteer"}


class WaitsAlready(Refusal):
    words = "Your coordinator has not decided about your last request yet. Phone them if it is urgent."


class NotPossible(Refusal):
    words = "This is not possible with this plan now."
    field = "kind"


@transaction.atomic
def ask(
    *,
    relationship: Relationship,
    by: Actor,
    at: datetime,
    kind: str,
    why: str,
    from_on: date | None = None,
    until_on: date | None = None,
) -> PlanRequest:
    """Ask for a change; the plan stays as it is until a coordinator decides.

    Raises WaitsAlready, NotPossible, BadDays, NoReason, StandsIn, HasEnded.
    """
    require(by, may.LOG_CONTACTS, relationship)
    relationship, why, today = locked(relationship, by=by), reason(why), timezone.localdate(at)
    own(relationship, by=by, on=today)
    page = request_page(relationship, today=today)
    if page.waits:
        raise WaitsAlready
    if kind not in page.kinds:
        raise NotPossible
    days = {}
    if kind == PAUSE:
        if not from_on or not until_on:
            raise changes.BadDays("Enter both days of the pause.", field="from_on")
        changes.check_pause(from_on, until_on, today=today)
        days = {"from_on": from_on, "until_on": until_on}
    row = PlanRequest.make(
        scheme=by.scheme, relationship=relationship, kind=kind, why=why, asked_at=at, asked_by=by.name, **days
    )
    _record("plan_request.made", row, {"kind": kind}, by=by, at=at)
    return row


@transaction.atomic
def decide(*, request: PlanRequest, by: Actor, at: datetime, approve: bool, why: str) -> PlanRequest:
    """Do what is asked, or leave the plan as it is. Raises NotPossible, MoveNotAllowed, NoReason, HasEnded."""
    require(by, may.PLAN_SUPPORT, request)
    why = reason(why)
    relationship = locked(request.relationship, by=by)
    row = PlanRequest.objects.of(by.scheme).get(pk=request.pk)
    becomes = APPLIED if approve else TURNED_DOWN
    REVIEW.check(row.state, becomes)
    row.change(state=becomes, decided_at=at, decided_by=by.name, decided_why=why)
    _record("plan_request.decided", row, {"kind": row.kind, "approved": approve}, by=by, at=at)
    if approve:
        _apply(row, relationship, why=why, by=by, at=at)
    return row


def _apply(row: PlanRequest, relationship: Relationship, *, why: str, by: Actor, at: datetime) -> None:
    today, who = timezone.localdate(at), {"by": by, "at": at}
    if row.kind in END_REASON:
        again = row.kind == END_VOLUNTEER
        relationships.end(
            relationship=relationship, reason=END_REASON[row.kind], note=why, rematch=again, **who
        )
    elif row.kind == PAUSE:
        from_on = max(row.from_on, today)
        changes.pause(relationship=relationship, from_on=from_on, until_on=row.until_on, why=why, **who)
    else:
        last = last_begun(relationship, today=today)
        if last is None or row.kind not in steps_of(relationship, last):
            raise NotPossible
        changes.step(relationship, last, kind=row.kind, why=why, **who)


def _record(action: str, row: PlanRequest, detail: dict, *, by: Actor, at: datetime) -> None:
    events.record(by=by, action=action, row=row, person=row.relationship.patient, at=at, detail=detail)
