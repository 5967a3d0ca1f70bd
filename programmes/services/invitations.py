"""Asking somebody whether they want to volunteer. A yes makes a second, separate record."""

from datetime import date, datetime

from django.db import transaction

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import require
from peersupport.audit.services import events
from peersupport.core.errors import Refusal
from peersupport.core.locks import hold
from programmes.choices import LATER, YES
from programmes.models import Invitation, Patient
from programmes.selectors.invitations import may_be_asked
from volunteers.choices import BY_STAFF
from volunteers.services.recruitment import Contact, enquire


class InvitationRefused(Refusal):
    """Somebody who is not to be asked, or an answer that does not fit."""


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
    """Record that somebody was asked, and what they said: yes, no, or later with a day.

    A yes makes a volunteer's record with name and contact only: what the patient's record knows about health was
    told for another purpose. The patient points at the volunteer, never back: how somebody came tells it neither.
    """
    require(by, may.WORK_VOLUNTEERS, patient)
    patient = hold(Patient.objects.of(by.scheme)).get(pk=patient.pk)
    _refuse(by, patient, asked_on, answer, ask_again_on, today)
    invitation = Invitation.make(
        scheme=by.scheme,
        patient=patient,
        asked_on=asked_on,
        asked_by=by.membership,
        answer=answer,
        ask_again_on=ask_again_on if answer == LATER else None,
    )
    detail = {"asked_on": asked_on.isoformat(), "answer": answer}
    events.record(by=by, action="invitation.answered", row=invitation, person=patient, at=at, detail=detail)
    if answer == YES:
        _begin(by, patient, at, today)
    return invitation


def _refuse(
    by: Actor, patient: Patient, asked_on: date, answer: str, ask_again_on: date | None, today: date
) -> None:
    if patient.became_volunteer_id:
        raise InvitationRefused(f"{patient.short_name} has a volunteer's record already.")
    if not may_be_asked(patient, actor=by, on=today):
        raise InvitationRefused("Ask when support has ended, and only people who agree to hear from us.")
    if asked_on > today:
        raise InvitationRefused(
            "This day is in the future. Write down when you have asked.", field="asked_on"
        )
    if answer == LATER and (ask_again_on is None or ask_again_on <= today):
        raise InvitationRefused("Say on which day to ask again, after today.", field="ask_again_on")


def _begin(by: Actor, patient: Patient, at: datetime, today: date) -> None:
    contact = Contact(
        first_name=patient.first_name,
        last_name=patient.last_name,
        called=patient.called,
        email=patient.email,
        phone=patient.phone,
    )
    volunteer = enquire(by=by, contact=contact, source=BY_STAFF, at=at, today=today)
    patient.change(became_volunteer=volunteer)
    detail = {"volunteer": str(volunteer.pk)}
    events.record(by=by, action="patient.became_volunteer", row=patient, person=patient, at=at, detail=detail)
