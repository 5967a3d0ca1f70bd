"""From a referral to the record of a person: made anew, or joined to the one that is here already."""

from datetime import datetime

from django.db import transaction

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import require
from peersupport.audit.services import events
from peersupport.core.constraints import refused_by
from peersupport.core.errors import Refusal
from peersupport.core.locks import hold
from programmes.models import Patient, Referral
from programmes.models.patients import ONE_PER_NUMBER
from programmes.models.people import AboutPerson

ABOUT = (*AboutPerson.ABOUT_PERSONAL, *AboutPerson.ABOUT_PLAIN, "safety")
# What is said about a person adds up; elsewhere only gaps are filled, so that no referral overwrites a record.
ADDS_UP = ("conditions", "needs", "languages")


class HasDied(Refusal):
    words = "This person has died. The referral cannot be joined to their record."
    field = "same_as"


class AlreadyKnown(Refusal):
    words = "Somebody with this NHS number is already here. Choose “The same person”."
    field = "same_as"


@transaction.atomic
def make(*, referral: Referral, by: Actor, at: datetime) -> Patient:
    """A new record with what the referral says. Raises AlreadyKnown for an NHS number that has one."""
    require(by, may.WORK_REFERRALS, referral)
    facts = {name: getattr(referral, name) for name in ABOUT}
    number = referral.nhs_number
    if number and Patient.objects.of(by.scheme).filter(nhs_number=number).exists():
        raise AlreadyKnown
    with refused_by(ONE_PER_NUMBER, AlreadyKnown):
        patient = Patient.make(scheme=by.scheme, last_seen_on=referral.received_on, **facts)
    events.record(by=by, action="patient.made", row=patient, person=patient, at=at)
    return patient


@transaction.atomic
def join(*, patient: Patient, referral: Referral, by: Actor, at: datetime) -> Patient:
    """The record of a person who was referred again. Raises HasDied, AlreadyKnown."""
    require(by, may.WORK_REFERRALS, patient, referral)
    row = hold(Patient.objects.visible_to(by)).get(pk=patient.pk)
    if row.died_on:
        raise HasDied
    with refused_by(ONE_PER_NUMBER, AlreadyKnown):
        row.change(**_new_facts(row, referral), last_seen_on=referral.received_on, version=row.version + 1)
    events.record(by=by, action="patient.joined", row=row, person=row, at=at)
    return row


def _new_facts(row: Patient, referral: Referral) -> dict:
    # An earlier "no message, please" holds: only the person takes it back.
    asked = [name for name in ABOUT if name != "may_leave_message"]
    gaps = {name: getattr(referral, name) for name in asked if not getattr(row, name)}
    sums = {name: (*getattr(row, name), *getattr(referral, name)) for name in ADDS_UP}
    facts = {**gaps, **sums}
    if referral.safety and row.safety and referral.safety not in row.safety:
        facts["safety"] = f"{row.safety}\n\n{referral.safety}"
    if row.nhs_number:
        facts.pop("nhs_number_reason", None)
    elif facts.get("nhs_number"):
        facts["nhs_number_reason"] = ""
    return facts
