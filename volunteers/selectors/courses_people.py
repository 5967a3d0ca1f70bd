"""Who could still join a course: who needs it, who has it already, and everybody else."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from volunteers.choices import STEPPED_DOWN
from volunteers.models import Course, HeldRole, Place, Role, Volunteer
from volunteers.selectors.training import last_done, needs_of

Standing = Literal["needs", "free", "has"]
# Whoever needs it stands first, whoever has it last.
ORDER: tuple[Standing, ...] = ("needs", "free", "has")


@dataclass(frozen=True, slots=True)
class Candidate:
    """`lacks`: how many modules of the course their roles still need, or need again. "has": all of them are done, or
    training that they brought with them stands for those.
    """

    volunteer: Volunteer
    roles: tuple[Role, ...]
    lacks: int
    standing: Standing


def candidates(course: Course, *, actor, on: date) -> list[Candidate]:
    """Everybody who does not take part: who needs most modules first, then by name. Eight queries."""
    rows = Volunteer.objects.visible_to(actor).exclude(stage=STEPPED_DOWN)
    taking_part = Place.objects.of(actor.scheme).open().filter(course=course).values("volunteer")
    people = list(rows.exclude(pk__in=taking_part).order_by("last_name", "first_name", "pk"))
    needs, done, held = needs_of(people, on=on), last_done(actor.scheme, people), _held(people, actor, on)
    modules = list(course.modules.all())
    kinds = {kind for module in modules for kind in module.needed_for}
    found = []
    for one in people:
        lacks = sum(need.is_open and need.module.course_id == course.pk for need in needs[one.pk])
        all_done = bool(modules) and all((one.pk, module.pk) in done for module in modules)
        brought = any(role.needs_training and role.kind in kinds for role in held[one.pk])
        standing: Standing = "needs" if lacks else "has" if all_done or brought else "free"
        found.append(Candidate(one, tuple(held[one.pk]), lacks, standing))
    return sorted(found, key=lambda line: (ORDER.index(line.standing), -line.lacks))


def narrowed(
    found: Iterable[Candidate], *, q: str = "", role: UUID | None = None, show: str = ""
) -> list[Candidate]:
    """Those of this name and role; `show` is a standing, or empty for all."""
    return [
        line
        for line in found
        if line.volunteer.is_named(q)
        and (role is None or role in {one.pk for one in line.roles})
        and show in ("", line.standing)
    ]


def _held(people: list[Volunteer], actor, on: date) -> dict[UUID, list[Role]]:
    rows = HeldRole.objects.of(actor.scheme).filter(volunteer__in=people, since_on__lte=on)
    found = defaultdict(list)
    for row in rows.filter(until_on__isnull=True).select_related("role").order_by("role__name", "pk"):
        found[row.volunteer_id].append(row.role)
    return found
