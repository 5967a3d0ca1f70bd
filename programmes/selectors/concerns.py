"""Worries for the lists of staff and for those who raised them."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Case, IntegerField, QuerySet, Value, When

from peersupport.accounts.actors import Actor
from peersupport.accounts.models import Membership
from programmes.choices import ACKNOWLEDGED, CLOSED, DECIDED, RAISED
from programmes.models import Concern, ConcernEntry, Enrolment, Patient, Relationship

_ORDER = {RAISED: 0, ACKNOWLEDGED: 1, DECIDED: 2, CLOSED: 3}


@dataclass(frozen=True)
class ListedConcern:
    """One worry on a list. `due_at` is the deadline of its next step, None when nothing is due any more."""

    key: UUID
    person: str
    patient_key: UUID | None
    raised_by: str
    raised_at: datetime
    state: str
    kind: str
    in_danger_now: bool
    owner: str
    due_at: datetime | None

    def late(self, at: datetime) -> bool:
        return self.due_at is not None and self.due_at < at


def listed(*, by: Actor, only_open: bool) -> QuerySet[Concern]:
    """Worries this person may see: those nobody acknowledged first, then danger, then the oldest."""
    rows = Concern.objects.visible_to(by)
    rows = rows.open() if only_open else rows
    rank = Case(
        *(When(state=state, then=Value(place)) for state, place in _ORDER.items()),
        output_field=IntegerField(),
    )
    rows = rows.select_related("patient", "owner__user")
    return rows.order_by(rank, "-in_danger_now", "raised_at", "pk")


def as_listed(concern: Concern) -> ListedConcern:
    return ListedConcern(
        key=concern.pk,
        person=concern.patient.name if concern.patient else "",
        patient_key=concern.patient_id,
        raised_by=concern.raised_by_name,
        raised_at=concern.raised_at,
        state=concern.state,
        kind=concern.get_kind_display(),
        in_danger_now=concern.in_danger_now,
        owner=concern.owner.user.name if concern.owner else "",
        due_at=due_at(concern),
    )


def due_at(concern: Concern) -> datetime | None:
    """When the next step of a worry must be done."""
    return {RAISED: concern.acknowledge_by, ACKNOWLEDGED: concern.decide_by}.get(concern.state)


def count_open(*, by: Actor) -> int:
    return Concern.objects.visible_to(by).open().count()


def count_all(*, by: Actor) -> int:
    return Concern.objects.visible_to(by).count()


def raised_by_me(*, by: Actor, most: int = 5) -> list[ListedConcern]:
    """The newest worries that this person raised."""
    rows = Concern.objects.visible_to(by).filter(raised_by_id=by.user_key)
    return [
        as_listed(row)
        for row in rows.select_related("patient", "owner__user").order_by("-raised_at", "-pk")[:most]
    ]


def owner_of(*, relationship: Relationship | None, patient: Patient | None, on: date) -> Membership | None:
    """Who answers for the person: the owner of their place, else their volunteer's coordinator, else nobody."""
    places = [relationship.enrolment] if relationship else _places(patient)
    keys = [place.owner_id for place in places] + (
        [relationship.volunteer.coordinator_id] if relationship else []
    )
    scheme = (relationship or patient).scheme_id if relationship or patient else None
    here = Membership.objects.of(scheme).on(on).in_bulk([key for key in keys if key])
    return next((here[key] for key in keys if key in here), None)


def _places(patient: Patient | None) -> list[Enrolment]:
    return (
        list(patient.enrolments.filter(ended_on__isnull=True).order_by("-joined_on", "-pk"))
        if patient
        else []
    )


def whole(concern: Concern) -> Concern:
    """The same worry with what its page shows."""
    rows = Concern.objects.of(concern.scheme_id).select_related("patient", "owner__user", "scheme")
    return rows.get(pk=concern.pk)


def entries(concern: Concern) -> list[ConcernEntry]:
    return list(concern.entries.order_by("at", "pk"))


def added_by(concern: Concern, by: Actor) -> list[str]:
    """The words this person added themself, oldest first."""
    own = concern.entries.filter(by_key=by.user_key).order_by("at", "pk") if by.user_key else []
    return [entry.words for entry in own if entry.words]
