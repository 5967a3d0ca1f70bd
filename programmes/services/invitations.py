"""Asking somebody whether they want to volunteer. A yes makes a second, separate record."""

from datetime import date, datetime, time, timedelta

from django.db import transaction

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import require
from peersupport.accounts.roles import GRADUATE
from peersupport.audit.services import events
from peersupport.core import secret_links
from peersupport.core.calendar import to_utc
from peersupport.core.errors import Refusal
from peersupport.core.locks import hold
from peersupport.messaging.selectors.undelivered import undelivered
from peersupport.messaging.services import outbox
from programmes.choices import INVITATION_ANSWERS, LATER, YES
from programmes.models import Invitation, Patient
from programmes.selectors.invitations import PURPOSE, is_open, is_reached, may_be_asked
from volunteers.choices import BY_STAFF, FORM
from volunteers.models import Volunteer
from volunteers.services.recruitment import Contact, enquire

LINK_DAYS = 60
NOT_TO_ASK = "Ask when support has ended, and only people who agree to hear from us."


class InvitationRefused(Refusal):
    """Somebody who is not to be asked, or an answer that does not fit."""


@transaction.atomic
def ask(*, by: Actor, patient: Patient, at: datetime, today: date) -> Invitation | None:
    """Send the person a link, by itself. None when they were asked meanwhile, or are not to be asked any more."""
    require(by, may.WORK_VOLUNTEERS, patient)
    patient = hold(Patient.objects.of(by.scheme)).get(pk=patient.pk)
    if patient.became_volunteer_id or not may_be_asked(patient, actor=by, on=today):
        return None
    newest = patient.invitations.order_by("-asked_on", "-pk").first()
    if newest and not (newest.answer == LATER and newest.ask_again_on <= today):
        return None
    row = Invitation.make(scheme=by.scheme, patient=patient, **_a_link(today))
    _send(row, by=by, at=at)
    return row


@transaction.atomic
def ask_anew(*, by: Actor, patient: Patient, at: datetime, today: date) -> Invitation:
    """Send a new link to somebody whom the one before did not reach; that one ends."""
    require(by, may.WORK_VOLUNTEERS, patient)
    patient = hold(Patient.objects.of(by.scheme)).get(pk=patient.pk)
    row = patient.invitations.filter(answer="", nonce__isnull=False).first()
    if row is None or not undelivered(by.scheme.pk, kind="invitation", keys=[row.pk]):
        raise InvitationRefused(f"No link to {patient.short_name} has come back.")
    if not may_be_asked(patient, actor=by, on=today):
        raise InvitationRefused(NOT_TO_ASK)
    if not is_reached(patient):
        raise InvitationRefused(
            f"No message reaches {patient.short_name}. Enter another address on their page first, or call them."
        )
    row.change(**_a_link(today))
    _send(row, by=by, at=at)
    return row


def _a_link(today: date) -> dict:
    until = today + timedelta(days=LINK_DAYS)
    return {"asked_on": today, "link_until_on": until, **secret_links.fresh(PURPOSE)}


def _send(row: Invitation, *, by: Actor, at: datetime) -> None:
    outbox.ask(
        scheme=by.scheme,
        key=f"invitation:{row.pk}:{row.nonce}",
        template="volunteering_asked",
        kind="invitation",
        recipient=row.pk,
        not_before=at,
        expires_at=to_utc(row.link_until_on + timedelta(days=1), time(0)),
        day=row.link_until_on,
    )
    events.record(by=by, action="invitation.asked", row=row, person=row.patient, at=at)


@transaction.atomic
def answer(
    *, invitation: Invitation, answer: str, ask_again_on: date | None, at: datetime, today: date
) -> Invitation:
    """The person answers by the link, which is used up with that."""
    by = Actor.outside(invitation.scheme, GRADUATE, about=invitation.pk)
    require(by, may.ANSWER_INVITATIONS, invitation)
    patient = hold(Patient.objects.of(invitation.scheme)).get(pk=invitation.patient_id)
    row = hold(Invitation.objects.of(invitation.scheme)).select_related("patient").get(pk=invitation.pk)
    if not is_open(row, today):
        raise InvitationRefused("This link has run out, or was used. Call us instead.")
    _refuse_later(answer, ask_again_on, today)
    row.change(**_said(answer, today, ask_again_on))
    # Nobody of the staff has taken the new record on yet.
    _follow(row, patient, by=by, owner=Actor.system(row.scheme), at=at, today=today)
    return row


@transaction.atomic
def record_answer(
    *,
    by: Actor,
    patient: Patient,
    asked_on: date,
    answer: str,
    at: datetime,
    today: date,
    ask_again_on: date | None = None,
) -> Invitation:
    """Record that staff asked somebody, and what they said: yes, no, or later with a day. It is also the answer to a
    link that was sent to them.
    """
    require(by, may.WORK_VOLUNTEERS, patient)
    patient = hold(Patient.objects.of(by.scheme)).get(pk=patient.pk)
    _refuse(by, patient, asked_on, answer, ask_again_on, today)
    row = patient.invitations.filter(answer="").first()
    said = {"asked_by": by.membership, **_said(answer, asked_on, ask_again_on)}
    if row:
        row.change(**said)
    else:
        row = Invitation.make(scheme=by.scheme, patient=patient, asked_on=asked_on, **said)
    _follow(row, patient, by=by, owner=by, at=at, today=today)
    return row


def _said(answer: str, on: date, ask_again_on: date | None) -> dict:
    return {
        "answer": answer,
        "answered_on": on,
        "ask_again_on": ask_again_on if answer == LATER else None,
    }


def _follow(row: Invitation, patient: Patient, *, by: Actor, owner: Actor, at: datetime, today: date) -> None:
    """A yes makes a volunteer's record with name and contact only: what the patient's record knows about health was
    told for another purpose. The patient points at the volunteer, never back: how they came tells it
    neither. `owner` makes the record.
    """
    # The enquiry holds rows of its own, so it comes before the audit, which comes last.
    volunteer = _enquire(owner, patient, by, at, today) if row.answer == YES else None
    detail = {"asked_on": row.asked_on.isoformat(), "answer": row.answer}
    events.record(by=by, action="invitation.answered", row=row, person=patient, at=at, detail=detail)
    if volunteer:
        patient.change(became_volunteer=volunteer)
        detail = {"volunteer": str(volunteer.pk)}
        events.record(
            by=owner, action="patient.became_volunteer", row=patient, person=patient, at=at, detail=detail
        )


def _refuse(
    by: Actor, patient: Patient, asked_on: date, answer: str, ask_again_on: date | None, today: date
) -> None:
    if patient.became_volunteer_id:
        raise InvitationRefused(f"{patient.short_name} has a volunteer's record already.")
    if not may_be_asked(patient, actor=by, on=today):
        raise InvitationRefused(NOT_TO_ASK)
    if asked_on > today:
        raise InvitationRefused(
            "This day is in the future. Write down when you have asked.", field="asked_on"
        )
    _refuse_later(answer, ask_again_on, today)


def _refuse_later(answer: str, ask_again_on: date | None, today: date) -> None:
    if answer not in dict(INVITATION_ANSWERS):
        raise InvitationRefused("Say yes, no or later.", field="answer")
    if answer == LATER and (ask_again_on is None or ask_again_on <= today):
        raise InvitationRefused("Say on which day to ask again, after today.", field="ask_again_on")


def _enquire(owner: Actor, patient: Patient, by: Actor, at: datetime, today: date) -> Volunteer:
    contact = Contact(
        first_name=patient.first_name,
        last_name=patient.last_name,
        called=patient.called,
        email=patient.email,
        phone=patient.phone,
    )
    source = FORM if by.role == GRADUATE else BY_STAFF
    return enquire(by=owner, contact=contact, source=source, at=at, today=today)
