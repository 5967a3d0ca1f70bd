"""Courses: modules, places, dates from a rule, and the register."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import require
from peersupport.audit.services import events
from peersupport.core.calendar import bank_holidays
from peersupport.core.errors import Refusal
from peersupport.core.locks import hold
from peersupport.core.series import weekly
from volunteers.choices import ATTENDED, STEPPED_DOWN
from volunteers.models import Attendance, Course, Module, ModuleDone, Place, Session, Volunteer
from volunteers.services.courses_messages import tell_cancelled, tell_dates
from volunteers.services.training import finish, needs_change, undo

LATEST = timedelta(days=366)


class CourseRefused(Refusal):
    """A course, module, date or register that cannot be kept like this."""


@transaction.atomic
def add_course(*, by: Actor, name: str, at: datetime, about: str = "") -> Course:
    require(by, may.WORK_VOLUNTEERS)
    if Course.objects.of(by.scheme).filter(name__iexact=name).exists():
        raise CourseRefused("There is a course of this name already. Choose another name.", field="name")
    course = Course.make(scheme=by.scheme, name=name, about=about)
    events.record(by=by, action="course.added", row=course, at=at, detail={"name": name})
    return course


@transaction.atomic
def change_course(*, by: Actor, course: Course, name: str, about: str, at: datetime) -> Course:
    require(by, may.WORK_VOLUNTEERS, course)
    course = hold(Course.objects.of(by.scheme)).get(pk=course.pk)
    if Course.objects.of(by.scheme).filter(name__iexact=name).exclude(pk=course.pk).exists():
        raise CourseRefused("There is a course of this name already. Choose another name.", field="name")
    if (course.name, course.about) != (name, about):
        course.change(name=name, about=about)
        events.record(by=by, action="course.changed", row=course, at=at, detail={"name": name})
    return course


@transaction.atomic
def add_module(*, by: Actor, course: Course, fields: dict, at: datetime, anyway: bool = False) -> Module:
    """A new module at the end. `fields` are columns of the Module. Raises WouldStop, unless `anyway`."""
    require(by, may.WORK_VOLUNTEERS, course)
    course = hold(Course.objects.of(by.scheme)).get(pk=course.pk)
    _refuse_second_name(course, fields["name"])
    last = course.modules.aggregate(Max("position"))["position__max"] or 0
    with needs_change(by=by, at=at, today=timezone.localdate(at), anyway=anyway):
        module = Module.make(scheme=by.scheme, course=course, position=last + 1, **fields)
    events.record(by=by, action="module.added", row=module, at=at, detail={"name": module.name})
    return module


@transaction.atomic
def change_module(
    *, by: Actor, module: Module, fields: dict, at: datetime, today: date, anyway: bool = False
) -> Module:
    """What was learned before stays learned; what is needed anew is needed from now on, by the gate too. Raises
    WouldStop, unless `anyway`.
    """
    require(by, may.WORK_VOLUNTEERS, module)
    module = hold(Module.objects.of(by.scheme)).get(pk=module.pk)
    _refuse_second_name(module.course, fields.get("name", ""), but=module)
    new = {name: value for name, value in fields.items() if value != getattr(module, name)}
    if new:
        with needs_change(by=by, at=at, today=today, anyway=anyway):
            module.change(**new)
        detail = {"columns": sorted(new)}
        events.record(by=by, action="module.changed", row=module, at=at, detail=detail)
    return module


@transaction.atomic
def give_places(
    *, by: Actor, course: Course, volunteers: Sequence[Volunteer], at: datetime, today: date
) -> list[Place]:
    """Volunteers take part; those who do already are left out."""
    require(by, may.WORK_VOLUNTEERS, course, *volunteers)
    course = hold(Course.objects.of(by.scheme)).get(pk=course.pk)
    have = set(course.places.open().values_list("volunteer_id", flat=True))
    new = [one for one in volunteers if one.pk not in have and one.stage != STEPPED_DOWN]
    rows = [Place.make(scheme=by.scheme, course=course, volunteer=one, joined_on=today) for one in new]
    for row in rows:
        detail = {"course": str(course.pk)}
        events.record(by=by, action="course.joined", row=row, person=row.volunteer, at=at, detail=detail)
    tell_dates(course=course, volunteers=[row.volunteer for row in rows], at=at, today=today)
    return rows


@transaction.atomic
def end_place(*, by: Actor, place: Place, at: datetime, today: date) -> None:
    """Somebody takes part no longer. What they have learned so far stays. Twice is once."""
    require(by, may.WORK_VOLUNTEERS, place)
    place = hold(Place.objects.of(by.scheme)).get(pk=place.pk)
    if place.left_on is None:
        place.change(left_on=today)
        events.record(by=by, action="course.left", row=place, person=place.volunteer, at=at)


@transaction.atomic
def plan_sessions(
    *,
    by: Actor,
    course: Course,
    modules: Sequence[Module],
    starts_on: date,
    start: time,
    minutes: int,
    place: str,
    every: int,
    at: datetime,
    today: date,
) -> list[Session]:
    """One date for each of these modules in turn, weeks apart; bank holidays are left out."""
    require(by, may.WORK_VOLUNTEERS, course, *modules)
    if not today <= starts_on <= today + LATEST:
        raise CourseRefused("Choose a first day from today on, within a year.", field="starts_on")
    if not modules or any(not module.is_live for module in modules):
        raise CourseRefused("Dates are for modules that are held live. Add one first.", field="module")
    days = weekly(starts_on, len(modules), bank_holidays(by.scheme.division), every=every)
    lines = list(zip(modules, days, strict=True))
    for module, day in lines:
        if Session.objects.of(by.scheme).filter(module=module, on=day, at=start).exists():
            raise CourseRefused("There is a date at this time already. Choose another day or time.")
    about = {"scheme": by.scheme, "at": start, "minutes": minutes, "place": place}
    made = [Session.make(module=module, on=day, **about) for module, day in lines]
    events.record_all(
        by=by, action="session.planned", rows=[(row, None, {"on": row.on.isoformat()}) for row in made], at=at
    )
    people = Volunteer.objects.of(by.scheme).filter(places__in=course.places.open())
    tell_dates(course=course, volunteers=people, at=at, today=today)
    return made


@transaction.atomic
def cancel_session(*, by: Actor, session: Session, at: datetime, today: date) -> None:
    """Refuses when somebody is on the register. Twice is once."""
    require(by, may.WORK_VOLUNTEERS, session)
    session = hold(Session.objects.of(by.scheme)).get(pk=session.pk)
    if session.attendance.exists():
        raise CourseRefused("The register of this date is taken, so it was held.")
    if session.cancelled_on is None:
        session.change(cancelled_on=today)
        events.record(by=by, action="session.cancelled", row=session, at=at)
        tell_cancelled(session=session, at=at)


@transaction.atomic
def take_register(
    *, by: Actor, session: Session, states: Mapping[Volunteer, str], at: datetime, today: date
) -> None:
    """Who was there. May be corrected: whoever was not there after all has not done the module."""
    require(by, may.WORK_VOLUNTEERS, session, *states)
    session = hold(Session.objects.of(by.scheme)).get(pk=session.pk)
    if session.on > today:
        raise CourseRefused("This date is still to come. Take the register on the day.")
    if session.cancelled_on:
        raise CourseRefused("This date was cancelled.")
    people = Volunteer.objects.of(by.scheme).filter(pk__in=[one.pk for one in states])
    list(hold(people.order_by("pk")))  # all of them before the audit, which comes last
    for volunteer, state in states.items():
        _mark(by, session, volunteer, state, at=at, today=today)


def _mark(by: Actor, session: Session, volunteer: Volunteer, state: str, *, at: datetime, today: date):
    line = Attendance.objects.of(by.scheme).filter(session=session, volunteer=volunteer).first()
    if line and line.state == state:
        return
    if line:
        line.change(state=state)
    else:
        line = Attendance.make(scheme=by.scheme, session=session, volunteer=volunteer, state=state)
    events.record(
        by=by, action="attendance.marked", row=line, person=volunteer, at=at, detail={"state": state}
    )
    if state in ATTENDED:
        about = {"volunteer": volunteer, "module": session.module, "done_on": session.on}
        finish(by=by, **about, session=session, at=at, today=today)
        return
    for done in ModuleDone.objects.of(by.scheme).filter(volunteer=volunteer, session=session):
        undo(by=by, done=done, at=at)


def _refuse_second_name(course: Course, name: str, but: Module | None = None) -> None:
    same = course.modules.filter(name__iexact=name).exclude(pk=but.pk if but else None)
    if same.exists():
        raise CourseRefused("This course has a module of this name already.", field="name")
