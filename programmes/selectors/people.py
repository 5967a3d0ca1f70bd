"""The list of people: search, filter, sort, and one line a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, Lower

from peersupport.core.text import fold
from programmes.choices import ENDED, SUPPORTED, UNSOUGHT, WAITING
from programmes.models import Enrolment, Patient, PlannedContact, Relationship
from programmes.unsought import unsought

SORTS = {
    "name": (Lower("last_name"), Lower("first_name")),
    "age": (F("born_on").asc(),),
    "since": (F("sort_on").asc(nulls_last=True),),
    "next": (F("sort_on").asc(nulls_last=True),),
}


@dataclass(frozen=True, slots=True)
class Line:
    """`state` is SUPPORTED, WAITING, UNSOUGHT or ENDED. `open_on` is the first contact not logged, late before `on`."""

    key: UUID
    name: str
    full_name: str
    age: int
    born_on: date
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
    unsought: int

    @property
    def ended(self) -> int:
        return self.everybody - self.waiting - self.supported - self.unsought


def people(
    *, actor, on: date, q: str = "", state: str = "", team: UUID | None = None, sort: str = "name"
) -> QuerySet:
    """Patients whom this person may see, with what `lines` needs. The words of `q` may stand in any order."""
    rows = _with_states(Patient.objects.visible_to(actor), actor.scheme)
    if state:
        rows = rows.filter(**_STATES[state])
    if team:
        rows = rows.filter(practice__team_id=team)
    if q.strip():
        rows = rows.filter(pk__in=_found(rows, q))
    if sort in DATES:
        rows = rows.annotate(sort_on=DATES[sort](actor.scheme))
    return rows.select_related("practice").order_by(*SORTS.get(sort, ()), *SORTS["name"], "pk")


_STATES = {
    SUPPORTED: {"is_supported": True},
    WAITING: {"is_supported": False, "is_waiting": True},
    UNSOUGHT: {"is_supported": False, "is_waiting": False, "is_unsought": True},
    ENDED: {"is_supported": False, "is_waiting": False, "is_unsought": False},
}


def counts(*, actor) -> Counts:
    """How many people there are, and in which state: each in one, as in the list."""
    rows = _with_states(Patient.objects.visible_to(actor), actor.scheme)
    states = {"waiting": WAITING, "supported": SUPPORTED, "unsought": UNSOUGHT}
    counted = {name: Count("pk", filter=Q(**_STATES[state])) for name, state in states.items()}
    return Counts(**rows.aggregate(everybody=Count("pk"), **counted))


def lines(rows: Sequence[Patient], *, actor, on: date) -> list[Line]:
    """A page of `people` as lines. Five queries."""
    here = [row.pk for row in rows]
    running = Relationship.objects.visible_to(actor).running().filter(patient__in=here)
    places = Enrolment.objects.visible_to(actor).filter(patient__in=here).order_by("-waits_since_on", "-pk")
    since = ("patient_id", "waits_since_on")
    planned = PlannedContact.objects.visible_to(actor).open().filter(relationship__patient__in=here)
    due = planned.order_by("-due_on", "-pk").values_list("relationship__patient_id", "due_on")
    facts = _Facts(
        supporters={
            r.patient_id: r
            for r in running.select_related("volunteer", "role").order_by("-started_on", "-pk")
        },
        waits=dict(places.waiting().values_list(*since))
        | dict(places.sought(actor.scheme).values_list(*since)),
        first=dict(due),
        coming={patient: day for patient, day in due if day >= on},
        late=dict(
            planned.overdue(on)
            .with_expected()
            .order_by("-expected", "-pk")
            .values_list("relationship__patient_id", "expected")
        ),
    )
    return [_line(row, facts, on) for row in rows]


@dataclass(frozen=True, slots=True)
class _Facts:
    """By key of patient: the longest supporter, waiting since, and days of contacts that are not logged."""

    supporters: dict[UUID, Relationship]
    waits: dict[UUID, date]
    first: dict[UUID, date]
    coming: dict[UUID, date]
    late: dict[UUID, date]


def _line(row, facts: _Facts, on: date) -> Line:
    relationship, late = facts.supporters.get(row.pk), facts.late.get(row.pk)
    return Line(
        key=row.pk,
        name=row.name,
        full_name=row.full_name,
        age=row.age(on),
        born_on=row.born_on,
        practice=row.practice.name if row.practice else "",
        state=next(state for state, facts in _STATES.items() if _is(row, facts)),
        died=row.died_on is not None,
        supporter=relationship.volunteer.name if relationship else "",
        role=relationship.role.name if relationship else "",
        since_on=relationship.started_on if relationship else facts.waits.get(row.pk),
        open_on=facts.first.get(row.pk),
        next_on=facts.coming.get(row.pk),
        days_late=(on - late).days if late else 0,
    )


def _is(row, facts: dict[str, bool]) -> bool:
    return all(getattr(row, name) == value for name, value in facts.items())


def _with_states(rows: QuerySet, scheme) -> QuerySet:
    places = Enrolment.objects.of(OuterRef("scheme")).filter(patient=OuterRef("pk"))
    return rows.annotate(
        is_supported=Exists(places.filter(state=SUPPORTED)),
        is_waiting=Exists(places.sought(scheme)),
        is_unsought=Exists(places.waiting().filter(unsought(scheme))),
    )


def _since(scheme) -> Coalesce:
    """Supported since, else waiting since."""
    running = Q(relationships__in=Relationship.objects.of(scheme).running())
    waiting = Q(enrolments__in=Enrolment.objects.of(scheme).waiting())
    return Coalesce(
        Min("relationships__started_on", filter=running), Min("enrolments__waits_since_on", filter=waiting)
    )


def _open(scheme) -> Min:
    """The first contact that is not logged."""
    planned = Q(relationships__planned__in=PlannedContact.objects.of(scheme).open())
    return Min("relationships__planned__due_on", filter=planned)


# Days to sort by, in one pass: a subquery a person takes a worse index on SQLite.
DATES = {"since": _since, "next": _open}


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
