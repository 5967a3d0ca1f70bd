"""Leaving: somebody on the waiting list is asked again, takes their name off it, or all support of a person stops."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import require
from peersupport.audit.services import events
from peersupport.core.errors import Refusal
from peersupport.core.locks import hold
from programmes.choices import ENROLMENT, LEAVE_REASONS, LEFT, SUPPORTED, WAITING
from programmes.models import Enrolment, Patient, Relationship
from programmes.services import relationships


class NoLongerWaits(Refusal):
    words = "This person no longer waits here. Somebody has answered in the meantime."


class NoLeaveReason(Refusal):
    words = "Say why they leave the list."
    field = "reason"


@transaction.atomic
def still_wanted(*, place: Enrolment, by: Actor, at: datetime) -> Enrolment:
    """The person was asked and waits on; Today asks again after a while. Raises NoLongerWaits."""
    require(by, may.WORK_REFERRALS, place)
    place = _waiting(place, by=by)
    place.change(asked_on=timezone.localdate(at))
    events.record(by=by, action="enrolment.still_wanted", row=place, person=place.patient, at=at)
    return place


@transaction.atomic
def leave_list(*, place: Enrolment, reason: str, note: str = "", by: Actor, at: datetime) -> Enrolment:
    """Off the waiting list; a new referral puts them on it again. `reason` is a code of LEAVE_REASONS.

    Raises NoLeaveReason, NoLongerWaits.
    """
    require(by, may.WORK_REFERRALS, place)
    if reason not in dict(LEAVE_REASONS):
        raise NoLeaveReason
    return _leave(_waiting(place, by=by), reason=reason, note=note, by=by, at=at)


@dataclass(frozen=True, slots=True)
class Everything:
    """A person with every place and all running support, held until the end of the transaction."""

    patient: Patient
    places: list[Enrolment]
    running: list[Relationship]


def hold_everything(patient: Patient, *, by: Actor) -> Everything:
    """In the order in which a start holds them (place, person, relationships; the audit last), and all before anything
    is written: none begins meanwhile, and nobody waits for one who waits for them.
    """
    places = Enrolment.objects.of(by.scheme).filter(patient=patient, state__in=(WAITING, SUPPORTED))
    held = list(hold(places, "patient").select_related("patient").order_by("pk"))
    person = hold(Patient.objects.of(by.scheme)).get(pk=patient.pk)
    running = Relationship.objects.of(by.scheme).running().filter(patient=patient)
    return Everything(person, held, list(hold(running).order_by("pk")))


def stop_everything(found: Everything, *, end_reason: str, leave_reason: str, by: Actor, at: datetime) -> int:
    """End all running support and take the person off every list. Gives how much support ended.

    The caller's transaction and permission.
    """
    for relationship in found.running:
        relationships.end(relationship=relationship, by=by, at=at, reason=end_reason)
    for place in found.places:
        if place.state == WAITING:
            _leave(place, reason=leave_reason, note="", by=by, at=at)
    return len(found.running)


def _waiting(place: Enrolment, *, by: Actor) -> Enrolment:
    rows = Enrolment.objects.of(by.scheme).select_related("patient")
    row = hold(rows).get(pk=place.pk)
    if row.state != WAITING:
        raise NoLongerWaits
    return row


def _leave(place: Enrolment, *, reason: str, note: str, by: Actor, at: datetime) -> Enrolment:
    ENROLMENT.check(place.state, LEFT)
    place.change(state=LEFT, ended_on=timezone.localdate(at), left_reason=reason, left_note=note.strip())
    detail = {"reason": reason}
    events.record(by=by, action="enrolment.left", row=place, person=place.patient, at=at, detail=detail)
    return place
