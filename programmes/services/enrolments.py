"""Places in a cohort: somebody joins the waiting list."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import require
from peersupport.audit.services import events
from peersupport.core.errors import Refusal
from programmes.choices import SUPPORTED, WAITING
from programmes.models import Cohort, Enrolment, Patient, Referral


class CohortClosed(Refusal):
    words = "This cohort takes nobody any more. Choose another."
    field = "cohort"


class HasPlace(Refusal):
    words = "This person already has a place in this cohort. Choose another cohort, or decline as already referred."
    field = "cohort"


@transaction.atomic
def wait(*, patient: Patient, cohort: Cohort, referral: Referral, by: Actor, at: datetime) -> Enrolment:
    """A place on the waiting list, counted from the day the referral was received.

    Raises CohortClosed, HasPlace.
    """
    require(by, may.WORK_REFERRALS, patient, cohort, referral)
    today = timezone.localdate(at)
    if cohort.closed_on and cohort.closed_on <= today:
        raise CohortClosed
    if patient.enrolments.filter(cohort=cohort, state__in=(WAITING, SUPPORTED)).exists():
        raise HasPlace
    place = _make(patient=patient, cohort=cohort, referral=referral, joined_on=today, by=by)
    detail = {"cohort": str(cohort.pk), "urgency": place.urgency}
    events.record(by=by, action="enrolment.made", row=place, person=patient, at=at, detail=detail)
    return place


def _make(*, patient: Patient, cohort: Cohort, referral: Referral, joined_on, by: Actor) -> Enrolment:
    try:
        with transaction.atomic():
            return Enrolment.make(
                scheme=by.scheme,
                patient=patient,
                cohort=cohort,
                referral=referral,
                urgency=referral.urgency,
                wishes=referral.wishes,
                matters=referral.matters,
                joined_on=joined_on,
                waits_since_on=referral.received_on,
                owner=referral.owner or by.membership,
            )
    except IntegrityError as raced:
        raise HasPlace from raced
