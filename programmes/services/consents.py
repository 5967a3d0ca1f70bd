"""Recording what a person agrees to, and what they take back."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import require
from peersupport.audit.services import events
from peersupport.core.errors import Refusal
from peersupport.core.locks import hold
from programmes.choices import SUPPORT
from programmes.models import Consent, Patient
from programmes.services import leaving

NO_CONSENT = "no-consent"


class NothingToWithdraw(Refusal):
    words = "They have not agreed to this, or have taken it back already."


class BadDay(Refusal):
    words = "The day must not be in the future, and not before they agreed."
    field = "withdrawn_on"


@transaction.atomic
def give(*, patient: Patient, purpose: str, given_on: date, told_by: str, by: Actor, at: datetime) -> Consent:
    """The person's open consent for one purpose; an older one that still holds is kept as it is."""
    require(by, may.WORK_REFERRALS, patient)
    hold(Patient.objects.of(by.scheme)).get(
        pk=patient.pk
    )  # pressed twice at once: the second finds the first
    held = Consent.objects.of(by.scheme).filter(patient=patient, purpose=purpose, withdrawn_on=None).first()
    if held:
        return held
    consent = Consent.make(
        scheme=by.scheme, patient=patient, purpose=purpose, given_on=given_on, recorded_by=told_by or by.name
    )
    events.record(by=by, action="consent.given", row=consent, person=patient, at=at)
    return consent


@transaction.atomic
def withdraw(*, patient: Patient, purpose: str, withdrawn_on: date, by: Actor, at: datetime) -> Consent:
    """The person takes their agreement back. Without the one to support, all support and waiting ends today.

    Raises NothingToWithdraw, BadDay.
    """
    require(by, may.WORK_REFERRALS, patient)
    found = leaving.hold_everything(patient, by=by)
    rows = Consent.objects.of(by.scheme).filter(patient=patient, purpose=purpose, withdrawn_on=None)
    consent = hold(rows).first()
    if consent is None:
        raise NothingToWithdraw
    if not consent.given_on <= withdrawn_on <= timezone.localdate(at):
        raise BadDay
    consent.change(withdrawn_on=withdrawn_on)
    if purpose == SUPPORT:
        leaving.stop_everything(found, end_reason=NO_CONSENT, leave_reason=NO_CONSENT, by=by, at=at)
    events.record(by=by, action="consent.withdrawn", row=consent, person=patient, at=at)
    return consent
