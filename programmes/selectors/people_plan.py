"""Every planned contact and every entry of one person, by relationship."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import BooleanField, ExpressionWrapper

from programmes.models import Contact, Cover, PlanChange, PlannedContact, PlanRequest, Relationship, Review
from programmes.selectors.leave_plans import is_left
from programmes.selectors.people_page import Person
from programmes.selectors.plans import Plan, plans_of


@dataclass(frozen=True, slots=True)
class Slot:
    """A planned contact with the entries that answered or moved it, oldest first."""

    planned: PlannedContact
    logs: tuple[Contact, ...]
    days_late: int


@dataclass(frozen=True, slots=True)
class Support:
    """One relationship: its plan as drawn, its contacts in order, entries that were not planned.

    Changes, reviews and cover are newest first; cover that `is_left` goes on though the own volunteer is back.
    """

    relationship: Relationship
    plan: Plan | None
    slots: tuple[Slot, ...]
    extra: tuple[Contact, ...]
    changes: tuple[PlanChange, ...] = ()
    reviews: tuple[Review, ...] = ()
    covers: tuple[Cover, ...] = ()
    requests: tuple[PlanRequest, ...] = ()


def supports(person: Person, *, on: date) -> list[Support]:
    """Newest first. Eight queries however many."""
    rows = person.relationships
    of = person.patient.scheme_id
    planned = list(PlannedContact.objects.of(of).filter(relationship__in=rows).order_by("number"))
    logs = list(
        Contact.objects.of(of).filter(relationship__in=rows).order_by("happened_on", "logged_at", "pk")
    )
    late = {row.pk for row in person.late}
    plans = plans_of(rows, on=on)
    changes = list(PlanChange.objects.of(of).filter(relationship__in=rows).order_by("-changed_at", "-pk"))
    written = Review.objects.of(of).filter(planned__relationship__in=rows).order_by("-written_at", "-pk")
    reviews = list(written.select_related("planned"))
    covers = list(
        Cover.objects.of(of).filter(relationship__in=rows).order_by("-starts_on", "-pk").select_related("volunteer")
        .annotate(is_left=ExpressionWrapper(is_left(on), BooleanField()))
    )  # fmt: skip
    requests = list(PlanRequest.objects.of(of).filter(relationship__in=rows).order_by("-asked_at", "-pk"))
    return [
        Support(
            relationship=row,
            plan=plans.get(row.pk),
            slots=tuple(_slots((p for p in planned if p.relationship_id == row.pk), logs, late, on)),
            extra=tuple(log for log in logs if log.relationship_id == row.pk and log.planned_id is None),
            changes=tuple(one for one in changes if one.relationship_id == row.pk),
            reviews=tuple(one for one in reviews if one.planned.relationship_id == row.pk),
            covers=tuple(one for one in covers if one.relationship_id == row.pk),
            requests=tuple(one for one in requests if one.relationship_id == row.pk),
        )
        for row in rows
    ]


def _slots(planned: Iterable[PlannedContact], logs: list[Contact], late: set, on: date) -> Iterable[Slot]:
    for row in planned:
        own = tuple(log for log in logs if log.planned_id == row.pk)
        yield Slot(row, own, row.days_over(on) if row.pk in late else 0)
