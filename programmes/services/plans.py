"""Writing down the contacts of a plan, as the preview showed them."""

from dataclasses import asdict

from django.db import transaction

from programmes.models import PlannedContact, Relationship
from programmes.selectors.plans import Slot


@transaction.atomic
def write(*, relationship: Relationship, slots: tuple[Slot, ...]) -> list[PlannedContact]:
    """Make every planned contact of a relationship, in the caller's transaction."""
    rows = [_row(relationship, slot) for slot in slots]
    return PlannedContact.objects.of(relationship.scheme).bulk_create(rows)


def _row(relationship: Relationship, slot: Slot) -> PlannedContact:
    columns = asdict(slot)
    columns.pop("last")
    return PlannedContact(scheme=relationship.scheme, relationship=relationship, **columns)
