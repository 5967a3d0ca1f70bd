"""Safeguarding worries: raised, acknowledged, decided, closed. Words are added, never changed."""

from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import NotAllowed, require
from peersupport.accounts.selectors.memberships import coordinators
from peersupport.audit.services import events
from peersupport.core.errors import Refusal
from peersupport.messaging.services import outbox
from programmes.choices import ACKNOWLEDGED, CLOSED, CONCERN, DECIDED
from programmes.models import Concern, ConcernEntry, Patient, Relationship
from programmes.selectors.concerns import owner_of

IN_DANGER = "Somebody is in danger now."


class NothingSaid(Refusal):
    words = "Write what you saw or heard"
    field = "words"


class NothingDecided(Refusal):
    words = "Write what was decided"
    field = "words"


class AnsweredAlready(Refusal):
    """Somebody else was faster."""


class IsClosed(Refusal):
    words = "This worry is closed. Raise a new one, so that somebody looks at it."


@transaction.atomic
def raise_concern(
    *,
    by: Actor,
    at: datetime,
    words: str,
    relationship: Relationship | None = None,
    patient: Patient | None = None,
    kind: str = "",
    in_danger_now: bool = False,
) -> Concern:
    """Open a worry about a person, or about nobody in particular, and tell every coordinator. Raises NothingSaid."""
    require(by, may.RAISE_CONCERNS, *filter(None, (relationship, patient)))
    patient = relationship.patient if relationship else patient
    _refuse_strangers(by, relationship, patient)
    if not words.strip():
        raise NothingSaid
    scheme = by.scheme
    concern = Concern.make(
        scheme=scheme,
        patient=patient,
        relationship=relationship,
        raised_by=by.membership.user if by.membership else None,
        raised_by_name=by.name,
        raised_at=at,
        kind=kind,
        words=words,
        in_danger_now=in_danger_now,
        owner=owner_of(relationship=relationship, patient=patient, on=timezone.localdate(at)),
        acknowledge_by=at + timedelta(hours=scheme.acknowledge_hours),
        decide_by=at + timedelta(hours=scheme.decide_hours),
    )
    _append(concern, "raised", by=by, at=at)
    _tell_staff(concern, step="raised", by=by, at=at)
    return concern


@transaction.atomic
def add(
    *, concern: Concern, by: Actor, at: datetime, words: str, kind: str = "", in_danger_now: bool = False
) -> Concern:
    """Add words to a worry. New words of whoever raised it open a decision again. Raises NothingSaid, IsClosed."""
    require(by, may.RAISE_CONCERNS, concern)
    concern = _locked(concern, by)
    if concern.state == CLOSED:
        raise IsClosed
    if not words.strip():
        raise NothingSaid
    new_danger = in_danger_now and not concern.in_danger_now
    concern.change(kind=kind or concern.kind, in_danger_now=concern.in_danger_now or in_danger_now)
    if concern.state == DECIDED and not by.can(may.WORK_CONCERNS):
        _reopen(concern, at)
    entry = _append(concern, "added", by=by, at=at, words=f"{IN_DANGER} {words}" if new_danger else words)
    if not by.can(may.WORK_CONCERNS) or new_danger:
        _tell_staff(concern, step=f"added:{entry.pk}", by=by, at=at)
    return concern


@transaction.atomic
def acknowledge(*, concern: Concern, by: Actor, at: datetime) -> Concern:
    """Say that somebody has seen it. Whoever does so becomes its owner if it had none. Raises AnsweredAlready."""
    require(by, may.WORK_CONCERNS, concern)
    concern = _locked(concern, by)
    if concern.acknowledged_at:
        raise AnsweredAlready("Somebody has acknowledged this worry already.")
    owner = concern.owner or by.membership
    return _move(concern, ACKNOWLEDGED, by=by, at=at, acknowledged_at=at, owner=owner)


@transaction.atomic
def decide(*, concern: Concern, by: Actor, at: datetime, words: str) -> Concern:
    """Say what was decided. Raises NothingDecided, MoveNotAllowed."""
    require(by, may.WORK_CONCERNS, concern)
    if not words.strip():
        raise NothingDecided
    return _move(_locked(concern, by), DECIDED, by=by, at=at, words=words, decided_at=at)


@transaction.atomic
def close(*, concern: Concern, by: Actor, at: datetime, words: str = "") -> Concern:
    """Close a decided worry. Raises MoveNotAllowed."""
    require(by, may.WORK_CONCERNS, concern)
    return _move(_locked(concern, by), CLOSED, by=by, at=at, words=words, closed_at=at)


def _refuse_strangers(by: Actor, relationship: Relationship | None, patient: Patient | None) -> None:
    """A volunteer worries here about their own people; about others they write without a name."""
    seen = {Relationship: relationship, Patient: patient}
    for model, row in seen.items():
        if row and not model.objects.visible_to(by).filter(pk=row.pk).exists():
            raise NotAllowed


def _locked(concern: Concern, by: Actor) -> Concern:
    rows = Concern.objects.visible_to(by).select_for_update(of=("self",), no_key=True)
    found = rows.filter(pk=concern.pk).select_related("scheme").first()
    if found is None:
        raise NotAllowed
    return found


def _move(concern: Concern, state: str, *, by: Actor, at: datetime, words: str = "", **facts) -> Concern:
    CONCERN.check(concern.state, state)
    concern.change(state=state, **facts)
    _append(concern, state, by=by, at=at, words=words)
    return concern


def _reopen(concern: Concern, at: datetime) -> None:
    CONCERN.check(concern.state, ACKNOWLEDGED)
    until = at + timedelta(hours=concern.scheme.decide_hours)
    concern.change(state=ACKNOWLEDGED, decided_at=None, decide_by=until)


def _append(concern: Concern, verb: str, *, by: Actor, at: datetime, words: str = "") -> ConcernEntry:
    """A line of the worry's own record, and an event; the event says nothing of what was written."""
    entry = ConcernEntry.make(
        scheme=concern.scheme,
        concern=concern,
        at=at,
        by_key=by.user_key,
        by_name=by.name,
        state=concern.state,
        words=words,
    )
    events.record(
        by=by,
        action=f"concern.{verb}",
        row=concern,
        person=concern.patient,
        at=at,
        detail={"state": concern.state},
    )
    return entry


def _tell_staff(concern: Concern, *, step: str, by: Actor, at: datetime) -> None:
    """Everybody who works worries, so that no leave or late shift leaves one unseen; not whoever wrote it."""
    staff = coordinators(scheme=concern.scheme, on=timezone.localdate(at))
    others = [member for member in staff if member.user_id != by.user_key]
    for member in others or staff:
        outbox.ask(
            scheme=concern.scheme,
            key=f"concern:{concern.pk}:{step}:{member.pk}",
            template="concern_raised",
            kind="staff",
            recipient=member.pk,
            not_before=at,
            link=reverse("concerns-detail", args=[concern.pk]),
        )
