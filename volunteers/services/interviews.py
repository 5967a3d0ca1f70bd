"""Recording a talk with somebody who wants to volunteer."""

from datetime import date, datetime

from django.db import transaction

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import require
from peersupport.audit.services import events
from peersupport.core.errors import Refusal
from peersupport.core.locks import hold
from volunteers.models import Interview, Volunteer
from volunteers.services.recruitment_moves import advance


class InterviewRefused(Refusal):
    """An interview that cannot be recorded."""


@transaction.atomic
def record_interview(
    *,
    by: Actor,
    volunteer: Volunteer,
    held_on: date,
    held_by: str,
    outcome: str,
    at: datetime,
    today: date,
    notes: str = "",
) -> Interview:
    """Record one interview; the newest outcome counts. Moves the person on when that was all that was missing."""
    require(by, may.WORK_VOLUNTEERS, volunteer)
    if held_on > today:
        raise InterviewRefused("This day is in the future. Record the interview afterwards.", field="held_on")
    volunteer = hold(Volunteer.objects.of(by.scheme)).get(pk=volunteer.pk)
    interview = Interview.make(
        scheme=by.scheme, volunteer=volunteer, held_on=held_on, held_by=held_by, outcome=outcome, notes=notes
    )
    detail = {"held_on": held_on.isoformat(), "outcome": outcome}
    events.record(by=by, action="interview.recorded", row=interview, person=volunteer, at=at, detail=detail)
    advance(volunteer=volunteer, by=by, at=at, today=today)
    return interview
