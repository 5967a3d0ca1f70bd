"""Courses as pages show them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Min, Q

from volunteers.choices import STEPPED_DOWN
from volunteers.models import Attendance, Course, Module, Place, Session, Volunteer
from volunteers.selectors.training import last_done


@dataclass(frozen=True, slots=True)
class CoursePage:
    """Modules in order, dates by day, people by name; `done` has (volunteer, module) -> day."""

    course: Course
    modules: tuple[Module, ...]
    sessions: tuple[Session, ...]
    people: tuple[Volunteer, ...]
    done: dict[tuple[UUID, UUID], date]

    def finished(self, one: Volunteer) -> int:
        """How many of the modules this person has done."""
        return sum((one.pk, module.pk) in self.done for module in self.modules)


def courses(*, actor, on: date) -> list[Course]:
    """With `parts`, `people` and `next_on`, by name. One query."""
    coming = Q(modules__sessions__on__gte=on, modules__sessions__cancelled_on__isnull=True)
    rows = Course.objects.visible_to(actor).annotate(
        parts=Count("modules", distinct=True),
        people=Count("places", distinct=True),
        next_on=Min("modules__sessions__on", filter=coming),
    )
    return list(rows.order_by("name"))


def course_page(course: Course, *, actor) -> CoursePage:
    """Four queries."""
    taken = Count("attendance")
    sessions = Session.objects.of(actor.scheme).filter(module__course=course).annotate(taken=taken)
    people = people_of(course, actor=actor)
    return CoursePage(
        course=course,
        modules=tuple(course.modules.annotate(asked=Count("questions")).order_by("position", "pk")),
        sessions=tuple(sessions.select_related("module").order_by("on", "at", "pk")),
        people=people,
        done=last_done(actor.scheme, people),
    )


def people_of(course: Course, *, actor) -> tuple[Volunteer, ...]:
    """Who takes part and is still with us, as far as this person may see them. One query."""
    places = Place.objects.of(actor.scheme).filter(course=course)
    rows = Volunteer.objects.visible_to(actor).filter(places__in=places).exclude(stage=STEPPED_DOWN)
    return tuple(rows.order_by("last_name", "first_name", "pk"))


def others(course: Course, *, actor) -> list[Volunteer]:
    """Who could still join. One query."""
    rows = Volunteer.objects.visible_to(actor).exclude(stage=STEPPED_DOWN)
    taking_part = Place.objects.of(actor.scheme).filter(course=course).values("volunteer")
    return list(rows.exclude(pk__in=taking_part).order_by("last_name", "first_name", "pk"))


def register(session: Session, *, actor) -> dict[UUID, str]:
    """What is marked so far, by key of volunteer. One query."""
    rows = Attendance.objects.of(actor.scheme).filter(session=session)
    return dict(rows.values_list("volunteer_id", "state"))
