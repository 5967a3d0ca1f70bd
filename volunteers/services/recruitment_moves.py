"""Moving somebody from stage to stage: by itself when the evidence is complete, or by hand with a reason."""

from datetime import date, datetime, timedelta

from django.db import transaction

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import NotAllowed, require
from peersupport.audit.services import events
from peersupport.core.errors import Refusal
from peersupport.core.locks import hold
from volunteers.choices import (
    ACTIVE,
    AT_WORK,
    JOINING,
    LEAVING,
    READY,
    STEPPED_DOWN,
    VOLUNTEER,
)
from volunteers.models import Enquiry, GoingOn, HeldRole, StageChange, Volunteer
from volunteers.selectors.recruitment_proofs import doubts, proofs
from volunteers.selectors.recruitment_rules import next_stage
from volunteers.services import joining
from volunteers.services.leaving import end_plans
from volunteers.services.recruitment_stops import stops


class MoveRefused(Refusal):
    """A move by hand that cannot be made."""


@transaction.atomic
def advance(*, volunteer: Volunteer, by: Actor, at: datetime, today: date) -> str:
    """Move on as far as the evidence leads, and give the stage. Every service that records evidence calls this.

    It acts for the system: whoever recorded the evidence needed that permission, not this one.
    """
    if volunteer.scheme_id != by.scheme.pk:
        raise NotAllowed
    volunteer = _locked(volunteer)
    if volunteer.stage in JOINING:
        to = next_stage(volunteer.stage, proofs([volunteer], on=today)[volunteer.pk])
        if to != volunteer.stage:
            _go(volunteer, to, by=Actor.system(by.scheme), at=at, today=today)
    return volunteer.stage


@transaction.atomic
def move(*, by: Actor, volunteer: Volunteer, to: str, why: str, at: datetime, today: date) -> None:
    """Move by hand, with the reason. The gate still asks for what is missing before a match.

    Nobody is moved on past a no that nobody has decided about, or back from people whom they support.
    """
    require(by, may.WORK_VOLUNTEERS, volunteer)
    volunteer = _locked(volunteer)
    if to == STEPPED_DOWN:
        raise MoveRefused("To let somebody go, say why they leave.", field="to")
    if not why.strip():
        raise MoveRefused("Say why you move this person by hand.", field="why")
    if volunteer.stage == ACTIVE and (words := stops(volunteer, today)):
        raise MoveRefused(words, field="to")
    if _is_onward(volunteer.stage, to) and proofs([volunteer], on=today)[volunteer.pk].is_doubted:
        raise MoveRefused("Somebody has doubts about this person. Decide about them first.", field="to")
    _go(volunteer, to, by=by, at=at, today=today, why=why)
    _clear(volunteer, by, today)


@transaction.atomic
def go_on(*, by: Actor, volunteer: Volunteer, why: str, at: datetime, today: date) -> GoingOn:
    """Weigh every no that stands against somebody, and let them go on all the same."""
    require(by, may.WORK_VOLUNTEERS, volunteer)
    volunteer = _locked(volunteer)
    if not why.strip():
        raise MoveRefused("Say why they may go on all the same.", field="why")
    proof = proofs([volunteer], on=today)[volunteer.pk]
    if not proof.is_doubted:
        raise MoveRefused("Nothing speaks against this person now, so there is nothing to decide.")
    if proof.unread:
        raise MoveRefused("Read every reference first, then decide.")
    decided = GoingOn.make(
        scheme=by.scheme, volunteer=volunteer, decided_on=today, decided_by=by.membership, why=why.strip()
    )
    for row in doubts(volunteer):
        row.change(weighed=decided)
    events.record(by=by, action="volunteer.goes_on", row=decided, person=volunteer, at=at)
    advance(volunteer=volunteer, by=by, at=at, today=today)
    return decided


@transaction.atomic
def begin_supporting(*, volunteer: Volunteer, by: Actor, at: datetime, today: date) -> None:
    """Ready becomes active with the first person supported; any other stage stays. The caller holds the row."""
    if volunteer.scheme_id != by.scheme.pk:
        raise NotAllowed
    if volunteer.stage == READY:
        _go(volunteer, ACTIVE, by=Actor.system(by.scheme), at=at, today=today)


@transaction.atomic
def step_down(
    *, by: Actor, volunteer: Volunteer, reason: str, at: datetime, today: date, why: str = ""
) -> None:
    """Let somebody go, without blame; their roles and plans end. Refuses while other rooms still count on them."""
    require(by, may.WORK_VOLUNTEERS, volunteer)
    volunteer = _locked(volunteer)
    if reason not in dict(LEAVING):
        raise MoveRefused("Choose why this person leaves.", field="reason")
    if words := stops(volunteer, today):
        raise MoveRefused(words)
    _go(volunteer, STEPPED_DOWN, by=by, at=at, today=today, reason=reason, why=why)
    volunteer.change(left_on=today)
    joining.close(by=by, volunteer=volunteer, at=at, today=today)
    end_plans(by=by, volunteer=volunteer, at=at, today=today)
    _clear(volunteer, by, today)
    for held in HeldRole.objects.of(by.scheme).filter(volunteer=volunteer, until_on__isnull=True):
        held.change(until_on=max(held.since_on, today - timedelta(days=1)))


def _is_onward(stage: str, to: str) -> bool:
    order = (*JOINING, ACTIVE)
    return stage in JOINING and to in order and order.index(to) > order.index(stage)


def _locked(volunteer: Volunteer) -> Volunteer:
    return hold(Volunteer.objects.of(volunteer.scheme_id)).get(pk=volunteer.pk)


def _go(
    volunteer: Volunteer,
    to: str,
    *,
    by: Actor,
    at: datetime,
    today: date,
    reason: str = "",
    why: str = "",
) -> None:
    VOLUNTEER.check(volunteer.stage, to)
    moved = StageChange.make(
        scheme=by.scheme,
        volunteer=volunteer,
        from_stage=volunteer.stage,
        since_on=volunteer.stage_since_on,
        to_stage=to,
        moved_on=today,
        moved_by=by.membership,
        reason=reason,
        why=why.strip(),
    )
    values = {"stage": to, "stage_since_on": today}
    if to in AT_WORK and volunteer.joined_on is None:
        values["joined_on"] = today
    if to == ACTIVE and volunteer.began_on is None:
        values["began_on"] = today
    if moved.from_stage == STEPPED_DOWN:
        values |= {"left_on": None, "began_on": None}
    volunteer.change(**values)
    detail = {"from": moved.from_stage, "to": to, "reason": reason}
    events.record(by=by, action="volunteer.moved", row=moved, person=volunteer, at=at, detail=detail)
    joining.offer(volunteer=volunteer, at=at, today=today)


def _clear(volunteer: Volunteer, by: Actor, today: date) -> None:
    """Somebody has looked at it: an enquiry that was held back is so no longer."""
    held = Enquiry.objects.of(by.scheme).filter(volunteer=volunteer, cleared_on__isnull=True)
    for enquiry in held.exclude(held_for=""):
        enquiry.change(cleared_on=today, cleared_by=by.membership)
