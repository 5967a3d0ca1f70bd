"""A person has died: everything stops at once, and nothing more is sent in their name."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import require
from peersupport.audit.services import events
from peersupport.core.errors import Refusal
from peersupport.core.locks import hold
from programmes.models import Patient
from programmes.services import leaving

DIED = "died"


class NotYet(Refusal):
    words = "The day must not be in the future, and not before the person was born."
    field = "died_on"


class IsRecorded(Refusal):
    words = "It is recorded already, with another day. Take it back first if that day is wrong."


class NotRecorded(Refusal):
    words = "No death is recorded for this person."


@transaction.atomic
def record(*, patient: Patient, died_on: date, by: Actor, at: datetime) -> Patient:
    """Ends all support today, takes the person off every list, and stops every message to them.

    Raises NotYet, IsRecorded.
    """
    require(by, may.PLAN_SUPPORT, patient)
    found = leaving.hold_everything(patient, by=by)
    row = found.patient
    if died_on > timezone.localdate(at) or died_on < row.born_on:
        raise NotYet
    if row.died_on is not None:
        raise IsRecorded
    row.change(died_on=died_on)
    ended = leaving.stop_everything(found, end_reason=DIED, leave_reason=DIED, by=by, at=at)
    events.record(by=by, action="patient.died", row=row, person=row, at=at, detail={"support_ended": ended})
    return row


@transaction.atomic
def take_back(*, patient: Patient, by: Actor, at: datetime) -> Patient:
    """It was a mistake. Support that ended stays ended: a new referral begins it again. Raises NotRecorded."""
    require(by, may.PLAN_SUPPORT, patient)
    row = hold(Patient.objects.of(by.scheme)).get(pk=patient.pk)
    if row.died_on is None:
        raise NotRecorded
    row.change(died_on=None)
    events.record(by=by, action="patient.death_taken_back", row=row, person=row, at=at)
    return row
