"""Whom one volunteer supports: now, with the next contact, and before."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from programmes.models import PlannedContact, Relationship
from programmes.promised import promised
from programmes.schedule.load import week_of, weekly_load
from programmes.selectors.away import leaves_of
from programmes.selectors.board import WEEKS
from programmes.selectors.capacity import limits_of, newcomers_plan, room, supports_of
from volunteers.models import Volunteer


@dataclass(frozen=True, slots=True)
class Pair:
    """`phase_name` is that of the next contact; `late_on` since when the oldest one not logged is
    expected."""

    relationship: Relationship
    next_on: date | None
    phase_name: str
    late_on: date | None


@dataclass(frozen=True, slots=True)
class Supported:
    """Rows newest first. `hidden`: people now supported whom this person may not see. `why` is about places."""

    roles: list[str]
    running: tuple[Pair, ...]
    ended: tuple[Relationship, ...]
    hidden: int
    load: tuple[int, ...]
    why: tuple[str, ...]


def supported(volunteer: Volunteer, *, actor, on: date) -> Supported:
    """Nine queries."""
    rows = Relationship.objects.visible_to(actor).filter(volunteer=volunteer)
    rows = list(rows.select_related("patient", "role").order_by("-started_on", "-pk"))
    running = [row for row in rows if row.ended_on is None]
    supports = supports_of([volunteer])[volunteer.pk]
    courses = [support.course for support in supports if support.course.ended_on is None]
    held = (
        volunteer.held_roles.filter(until_on__isnull=True).select_related("role").order_by("role__name", "pk")
    )
    roles = [row.role for row in held]
    load = weekly_load(course.contacts for course in courses)
    own = limits_of(volunteer)
    held = promised(volunteer.scheme_id, [volunteer.pk])[volunteer.pk]
    away = leaves_of(volunteer.scheme_id, [volunteer.pk])[volunteer.pk]
    facts = {"today": on, "on": on, "held": held, "away": away}
    answers = [room(supports, role, own, newcomer=newcomers_plan(role), **facts) for role in roles]
    return Supported(
        roles=[role.name for role in roles],
        running=tuple(_pairs(running, on)),
        ended=tuple(row for row in rows if row.ended_on),
        hidden=len(courses) - len(running),
        load=tuple(load.get(week_of(on) + timedelta(weeks=week), 0) for week in range(WEEKS)),
        why=tuple(f"{role.name}: {answer.why}" for role, answer in zip(roles, answers, strict=True)),
    )


def _pairs(running: list[Relationship], on: date) -> list[Pair]:
    if not running:
        return []
    mine = PlannedContact.objects.of(running[0].scheme_id).open().filter(relationship__in=running)
    coming: dict[UUID, PlannedContact] = {
        row.relationship_id: row for row in mine.filter(due_on__gte=on).order_by("-due_on", "-pk")
    }
    late = dict(
        mine.overdue(on)
        .with_expected()
        .order_by("-expected", "-pk")
        .values_list("relationship_id", "expected")
    )
    return [_pair(row, coming.get(row.pk), late.get(row.pk)) for row in running]


def _pair(row: Relationship, following: PlannedContact | None, late_on: date | None) -> Pair:
    if following is None:
        return Pair(row, None, "", late_on)
    return Pair(row, following.due_on, following.phase_name, late_on)
