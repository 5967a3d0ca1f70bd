"""Writing down the contacts of a plan, as the preview showed them."""

from dataclasses import asdict
from datetime import date

from django.db import transaction

from programmes.choices import MISSED, PLANNED_CONTACT
from programmes.models import PlannedContact, Relationship
from programmes.selectors.plans import Slot


@transaction.atomic
def write(
    *, relationship: Relationship, slots: tuple[Slot, ...], today: date, missed: bool = False
) -> list[PlannedContact]:
    """Make every planned contact of a relationship, in the caller's transaction.

    Those before today are missed, or the volunteer is asked about them from today on.
    """
    rows = [
        _row(relationship, slot, _past(slot, today, missed) if slot.due_on < today else {}) for slot in slots
    ]
    return PlannedContact.objects.of(relationship.scheme).bulk_create(rows)


def _past(slot: Slot, today: date, missed: bool) -> dict:
    if not missed:
        return {"asked_on": today}
    PLANNED_CONTACT.check(PLANNED_CONTACT.start, MISSED)
    return {"state": MISSED, "done_on": slot.due_on}


def _row(relationship: Relationship, slot: Slot, past: dict) -> PlannedContact:
    columns = asdict(slot) | past
    columns.pop("last")
    return PlannedContact(scheme=relationship.scheme, relationship=relationship, **columns)
