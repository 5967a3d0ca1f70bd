"""Recording what a person agreed to."""

from datetime import date, datetime

from django.db import transaction

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import require
from peersupport.audit.services import events
from programmes.models import Consent, Patient


@transaction.atomic
def give(*, patient: Patient, purpose: str, given_on: date, told_by: str, by: Actor, at: datetime) -> Consent:
    """The person's open consent for one purpose; an older one that still holds is kept as it is."""
    require(by, may.WORK_REFERRALS, patient)
    held = Consent.objects.of(by.scheme).filter(patient=patient, purpose=purpose, withdrawn_on=None).first()
    if held:
        return held
    consent = Consent.make(
        scheme=by.scheme, patient=patient, purpose=purpose, given_on=given_on, recorded_by=told_by or by.name
    )
    events.record(by=by, action="consent.given", row=consent, person=patient, at=at)
    return consent
