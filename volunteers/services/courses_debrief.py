"""What a group said after a course, for the next one; and the end of that group."""

from datetime import date, datetime

from django.db import transaction

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import require
from peersupport.audit.services import events
from peersupport.core.locks import hold
from volunteers.models import Course, Debrief, Session
from volunteers.services.courses import CourseRefused, end_place


@transaction.atomic
def debrief(
    *, by: Actor, course: Course, notes: str, at: datetime, today: date, ends_group: bool = False
) -> Debrief:
    """Keep what was said, encrypted, beside what earlier groups said. `ends_group`: the next one begins afresh."""
    require(by, may.WORK_VOLUNTEERS, course)
    course = hold(Course.objects.of(by.scheme)).get(pk=course.pk)
    places = list(hold(course.places.open().select_related("volunteer").order_by("pk")))
    row = Debrief.make(
        scheme=by.scheme,
        course=course,
        held_on=today,
        people=len(places),
        written_by=by.membership,
        notes=notes,
    )
    events.record(by=by, action="course.debriefed", row=row, at=at, detail={"ends_group": ends_group})
    if ends_group:
        _refuse_while_dates_come(course, today)
        for place in places:
            end_place(by=by, place=place, at=at, today=today)
    return row


def _refuse_while_dates_come(course: Course, today: date) -> None:
    coming = Session.objects.of(course.scheme_id).filter(
        module__course=course, on__gt=today, cancelled_on__isnull=True
    )
    if coming.exists():
        words = "Dates of this group are still to come. Cancel them first, or leave the group as it is."
        raise CourseRefused(words, field="ends_group")
