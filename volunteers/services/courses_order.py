"""The order of modules, and closing a course: what nobody has to learn any more."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import require
from peersupport.audit.services import events
from peersupport.core.locks import hold
from volunteers.models import Course, Module, Session
from volunteers.services.courses import CourseRefused
from volunteers.services.training import needs_change


@transaction.atomic
def move_up(*, by: Actor, module: Module, at: datetime) -> None:
    """One place earlier in its course."""
    require(by, may.WORK_VOLUNTEERS, module)
    hold(Course.objects.of(by.scheme)).get(pk=module.course_id)
    rows = list(Module.objects.of(by.scheme).filter(course=module.course_id).order_by("position", "pk"))
    place = rows.index(module)
    if place == 0:
        raise CourseRefused("This module is the first already.")
    rows[place - 1], rows[place] = rows[place], rows[place - 1]
    for position, row in enumerate(rows, 1):
        if row.position != position:
            row.change(position=position)
    events.record(by=by, action="module.moved", row=module, at=at, detail={"position": place})


@transaction.atomic
def close(*, by: Actor, course: Course, at: datetime, today: date) -> None:
    """Its modules are needed no more; what was learned stays. Refuses while dates are still to come."""
    require(by, may.WORK_VOLUNTEERS, course)
    course = hold(Course.objects.of(by.scheme)).get(pk=course.pk)
    coming = Session.objects.of(by.scheme).filter(
        module__course=course, on__gt=today, cancelled_on__isnull=True
    )
    if coming.exists():
        raise CourseRefused("Dates of this course are still to come. Cancel them first.")
    if course.closed_on is None:
        with needs_change(by=by, at=at, today=today):
            course.change(closed_on=today)
        events.record(by=by, action="course.closed", row=course, at=at)


@transaction.atomic
def reopen(*, by: Actor, course: Course, at: datetime, anyway: bool = False) -> None:
    """Its modules are needed again by whoever has not done them. Raises WouldStop, unless `anyway`."""
    require(by, may.WORK_VOLUNTEERS, course)
    course = hold(Course.objects.of(by.scheme)).get(pk=course.pk)
    if course.closed_on is not None:
        with needs_change(by=by, at=at, today=timezone.localdate(at), anyway=anyway):
            course.change(closed_on=None)
        events.record(by=by, action="course.reopened", row=course, at=at)
