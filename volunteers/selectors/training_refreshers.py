"""Whose training is to be refreshed soon or is late: the one rule for Today and for the reminder."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet

from volunteers.choices import STEPPED_DOWN
from volunteers.models import HeldRole, Volunteer
from volunteers.selectors.training_facts import Facts, facts_of

SOON_DAYS = 30


@dataclass(frozen=True, slots=True)
class Refresher:
    """`due_on` is the last day on which the training still counts."""

    volunteer: Volunteer
    roles: tuple[str, ...]
    due_on: date

    def days_left(self, on: date) -> int:
        return (self.due_on - on).days


def refreshers(*, actor, on: date, within_days: int = SOON_DAYS) -> list[Refresher]:
    """Of the volunteers whom this person may see, the most urgent first. Five queries."""
    return due(Volunteer.objects.visible_to(actor), scheme=actor.scheme, on=on, within_days=within_days)


def due(people: QuerySet, *, scheme, on: date, within_days: int) -> list[Refresher]:
    """Everybody of these in the scheme with a role whose training ends by then, or has ended."""
    last = on + timedelta(days=within_days)
    here = people.exclude(stage=STEPPED_DOWN).select_related("coordinator__user", "scheme").defer("notes")
    rows = {row.pk: row for row in here}
    held, facts = _held(scheme, rows), facts_of(scheme, rows)
    found = [_of(row, held[key], facts[key], on, last) for key, row in rows.items()]
    return sorted((one for one in found if one), key=lambda one: (one.due_on, one.volunteer.last_name))


def _of(row: Volunteer, held: list[tuple[str, str]], facts: Facts, on: date, last: date) -> Refresher | None:
    learned = [(name, facts.learned(kind, on)) for kind, name in held]
    late = {name: one.until for name, one in learned if one and one.until and one.until <= last}
    return Refresher(row, tuple(sorted(late)), min(late.values())) if late else None


def _held(scheme, keys: Iterable[UUID]) -> dict[UUID, list[tuple[str, str]]]:
    """(kind, name) of the roles held now that need training."""
    rows = HeldRole.objects.of(scheme).filter(
        volunteer__in=keys, until_on__isnull=True, role__needs_training=True
    )
    found = defaultdict(list)
    for key, kind, name in rows.values_list("volunteer_id", "role__kind", "role__name"):
        found[key].append((kind, name))
    return found
