"""Running plans on an older version of a taper, and what the newest would make of each: before and after."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from uuid import UUID

from django.db.models import QuerySet

from peersupport.accounts.actors import Actor
from peersupport.core.calendar import closed_days
from programmes.choices import CANCELLED, PLANNED
from programmes.models import PlannedContact, Relationship, Taper
from programmes.schedule.replan import dated
from programmes.schedule.retaper import Rest, rest_on
from programmes.schedule.taper import Phase
from programmes.schedule.windows import windows
from programmes.selectors.changes import Line, Proposed, free_numbers, reckoned_on
from programmes.selectors.plans import moved_words, phase_name
from volunteers.models import Leave


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
    away, phases = _away(people, taper), taper.as_phases()
    return [_older(row, of.get(row.pk, []), phases, away.get(row.volunteer_id, []), today) for row in people]


def _away(people: Sequence[Relationship], taper: Taper) -> dict[UUID, list[tuple[date, date]]]:
    rows = Leave.objects.of(taper.scheme_id).filter(volunteer__in=[row.volunteer_id for row in people])
    found: dict[UUID, list[tuple[date, date]]] = {}
    for key, first, last in rows.values_list("volunteer_id", "starts_on", "ends_on"):
        found.setdefault(key, []).append((first, last))
    return found


def _older(
    relationship: Relationship,
    planned: list[PlannedContact],
    phases: tuple[Phase, ...],
    leave: list[tuple[date, date]],
    today: date,
) -> OnOlder:
    for row in planned:
        row.relationship, row.scheme = relationship, relationship.scheme
    rows = [row for row in planned if row.state != CANCELLED]
    past = [row for row in rows if row.state != PLANNED or row.due_on < today]
    had = max((row.number for row in past), default=0)
    ahead = [row for row in rows if row.number > had]
    before = next((row for row in reversed(rows) if row.number <= had), None)
    base = reckoned_on(before) if before else reckoned_on(ahead[0]) if ahead else relationship.started_on
    count = len([row for row in rows if row.number <= had])
    since = max(today, before.due_on + timedelta(days=1)) if before else today
    rest = rest_on(phases, had=count, base=base, today=since)
    shut: Callable[[date], bool] = lambda day: any(first <= day <= last for first, last in leave)  # noqa: E731
    taken = {row.number for row in planned if row.state == CANCELLED}
    numbers = free_numbers(had + 1, taken, len(rest))
    lines = _lines(relationship, ahead, before, rest, phases, shut, numbers)
    proposed = Proposed(relationship, tuple(lines), gone=tuple(ahead[len(lines) :]))
    return OnOlder(relationship, count, tuple(ahead), proposed)


def _lines(
    relationship: Relationship,
    ahead: list[PlannedContact],
    before: PlannedContact | None,
    rest: Sequence[Rest],
    phases: tuple[Phase, ...],
    away: Callable[[date], bool],
    numbers: Sequence[int],
) -> list[Line]:
    closed = closed_days(relationship.scheme.division)
    contacts = dated([one.on for one in rest], closed=closed, away=away)
    known = [before.due_on] if before else []
    spans = windows([*known, *(one.due_on for one in contacts)])[len(known) :]
    rows = [*ahead, *([None] * len(rest))][: len(rest)]
    each = zip(rows, rest, contacts, spans, strict=True)
    return [
        Line(
            row=row,
            before_on=row.due_on if row else None,
            number=numbers[place],
            week=max(1, (contact.original_on - relationship.started_on).days // 7 + 1),
            phase=one.phase,
            phase_name=phase_name(phases[one.phase]),
            reviews=one.ends_phase,
            planned_on=contact.original_on,
            due_on=contact.due_on,
            opens_on=span.opens_on,
            closes_on=span.closes_on,
            moved_why=moved_words(contact.moved, relationship.role),
        )
        for place, (row, one, contact, span) in enumerate(each)
    ]
