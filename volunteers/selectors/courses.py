"""Courses as pages show them."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Exists, Min, OuterRef, Q

from volunteers.choices import STEPPED_DOWN
from volunteers.models import Attendance, Course, Debrief, Module, Place, Session, Volunteer
from volunteers.selectors.training import last_done

REGISTER_WITHIN = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class CoursePage:
    """Modules in order, dates by day, people of the group of now by name, debriefs newest first.

    `places` has the volunteer's key -> the place's; `done` has (volunteer, module) -> day.
    """

    course: Course
    modules: tuple[Module, ...]
    sessions: tuple[Session, ...]
    people: tuple[Volunteer, ...]
    places: dict[UUID, UUID]
    done: dict[tuple[UUID, UUID], date]
    debriefs: tuple[Debrief, ...]

    def finished(self, one: Volunteer) -> int:
        """How many of the modules this person has done."""
        return sum((one.pk, module.pk) in self.done for module in self.modules)


def courses(*, actor, on: date) -> list[Course]:
    """With `parts`, `people` and `next_on`, by name. One query."""
    coming = Q(modules__sessions__on__gte=on, modules__sessions__cancelled_on__isnull=True)
    rows = Course.objects.visible_to(actor).annotate(
        parts=Count("modules", distinct=True),
        people=Count("places", filter=Q(places__left_on__isnull=True), distinct=True),
        next_on=Min("modules__sessions__on", filter=coming),
    )
    return list(rows.order_by("name"))


def course_page(course: Course, *, actor) -> CoursePage:
    """Six queries."""
    taken = Count("attendance")
    sessions = Session.objects.of(actor.scheme).filter(module__course=course).annotate(taken=taken)
    people = people_of(course, actor=actor)
    return CoursePage(
        course=course,
        modules=tuple(course.modules.annotate(asked=Count("questions")).order_by("position", "pk")),
        sessions=tuple(sessions.select_related("module").order_by("on", "at", "pk")),
        people=people,
        places=dict(course.places.open().values_list("volunteer_id", "pk")),
        done=last_done(actor.scheme, people),
        debriefs=tuple(course.debriefs.select_related("written_by__user").order_by("-held_on", "-pk")),
    )


def people_of(course: Course, *, actor) -> tuple[Volunteer, ...]:
    """Who takes part now and is still with us, as far as this person may see them. One query."""
    places = Place.objects.of(actor.scheme).open().filter(course=course)
    rows = Volunteer.objects.visible_to(actor).filter(places__in=places).exclude(stage=STEPPED_DOWN)
    return tuple(rows.order_by("last_name", "first_name", "pk"))


def on_register(session: Session, *, actor) -> tuple[Volunteer, ...]:
    """Who takes part now, and whoever is marked on this register already. One query."""
    places = Place.objects.of(actor.scheme).open().filter(course=session.module.course_id)
    marked = Attendance.objects.of(actor.scheme).filter(session=session)
    wanted = Q(pk__in=places.values("volunteer")) | Q(pk__in=marked.values("volunteer"))
    rows = Volunteer.objects.visible_to(actor).filter(wanted).exclude(stage=STEPPED_DOWN)
    return tuple(rows.order_by("last_name", "first_name", "pk"))


def to_register(*, actor, on: date) -> list[Session]:
    """Dates of the last two weeks whose register nobody has taken, the oldest first. One query."""
    rows = Session.objects.of(actor.scheme).filter(
        on__gt=on - REGISTER_WITHIN,
        on__lt=on,
        cancelled_on__isnull=True,
        module__course__closed_on__isnull=True,
    )
    rows = rows.filter(~Exists(Attendance.objects.of(actor.scheme).filter(session=OuterRef("pk"))))
    here = Place.objects.of(actor.scheme).open().filter(volunteer__in=Volunteer.objects.visible_to(actor))
    rows = rows.filter(Exists(here.filter(course=OuterRef("module__course"))))
    return list(rows.select_related("module__course").order_by("on", "at", "pk"))


def register(session: Session, *, actor) -> dict[UUID, str]:
    """What is marked so far, by key of volunteer. One query."""
    rows = Attendance.objects.of(actor.scheme).filter(session=session)
    return dict(rows.values_list("volunteer_id", "state"))
