"""The list of people: search, filter, sort, and one line a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Lower

from peersupport.core.text import fold
from programmes.choices import ENDED, SUPPORTED, WAITING
from programmes.models import Enrolment, Patient, PlannedContact, Relationship

SORTS = {
    "name": (Lower("last_name"), Lower("first_name")),
    "age": (F("born_on").asc(),),
    "since": (F("since_on").asc(nulls_last=True),),
    "next": (F("open_on").asc(nulls_last=True),),
}


@dataclass(frozen=True, slots=True)
class Line:
    """`state` is SUPPORTED, WAITING or ENDED. `open_on` is the first contact not logged, late if before `on`."""

    key: UUID
    name: str
    full_name: str
    age: int
    practice: str
    state: str
    died: bool
    supporter: str
    role: str
    since_on: date | None
    open_on: date | None
    next_on: date | None
    days_late: int


@dataclass(frozen=True, slots=True)
class Counts:
    everybody: int
    waiting: int
    supported: int

    @property
    def ended(self) -> int:
        return self.everybody - self.waiting - self.supported


def people(
    *, actor, on: date, q: str = "", state: str = "", team: UUID | None = None, sort: str = "name"
) -> QuerySet:
    """Patients whom this person may see, with what `lines` needs. The words of `q` may stand in any order."""
    rows = _with_dates(_with_states(Patient.objects.visible_to(actor)), on)
    if state:
        rows = rows.filter(**_STATES[state])
    if team:
        rows = rows.filter(practice__team_id=team)
    if q.strip():
        rows = rows.filter(pk__in=_found(rows, q))
    return rows.select_related("practice").order_by(*SORTS.get(sort, ()), *SORTS["name"], "pk")


_STATES = {
    SUPPORTED: {"is_supported": True},
    WAITING: {"is_supported": False, "is_waiting": True},
    ENDED: {"is_supported": False, "is_waiting": False},
}


def counts(*, actor) -> Counts:
    """How many people there are, and in which state: each in one, as in the list."""
    rows = _with_states(Patient.objects.visible_to(actor))
    waiting = Count("pk", filter=Q(**_STATES[WAITING]))
    supported = Count("pk", filter=Q(**_STATES[SUPPORTED]))
    return Counts(**rows.aggregate(everybody=Count("pk"), waiting=waiting, supported=supported))


def lines(rows: Sequence[Patient], *, actor, on: date) -> list[Line]:
    """A page of `people` as lines. One query, for the supporters."""
    running = Relationship.objects.visible_to(actor).running().filter(patient__in=[row.pk for row in rows])
    pairs = running.select_related("volunteer", "role").order_by("-started_on")
    supporters = {relationship.patient_id: relationship for relationship in pairs}
    return [_line(row, supporters.get(row.pk), on) for row in rows]


def _line(row, relationship: Relationship | None, on: date) -> Line:
    return Line(
        key=row.pk,
        name=row.name,
        full_name=row.full_name,
        age=row.age(on),
        practice=row.practice.name if row.practice else "",
        state=SUPPORTED if row.is_supported else WAITING if row.is_waiting else ENDED,
        died=row.died_on is not None,
        supporter=relationship.volunteer.name if relationship else "",
        role=relationship.role.name if relationship else "",
        since_on=row.since_on,
        open_on=row.open_on,
        next_on=row.next_on,
        days_late=(on - row.late_on).days if row.late_on else 0,
    )


def _with_states(rows: QuerySet) -> QuerySet:
    places = Enrolment.objects.of(OuterRef("scheme")).filter(patient=OuterRef("pk"))
    return rows.annotate(
        is_supported=Exists(places.filter(state=SUPPORTED)), is_waiting=Exists(places.waiting())
    )


def _with_dates(rows: QuerySet, on: date) -> QuerySet:
    """`since_on`: supported since, else waiting since. The rest are days of contacts that are not logged."""
    places = Enrolment.objects.of(OuterRef("scheme")).filter(patient=OuterRef("pk"))
    running = Relationship.objects.of(OuterRef("scheme")).running().filter(patient=OuterRef("pk"))
    planned = PlannedContact.objects.of(OuterRef("scheme")).filter(relationship__patient=OuterRef("pk"))
    return rows.annotate(
        since_on=Coalesce(_first(running, "started_on"), _first(places.waiting(), "waits_since_on")),
        open_on=_first(planned.open(), "due_on"),
        next_on=_first(planned.open().filter(due_on__gte=on), "due_on"),
        late_on=_first(planned.overdue(on), "due_on"),
    )


def _first(rows: QuerySet, field: str) -> Subquery:
    return Subquery(rows.order_by(field).values(field)[:1])


def _found(rows: QuerySet, q: str) -> list[UUID]:
    """Whose NHS number holds these digits, or whose names hold each of these words.

    Names are compared here, because no database of ours folds every accent without an extension.
    """
    digits = "".join(q.split())
    if digits.isascii() and digits.isdigit():
        return list(rows.filter(nhs_number__contains=digits).values_list("pk", flat=True))
    words = fold(q).split()
    names = rows.values_list("pk", "called", "first_name", "last_name")
    return [pk for pk, *parts in names if all(word in fold(" ".join(parts)) for word in words)]
