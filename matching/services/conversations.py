"""Recording the getting-to-know conversation of two people."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from matching.choices import NOT_ASKED
from matching.models import Conversation
from matching.selectors.conversations import newest_talk
from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import require
from peersupport.audit.services import events
from peersupport.core.errors import Refusal
from peersupport.core.templatetags.words import long_day
from programmes.choices import WAITING
from programmes.models import Enrolment
from volunteers.models import Volunteer


class NotWaiting(Refusal):
    """The person is no longer on the waiting list."""


class NobodySaid(Refusal):
    words = "Say what one of the two said, or both."
    field = "patient_said"


class NotYetHeld(Refusal):
    words = "The conversation must be today or in the past."
    field = "held_on"


class BeforeWaiting(Refusal):
    field = "held_on"


@transaction.atomic
def record(
    *,
    enrolment: Enrolment,
    volunteer: Volunteer,
    held_on: date,
    patient_said: str,
    volunteer_said: str,
    note: str,
    by: Actor,
    at: datetime,
) -> Conversation:
    """One conversation and what each of the two said. Raises NotWaiting, NotYetHeld, BeforeWaiting, NobodySaid.

    Who was not asked this time is still held to what they said before: the two are often rung one after the other.
    """
    require(by, may.MATCH_PEOPLE, enrolment, volunteer)
    if enrolment.state != WAITING:
        raise NotWaiting(
            f"{enrolment.patient.short_name} is no longer waiting, so no conversation can be added."
        )
    _check_day(held_on, enrolment, today=timezone.localdate(at))
    if not (patient_said or volunteer_said):
        raise NobodySaid
    patient_before, volunteer_before = _said_before(enrolment, volunteer)
    row = Conversation.make(
        scheme=by.scheme,
        enrolment=enrolment,
        volunteer=volunteer,
        held_on=held_on,
        patient_said=patient_said or patient_before,
        volunteer_said=volunteer_said or volunteer_before,
        note=note,
        recorded_by=by.name,
        recorded_at=at,
    )
    detail = {"volunteer": str(volunteer.pk), "held_on": str(held_on)}
    person = enrolment.patient
    events.record(by=by, action="conversation.recorded", row=row, person=person, at=at, detail=detail)
    return row


def _check_day(held_on: date, enrolment: Enrolment, *, today: date) -> None:
    if held_on > today:
        raise NotYetHeld
    if held_on < enrolment.waits_since_on:
        since = long_day(enrolment.waits_since_on)
        raise BeforeWaiting(f"{enrolment.patient.short_name} waits since {since}. Check the day of the talk.")


def _said_before(enrolment: Enrolment, volunteer: Volunteer) -> tuple[str, str]:
    """What the person and the volunteer have said so far."""
    before = newest_talk(enrolment, volunteer)
    return (before.patient_said, before.volunteer_said) if before else (NOT_ASKED, NOT_ASKED)
