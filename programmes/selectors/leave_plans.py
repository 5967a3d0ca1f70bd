"""Running plans of a volunteer who is away: what is planned in those days, and for whom nothing is settled yet."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet, Subquery

from peersupport.accounts.actors import Actor
from programmes.choices import KEPT, PLANNED
from programmes.models import Cover, PlanChange, PlannedContact, Relationship
from programmes.selectors.standing_in import cover_of, supporter
from volunteers.models import Leave, Volunteer

SOON = timedelta(days=14)
# For contacts that say who is the `supporter` on their day: whether that one is away then.
AWAY = Leave.objects.everywhere().filter(
    volunteer=OuterRef("supporter"), starts_on__lte=OuterRef("due_on"), ends_on__gte=OuterRef("due_on")
)


@dataclass(frozen=True, slots=True)
class AwayPair:
    """A running plan with the contacts that fall into the days away; `open` are those nothing is settled for.

    `cover`: it is not their own volunteer who is away, but somebody who stands in then.
    """

    relationship: Relationship
    contacts: tuple[PlannedContact, ...]
    open: tuple[PlannedContact, ...]
    cover: Cover | None = None

    @property
    def away(self) -> Volunteer:
        return self.cover.volunteer if self.cover else self.relationship.volunteer


def pairs_of(leave: Leave, *, by: Actor, today: date) -> list[AwayPair]:
    """Plans this person may see with a contact in the days away from today on, by person; also of those with whom
    the volunteer stands in then. Four queries.
    """
    rows = PlannedContact.objects.visible_to(by).open()
    rows = rows.filter(due_on__range=(max(leave.starts_on, today), leave.ends_on))
    return _pairs(rows.annotate(supporter=supporter(OuterRef("due_on"))).filter(
        Q(relationship__volunteer=leave.volunteer_id) | Q(supporter=leave.volunteer_id)
    ))  # fmt: skip


def leave_of(volunteer: Volunteer, *, on: date, until: date | None = None) -> Leave | None:
    """The first days away that are not over on `on` and begin by `until`, else within two weeks."""
    rows = Leave.objects.of(volunteer.scheme_id).filter(volunteer=volunteer, ends_on__gte=on)
    return rows.filter(starts_on__lte=until or on + SOON).order_by("starts_on", "pk").first()


def away_until(volunteer: Volunteer, first: date, last: date) -> date | None:
    """The last of these days on which the volunteer is away."""
    rows = Leave.objects.of(volunteer.scheme_id).filter(volunteer=volunteer)
    ends = rows.filter(starts_on__lte=last, ends_on__gte=first).aggregate(last=Max("ends_on"))["last"]
    return min(ends, last) if ends else None


def covers_left(*, actor: Actor, on: date) -> list[Cover]:
    """Cover for days away that were taken back or shortened since, and that goes on. One query."""
    running = Relationship.objects.of(actor.scheme).running()
    rows = Cover.objects.visible_to(actor).standing().filter(is_left(on), relationship__in=running)
    joined = (
        "volunteer", "relationship__patient", "relationship__role", "relationship__enrolment__owner__user",
        "relationship__volunteer__coordinator__user",
    )  # fmt: skip
    return list(rows.select_related(*joined).order_by("starts_on", "pk"))


def is_left(on: date) -> Q:
    """The condition of cover that goes on, though the own volunteer is back, and that nobody has said to keep."""
    away = Leave.objects.everywhere().filter(
        volunteer=OuterRef("relationship__volunteer"),
        starts_on__lte=OuterRef("leave_until"),
        ends_on__gte=OuterRef("leave_until"),
    )
    return Q(~Exists(away), leave_until__gte=on, stopped_at=None)


def uncovered(*, actor: Actor, on: date, within: timedelta | None = SOON) -> list[AwayPair]:
    """Plans with a contact in the next two weeks, or ever, on a day on which whoever supports the person then is
    away, and nothing is settled. `open` are all those of the days away that come first. Four queries.
    """
    rows = PlannedContact.objects.visible_to(actor).open().filter(due_on__gte=on)
    rows = rows.annotate(supporter=supporter(OuterRef("due_on")))
    found = [pair for pair in _pairs(rows.filter(Exists(AWAY))) if pair.open]
    if within is None:
        return found
    return [_of_first_leave(pair) for pair in found if pair.open[0].due_on <= on + within]


def _of_first_leave(pair: AwayPair) -> AwayPair:
    last = pair.open[0].away_until
    return replace(pair, open=tuple(row for row in pair.open if row.due_on <= last))


def _pairs(rows: QuerySet[PlannedContact]) -> list[AwayPair]:
    """`rows` say who is the `supporter` on their day."""
    joined = (
        "relationship__patient", "relationship__role", "relationship__volunteer__coordinator__user",
        "relationship__enrolment__owner__user", "scheme",
    )  # fmt: skip
    found = list(
        rows.filter(state=PLANNED)
        .annotate(
            away_until=Subquery(AWAY.values("ends_on")[:1]),
            cover_key=Subquery(cover_of(OuterRef("due_on")).values("pk")[:1]),
        )
        .select_related(*joined).order_by(F("relationship__patient__last_name"), "relationship_id", "due_on", "pk")
    )  # fmt: skip
    kept, covers = _kept(found), _covers(found)
    grouped: dict[UUID, list[PlannedContact]] = defaultdict(list)
    for row in found:
        grouped[row.relationship_id].append(row)
    return [_pair(some, kept[key], covers) for key, some in grouped.items()]


def _pair(rows: list[PlannedContact], kept: set[str], covers: dict[UUID, Cover]) -> AwayPair:
    left = tuple(row for row in rows if row.away_until and row.due_on.isoformat() not in kept)
    return AwayPair(rows[0].relationship, tuple(rows), left, covers.get(left[0].cover_key) if left else None)


def _covers(rows: list[PlannedContact]) -> dict[UUID, Cover]:
    """Of those who stand in and are away themselves."""
    keys = {row.cover_key for row in rows if row.away_until and row.cover_key}
    if not keys:
        return {}
    found = Cover.objects.of(rows[0].scheme_id).filter(pk__in=keys).select_related("volunteer")
    return {row.pk: row for row in found}


def _kept(rows: list[PlannedContact]) -> dict[UUID, set[str]]:
    """Days, by relationship, of which a coordinator has said that both keep them."""
    days: dict[UUID, set[str]] = defaultdict(set)
    if rows:
        changes = PlanChange.objects.of(rows[0].scheme_id).filter(kind=KEPT)
        changes = changes.filter(relationship__in={row.relationship_id for row in rows})
        for key, after in changes.values_list("relationship_id", "after"):
            days[key] |= set(after)
    return days
