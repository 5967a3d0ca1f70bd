"""Contacts for the pages of staff: what is overdue, and what is planned for a day."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, QuerySet

from peersupport.accounts.actors import Actor
from programmes.models import PlannedContact


@dataclass(frozen=True)
class ListedContact:
    """One planned contact on a list of staff. `days_late` as `PlannedContact.days_over`; `tries` are calls in vain."""

    key: UUID
    relationship_key: UUID
    patient_key: UUID
    person: str
    volunteer_key: UUID
    volunteer: str
    due_on: date
    days_late: int
    number: int
    tries: int
    mode: str
    owner: str


def overdue_rows(*, by: Actor, on: date) -> QuerySet[PlannedContact]:
    """Overdue contacts, the latest first. One definition everywhere: PlannedContacts.overdue."""
    return _with_people(PlannedContact.objects.visible_to(by).overdue(on)).order_by("due_on", "pk")


def overdue(*, by: Actor, on: date, most: int | None = None) -> list[ListedContact]:
    return [as_listed(row, on=on) for row in overdue_rows(by=by, on=on)[:most]]


def count_overdue(*, by: Actor, on: date) -> int:
    return PlannedContact.objects.visible_to(by).overdue(on).count()


def planned_on(*, by: Actor, day: date) -> list[ListedContact]:
    """What is planned for a day and not done yet, by the time it usually is."""
    rows = _with_people(PlannedContact.objects.visible_to(by).open().filter(due_on=day))
    return [as_listed(row, on=day) for row in rows.order_by("relationship__at_time", "pk")]


def count_planned(*, by: Actor, first: date, last: date) -> dict[date, int]:
    """How many contacts are planned and not done on each day from first to last; days without any are left out."""
    rows = PlannedContact.objects.visible_to(by).open().filter(due_on__range=(first, last))
    return dict(rows.values_list("due_on").order_by("due_on").annotate(Count("pk")))


def as_listed(planned: PlannedContact, *, on: date) -> ListedContact:
    relationship = planned.relationship
    owner = relationship.enrolment.owner or relationship.volunteer.coordinator
    return ListedContact(
        key=planned.pk,
        relationship_key=relationship.pk,
        patient_key=relationship.patient_id,
        person=relationship.patient.name,
        volunteer_key=relationship.volunteer_id,
        volunteer=relationship.volunteer.name,
        due_on=planned.due_on,
        days_late=planned.days_over(on),
        number=planned.number,
        tries=planned.tries,
        mode=relationship.get_mode_display(),
        owner=owner.user.name if owner else "",
    )


def _with_people(rows: QuerySet[PlannedContact]) -> QuerySet[PlannedContact]:
    return rows.select_related(
        "relationship__patient",
        "relationship__enrolment__owner__user",
        "relationship__volunteer__coordinator__user",
    )
