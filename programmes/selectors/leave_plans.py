"""Running plans of a volunteer who is away: what is planned in those days, and for whom nothing is settled yet."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, F, OuterRef, QuerySet

from peersupport.accounts.actors import Actor
from programmes.choices import KEPT, PLANNED
from programmes.models import Cover, PlanChange, PlannedContact, Relationship
from volunteers.models import Leave

SOON = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class AwayPair:
    """A running plan with the contacts that fall into the days away; `open` are those nothing is settled for."""

    relationship: Relationship
    contacts: tuple[PlannedContact, ...]
    open: tuple[PlannedContact, ...]


def pairs_of(leave: Leave, *, by: Actor, today: date) -> list[AwayPair]:
    """Plans this person may see with a contact in the days away from today on, by person. Three queries."""
    rows = PlannedContact.objects.visible_to(by).open().filter(relationship__volunteer=leave.volunteer)
    rows = rows.filter(due_on__range=(max(leave.starts_on, today), leave.ends_on))
    return _pairs(rows, by)


def uncovered(*, actor: Actor, on: date) -> list[AwayPair]:
    """Plans with a contact in the next two weeks on a day their volunteer is away, and nothing settled."""
    away = Leave.objects.of(actor.scheme).filter(
        volunteer=OuterRef("relationship__volunteer"),
        starts_on__lte=OuterRef("due_on"),
        ends_on__gte=OuterRef("due_on"),
    )
    rows = PlannedContact.objects.visible_to(actor).open().filter(due_on__range=(on, on + SOON))
    return [pair for pair in _pairs(rows.filter(Exists(away)), actor) if pair.open]


def _pairs(rows: QuerySet[PlannedContact], actor: Actor) -> list[AwayPair]:
    cover = Cover.objects.of(actor.scheme).filter(
        relationship=OuterRef("relationship"), stopped_at=None,
        starts_on__lte=OuterRef("due_on"), ends_on__gte=OuterRef("due_on"),
    )  # fmt: skip
    joined = (
        "relationship__patient", "relationship__role", "relationship__volunteer__coordinator__user",
        "relationship__enrolment__owner__user", "scheme",
    )  # fmt: skip
    found = list(
        rows.filter(state=PLANNED).annotate(covered=Exists(cover)).select_related(*joined)
        .order_by(F("relationship__patient__last_name"), "relationship_id", "due_on")
    )  # fmt: skip
    kept = _kept(found)
    grouped: dict[UUID, list[PlannedContact]] = defaultdict(list)
    for row in found:
        grouped[row.relationship_id].append(row)
    return [
        AwayPair(
            some[0].relationship,
            tuple(some),
            tuple(row for row in some if not row.covered and row.due_on.isoformat() not in kept[key]),
        )
        for key, some in grouped.items()
    ]


def _kept(rows: list[PlannedContact]) -> dict[UUID, set[str]]:
    """Days, by relationship, of which a coordinator has said that both keep them."""
    days: dict[UUID, set[str]] = defaultdict(set)
    if rows:
        changes = PlanChange.objects.of(rows[0].scheme_id).filter(kind=KEPT)
        changes = changes.filter(relationship__in={row.relationship_id for row in rows})
        for key, after in changes.values_list("relationship_id", "after"):
            days[key] |= set(after)
    return days
