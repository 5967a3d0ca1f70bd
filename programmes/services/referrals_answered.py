"""Answering a referral: taking it on, accepting, declining. Two coordinators cannot answer it twice."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import NotAllowed, require
from peersupport.audit.services import events
from peersupport.core.errors import Refusal
from peersupport.core.locks import hold
from peersupport.messaging.services import outbox
from programmes.choices import ACCEPTED, DECLINED, RECEIVED, REFERRAL, SUPPORT, TELL_REFERRER, WITHDRAWN
from programmes.models import Cohort, Enrolment, Patient, Referral
from programmes.selectors.patients import patients_like
from programmes.services import consents, enrolments, patients


class AlreadyAnswered(Refusal):
    """Somebody else was first."""


class AlreadyTaken(Refusal):
    """Somebody else has it now."""


class PossibleDuplicate(Refusal):
    words = "Somebody like this is already here. Look at both, then say whether this is the same person."
    field = "same_as"


class DifferentNumbers(Refusal):
    words = "The NHS numbers of the two differ, so they cannot be joined. Correct the wrong one first."
    field = "same_as"


class KnownElsewhere(Refusal):
    words = (
        "Somebody with this NHS number is already here, in another team. "
        "Ask a coordinator of the whole scheme to answer this referral."
    )
    field = "same_as"


@transaction.atomic
def take(*, referral: Referral, by: Actor, at: datetime, seen_owner: UUID | None = None) -> Referral:
    """Become the owner of a referral. `seen_owner` is who had it on the page, so that nobody is taken by surprise."""
    row = _locked(referral, by=by)
    if row.owner_id != seen_owner and row.owner != by.membership:
        raise AlreadyTaken(f"{row.owner.user.name if row.owner else 'Nobody'} has this referral now.")
    row.change(owner=by.membership)
    events.record(by=by, action="referral.taken", row=row, person=row, at=at)
    return row


@transaction.atomic
def accept(
    *,
    referral: Referral,
    cohort: Cohort,
    by: Actor,
    at: datetime,
    same_as: Patient | None = None,
    is_new: bool = False,
) -> Enrolment:
    """Put the person on the waiting list of a cohort, counted from the day the referral was received.

    `same_as` joins the referral to somebody on record; `is_new` says that a person looked at the possible
    duplicates and found another person. Raises AlreadyAnswered, PossibleDuplicate, KnownElsewhere,
    DifferentNumbers, patients.HasDied, patients.AlreadyKnown, enrolments.CohortClosed, enrolments.HasPlace.
    """
    row = _locked(referral, by=by)
    require(by, may.WORK_REFERRALS, cohort, *filter(None, [same_as]))
    person = _person(row, same_as=same_as, is_new=is_new, by=by, at=at)
    row.patient = person
    _consents(row, person, by=by, at=at)
    place = enrolments.wait(patient=person, cohort=cohort, referral=row, by=by, at=at)
    _answer(row, state=ACCEPTED, by=by, at=at, patient=person, owner=row.owner or by.membership)
    return place


@transaction.atomic
def decline(*, referral: Referral, reason: str, note: str, by: Actor, at: datetime) -> Referral:
    """Say no, with a reason. The referrer reads reason and note when signed in, never in a message."""
    row = _locked(referral, by=by)
    _answer(row, state=DECLINED, by=by, at=at, answer_reason=reason, answer_note=note)
    return row


@transaction.atomic
def withdraw(*, referral: Referral, why: str, by: Actor, at: datetime) -> Referral:
    """Take a referral back before it is answered: its sender, or a coordinator who was told."""
    require(by, may.REFER, referral)
    row = _still_open(referral, by=by)
    is_own = row.sent_by_id is not None and row.sent_by_id == by.user_key
    if not is_own:
        require(by, may.WORK_REFERRALS, referral)
    _answer(row, state=WITHDRAWN, by=by, at=at, answer_note=why, tell=not is_own)
    return row


def _locked(referral: Referral, *, by: Actor) -> Referral:
    """The row as it is now, held until the end of the transaction. Raises AlreadyAnswered, NotAllowed."""
    require(by, may.WORK_REFERRALS, referral)
    return _still_open(referral, by=by)


def _still_open(referral: Referral, *, by: Actor) -> Referral:
    visible = Referral.objects.visible_to(by).select_related("owner__user", "scheme")
    row = hold(visible).filter(pk=referral.pk).first()
    if row is None:
        raise NotAllowed
    if row.state != RECEIVED:
        raise AlreadyAnswered(f"{row.answered_by} has already answered: {row.get_state_display().lower()}.")
    return row


def _person(row: Referral, *, same_as: Patient | None, is_new: bool, by: Actor, at: datetime) -> Patient:
    same_number = patients_like(row).exclude(nhs_number="").filter(nhs_number=row.nhs_number).first()
    if same_number and not Patient.objects.visible_to(by).filter(pk=same_number.pk).exists():
        raise KnownElsewhere
    if same_as is not None:
        if same_number and same_number != same_as:
            raise patients.AlreadyKnown
        if row.nhs_number and same_as.nhs_number and row.nhs_number != same_as.nhs_number:
            raise DifferentNumbers
        return patients.join(patient=same_as, referral=row, by=by, at=at)
    if not is_new and patients_like(row).exists():
        raise PossibleDuplicate
    return patients.make(referral=row, by=by, at=at)


def _consents(row: Referral, person: Patient, *, by: Actor, at: datetime) -> None:
    given = [SUPPORT, *([TELL_REFERRER] if row.consent_to_tell else [])]
    for purpose in given:
        consents.give(
            patient=person, purpose=purpose, given_on=row.received_on, told_by=row.sent_by_name, by=by, at=at
        )


def _answer(row: Referral, *, state: str, by: Actor, at: datetime, tell: bool = True, **more) -> None:
    REFERRAL.check(row.state, state)
    row.change(state=state, answered_on=timezone.localdate(at), answered_by=by.name, **more)
    events.record(
        by=by,
        action=f"referral.{state}",
        row=row,
        person=row.patient or row,
        at=at,
        detail={"reference": row.reference, "answer_reason": row.answer_reason},
    )
    if row.sent_by_id and tell:
        outbox.ask(
            scheme=row.scheme,
            key=f"referral:{row.pk}:answered",
            template="referral_answered",
            kind="referrer",
            recipient=row.pk,
            not_before=at,
            link=reverse("referrals-receipt", args=[row.pk]),
        )
