"""Writing down the contacts of a plan, as the preview showed them."""

from dataclasses import asdict
from datetime import date

from django.db import transaction

from programmes.choices import MISSED, PLANNED_CONTACT
from programmes.models import PlannedContact, Relationship
from programmes.selectors.plans import Slot


@transaction.atomic
def write(
    *, relationship: Relationship, slots: tuple[Slot, ...], missed_before: date | None = None
) -> list[PlannedContact]:
    """Make every planned contact of a relationship, in the caller's transaction; earlier ones as missed, if so."""
    rows = [
        _row(relationship, slot, missed=bool(missed_before and slot.due_on < missed_before)) for slot in slots
    ]
    return PlannedContact.objects.of(relationship.scheme).bulk_create(rows)


def _row(relationship: Relationship, slot: Slot, *, missed: bool) -> PlannedContact:
    columns = asdict(slot)
    columns.pop("last")
    if missed:
        PLANNED_CONTACT.check(PLANNED_CONTACT.start, MISSED)
        columns |= {"state": MISSED, "done_on": slot.due_on}
    return PlannedContact(scheme=relationship.scheme, relationship=relationship, **columns)
