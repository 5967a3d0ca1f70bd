"""Running plans on an older version of a taper, and what the newest would make of each: before and after."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import QuerySet

from peersupport.accounts.actors import Actor
from peersupport.core.calendar import ClosedDays
from programmes.models import PlannedContact, Relationship, Taper
from programmes.schedule.days import in_step
from programmes.schedule.retaper import rest_on
from programmes.schedule.taper import Phase
from programmes.selectors.away import leaves_of, within
from programmes.selectors.changes import Proposed, line
from programmes.selectors.course import as_course
from programmes.selectors.plans import phase_name


@dataclass(frozen=True, slots=True)
class OnOlder:
    """A running plan on an older version: contacts had so far, and the rest on the newest version."""

    relationship: Relationship
    had: int
    to_come: tuple[PlannedContact, ...]
    proposed: Proposed


def older(taper: Taper, *, by: Actor) -> QuerySet[Relationship]:
    """Running plans that this person may see on any earlier version, by person."""
    rows = Relationship.objects.visible_to(by).running()
    rows = rows.filter(taper__name=taper.name, taper__version__lt=taper.version)
    joined = ("patient", "volunteer__scheme", "role", "taper", "scheme", "enrolment__referral")
    return rows.select_related(*joined).order_by("patient__last_name", "patient__first_name", "pk")


def on_newest(rows: Iterable[Relationship], taper: Taper, *, today: date) -> list[OnOlder]:
    """Three queries however many."""
    people = list(rows)
    if not people:
        return []
    planned = PlannedContact.objects.of(taper.scheme_id).filter(relationship__in=people)
    planned = planned.order_by("relationship_id", "number")
    of = {key: list(some) for key, some in groupby(planned, lambda row: row.relationship_id)}
    away, phases = leaves_of(taper.scheme_id, {row.volunteer_id for row in people}), taper.as_phases()
    return [_older(row, of.get(row.pk, []), phases, within(away[row.volunteer_id]), today) for row in people]


def _older(
    relationship: Relationship,
    planned: list[PlannedContact],
    phases: tuple[Phase, ...],
    away: ClosedDays,
    today: date,
) -> OnOlder:
    course, rows = as_course(relationship, planned, phases, away=away, today=today)
    ahead = course.to_come()
    before = course.before(ahead)
    had = [entry for entry in course.entries if entry.state != "off" and entry not in ahead]
    base = before.on if before else ahead[0].on if ahead else relationship.started_on
    rest = rest_on(phases, had=len(had), base=base, today=course.free_from(ahead))
    kept = [*ahead, *([None] * len(rest))][: len(rest)]
    wanted = in_step([one.on for one in rest], [phases[one.phase].interval_weeks for one in rest])
    laid = course.lay(kept, wanted)
    lines = [
        line(
            relationship, rows[new.entry.number] if new.entry else None, new, course.pause,
            phase=one.phase, phase_name=phase_name(phases[one.phase]), reviews=one.ends_phase,
        )
        for one, new in zip(rest, laid, strict=True)
    ]  # fmt: skip
    gone = tuple(rows[entry.number] for entry in ahead[len(rest) :])
    to_come = tuple(rows[entry.number] for entry in ahead)
    return OnOlder(relationship, len(had), to_come, Proposed(relationship, tuple(lines), gone=gone))
