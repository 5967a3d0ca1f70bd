"""Safeguarding worries: raised, acknowledged, decided, closed. Words are added, never changed."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import NotAllowed, require
from peersupport.accounts.models import Membership
from peersupport.accounts.selectors.memberships import coordinators
from peersupport.audit.services import events
from peersupport.core.errors import Refusal
from peersupport.core.locks import hold
from programmes.choices import ACKNOWLEDGED, ASKED, CLOSED, CONCERN, DECIDED
from programmes.models import Concern, ConcernEntry, Patient, Relationship
from programmes.selectors.concerns import owner_of
from programmes.selectors.concerns_route import Told, may_be_asked, route
from programmes.services.concerns_tell import pass_by, show_to, take_back, tell

IN_DANGER = "Somebody is in danger now."


class NothingSaid(Refusal):
    words = "Write what you saw or heard"
    field = "words"


class NothingDecided(Refusal):
    words = "Write what was decided"
    field = "words"


class AnsweredAlready(Refusal):
    """Somebody else was faster."""


class NoReason(Refusal):
    words = "Write why they should see it"
    field = "words"


class NotThem(Refusal):
    words = "They see it already, it is about them, or they do not work here. Choose somebody else"
    field = "member"


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
    about: Collection[UUID] = (),
) -> Concern:
    """Open a worry about a person, or about nobody in particular, and tell those it goes to.

    `about` are keys of users of the staff whom it is about: it passes them by. Raises NothingSaid.
    """
    require(by, may.RAISE_CONCERNS, *filter(None, (relationship, patient)))
    patient = relationship.patient if relationship else patient
    _refuse_strangers(by, relationship, patient)
    if not words.strip():
        raise NothingSaid
    scheme, owner = by.scheme, owner_of(relationship=relationship, patient=patient, on=timezone.localdate(at))
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
        owner=owner if owner and owner.user_id not in about else None,
        acknowledge_by=at + timedelta(hours=scheme.acknowledge_hours),
        decide_by=at + timedelta(hours=scheme.decide_hours),
    )
    pass_by(concern, _staff(by.scheme, about, at))
    _append(concern, "raised", by=by, at=at)
    _tell_staff(concern, step="raised", by=by, at=at)
    return concern


@transaction.atomic
def add(
    *,
    concern: Concern,
    by: Actor,
    at: datetime,
    words: str,
    kind: str = "",
    in_danger_now: bool = False,
    about: Collection[UUID] = (),
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
    _turn_away(concern, _staff(by.scheme, about, at))
    if concern.state == DECIDED and not by.can(may.WORK_CONCERNS):
        _reopen(concern, at)
    entry = _append(concern, "added", by=by, at=at, words=f"{IN_DANGER} {words}" if new_danger else words)
    if about or not by.can(may.WORK_CONCERNS) or new_danger:
        _tell_staff(concern, step=f"added:{entry.pk}", by=by, at=at)
    return concern


@transaction.atomic
def acknowledge(*, concern: Concern, by: Actor, at: datetime) -> Concern:
    """Say that somebody has seen it. Whoever does so becomes its owner if it had none. Raises AnsweredAlready."""
    concern = _worked(concern, by)
    if concern.acknowledged_at:
        raise AnsweredAlready("Somebody has acknowledged this worry already.")
    owner = concern.owner or by.membership
    take_back(concern, "raised", "late")
    return _move(concern, ACKNOWLEDGED, by=by, at=at, acknowledged_at=at, owner=owner)


@transaction.atomic
def decide(*, concern: Concern, by: Actor, at: datetime, words: str) -> Concern:
    """Say what was decided. Raises NothingDecided, MoveNotAllowed."""
    concern = _worked(concern, by)
    if not words.strip():
        raise NothingDecided
    take_back(concern, "late")
    return _move(concern, DECIDED, by=by, at=at, words=words, decided_at=at)


@transaction.atomic
def close(*, concern: Concern, by: Actor, at: datetime, words: str = "") -> Concern:
    """Close a decided worry. Raises MoveNotAllowed."""
    return _move(_worked(concern, by), CLOSED, by=by, at=at, words=words, closed_at=at)


@transaction.atomic
def ask_in(*, concern: Concern, by: Actor, at: datetime, member: Membership, words: str) -> Concern:
    """Let somebody else of the staff see it, and tell them. Raises NoReason, NotThem."""
    concern = _worked(concern, by)
    if not words.strip():
        raise NoReason
    if member.pk not in {one.pk for one in may_be_asked(concern, on=timezone.localdate(at))}:
        raise NotThem
    told = [Told(member, ASKED)]
    show_to(concern, told, at=at)
    _append(concern, "shown", by=by, at=at, words=f"Asked {member.user.name} to look at it. {words}")
    tell(concern, told, step="asked", at=at)
    return concern


def _refuse_strangers(by: Actor, relationship: Relationship | None, patient: Patient | None) -> None:
    """A volunteer worries here about their own people; about others they write without a name."""
    seen = {Relationship: relationship, Patient: patient}
    for model, row in seen.items():
        if row and not model.objects.visible_to(by).filter(pk=row.pk).exists():
            raise NotAllowed


def _locked(concern: Concern, by: Actor) -> Concern:
    rows = hold(Concern.objects.visible_to(by))
    found = rows.filter(pk=concern.pk).select_related("scheme").first()
    if found is None:
        raise NotAllowed
    return found


def _worked(concern: Concern, by: Actor) -> Concern:
    """The worry, locked, for somebody of the staff who is named on it."""
    require(by, may.WORK_CONCERNS, concern)
    concern = _locked(concern, by)
    if by.membership and not concern.readers.filter(member__user_id=by.user_key).exists():
        raise NotAllowed
    return concern


def _staff(scheme, about: Collection[UUID], at: datetime) -> set[UUID]:
    """Those of the named who are staff here; a key from elsewhere means nobody."""
    staff = coordinators(scheme=scheme, on=timezone.localdate(at))
    return {member.user_id for member in staff} & set(about)


def _turn_away(concern: Concern, about: set[UUID]) -> None:
    """It came out later whom it is about: they see it no more, and it is not theirs to answer."""
    pass_by(concern, about)
    if concern.owner and concern.owner.user_id in about:
        concern.change(owner=None)


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
    # What passes somebody by must not show in the record of the person, which they may read.
    events.record(
        by=by,
        action=f"concern.{verb}",
        row=concern,
        person=None if concern.abouts.exists() else concern.patient,
        at=at,
        detail={"state": concern.state},
    )
    return entry


def _tell_staff(concern: Concern, *, step: str, by: Actor, at: datetime) -> None:
    """Everybody the worry goes to, so that no leave or late shift leaves one unseen; not whoever wrote it."""
    told = route(
        scheme=concern.scheme,
        owner=concern.owner,
        about=set(concern.abouts.values_list("user_id", flat=True)),
        on=timezone.localdate(at),
        everybody_in_charge=concern.in_danger_now,
    )
    show_to(concern, told, at=at)
    others = [one for one in told if one.member.user_id != by.user_key]
    tell(concern, others or told, step=step, at=at)
