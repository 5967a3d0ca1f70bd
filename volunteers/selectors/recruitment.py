"""People on the way to volunteering: one list, of which every number of the page is a part."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Case, Exists, F, OuterRef, QuerySet, Subquery, Value, When

from volunteers.choices import AT_WORK, ENQUIRY, JOINING, NOT_REAL, ON_LEAVE, READY, STEPPED_DOWN
from volunteers.models import Enquiry, HeldRole, Leave, Reference, StageChange, Volunteer
from volunteers.selectors.recruitment_next import Asked, Next, next_action
from volunteers.selectors.recruitment_proofs import proofs
from volunteers.selectors.roles import words_of_kinds

STUCK_DAYS = 28
WAY, HELD, READ, STUCK = "way", "held", "read", "stuck"


@dataclass(frozen=True, slots=True)
class Line:
    """One person: days in the stage, what is to be done next, and what came with the enquiry."""

    volunteer: Volunteer
    roles: tuple[str, ...]
    wanted: tuple[str, ...]
    source: str
    days: int
    next: Next
    reason: str


def people(
    *,
    actor,
    on: date,
    show: str = WAY,
    stage: str = "",
    reason: str = "",
    role: UUID | None = None,
    q: str = "",
) -> list[Volunteer]:
    """Whom this person may see, the longest in their stage first. A stage or reason wins over `show`. One query."""
    rows = everybody(actor, on)
    if reason:
        rows = rows.filter(stage=STEPPED_DOWN, left_reason=reason, left_on__gt=on - timedelta(days=365))
    elif stage:
        rows = rows.filter(now_in=stage)
    else:
        rows = _shown(rows, show, on)
    if role:
        rows = rows.filter(Exists(_held(actor).filter(volunteer=OuterRef("pk"), role=role)))
    return [row for row in rows.order_by("stage_since_on", "last_name", "pk") if row.is_named(q)]


def everybody(actor, on: date) -> QuerySet:
    """Everybody but those whose enquiry was not real; `left_reason` is why somebody left last.

    `now_in` is the stage as lists and figures count it: whoever is ready or active and away today is on leave.
    """
    left = StageChange.objects.of(actor.scheme).filter(volunteer=OuterRef("pk"), to_stage=STEPPED_DOWN)
    newest = left.order_by("-moved_on", "-pk").values("reason")[:1]
    away = Leave.objects.of(actor.scheme).filter(volunteer=OuterRef("pk"), starts_on__lte=on, ends_on__gte=on)
    on_leave = When(Exists(away), stage__in=AT_WORK, then=Value(ON_LEAVE))
    rows = Volunteer.objects.visible_to(actor).annotate(
        left_reason=Subquery(newest), now_in=Case(on_leave, default=F("stage"))
    )
    return rows.exclude(stage=STEPPED_DOWN, left_reason=NOT_REAL)


def _shown(rows: QuerySet, show: str, on: date) -> QuerySet:
    rows = rows.filter(stage__in=[stage for stage in JOINING if stage != READY])
    if show == HELD:
        return rows.filter(stage=ENQUIRY, enquiry__cleared_on__isnull=True).exclude(enquiry__held_for="")
    if show == READ:
        unread = Reference.objects.of(OuterRef("scheme")).current().filter(read_on__isnull=True)
        return rows.filter(Exists(unread.filter(volunteer=OuterRef("pk"), returned_at__isnull=False)))
    return rows.filter(stage_since_on__lte=on - timedelta(days=STUCK_DAYS)) if show == STUCK else rows


def _held(actor) -> QuerySet:
    return HeldRole.objects.of(actor.scheme).filter(until_on__isnull=True)


def lines(rows: Sequence[Volunteer], *, actor, on: date) -> list[Line]:
    """What the list says of these people, in their order. Twenty queries however many."""
    shown, asked = proofs(rows, on=on), asked_of(rows, on=on)
    names = words_of_kinds(actor.scheme)
    enquiries = {row.volunteer_id: row for row in Enquiry.objects.of(actor.scheme).filter(volunteer__in=rows)}
    roles = defaultdict(list)
    for key, name in _held(actor).filter(volunteer__in=rows).values_list("volunteer_id", F("role__name")):
        roles[key].append(name)
    return [
        _line(
            row,
            enquiries.get(row.pk),
            roles[row.pk],
            names,
            next_action(row.stage, shown[row.pk], asked[row.pk]),
            on,
        )
        for row in rows
    ]


def _line(
    row: Volunteer, enquiry: Enquiry | None, roles: list[str], names: dict[str, str], todo: Next, on: date
) -> Line:
    return Line(
        volunteer=row,
        roles=tuple(sorted(roles)),
        wanted=tuple(names.get(kind, kind) for kind in enquiry.wanted) if enquiry else (),
        source=enquiry.get_source_display() if enquiry else "",
        days=(on - row.stage_since_on).days,
        next=todo,
        reason=getattr(row, "left_reason", "") or "",
    )


def asked_of(rows: Iterable[Volunteer], *, on: date) -> dict[UUID, Asked]:
    """How far the references of each are. One query, none for nobody."""
    people = list(rows)
    found = {row.pk: Asked() for row in people}
    if not people:
        return found
    references = Reference.objects.of(people[0].scheme_id).current().filter(volunteer__in=people)
    for reference in references.only("volunteer", "returned_at", "withdrawn_on", "link_until_on"):
        asked = found[reference.volunteer_id]
        state = "back" if reference.returned_at else "waiting" if reference.is_open(on) else "stalled"
        found[reference.volunteer_id] = asked.plus(state)
    return found
