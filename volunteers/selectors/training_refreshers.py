"""Whose training is to be refreshed soon or is late: the one rule for Today and for the reminder."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet

from volunteers.choices import STEPPED_DOWN
from volunteers.models import HeldRole, Training, Volunteer

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
    """Of the volunteers whom this person may see, the most urgent first. Three queries."""
    return due(Volunteer.objects.visible_to(actor), on=on, within_days=within_days)


def due(people: QuerySet, *, on: date, within_days: int) -> list[Refresher]:
    """Everybody of these with a role whose training ends by then, and who has none that goes on."""
    last = on + timedelta(days=within_days)
    ending = people.exclude(stage=STEPPED_DOWN).filter(training__refresh_by_on__lte=last).distinct()
    rows = {row.pk: row for row in ending.select_related("coordinator__user", "scheme").defer("notes")}
    held, learned = _held(rows), _learned(rows)
    found = [_of(row, held[key], learned[key], last) for key, row in rows.items()]
    return sorted((one for one in found if one), key=lambda one: (one.due_on, one.volunteer.last_name))


def _of(row: Volunteer, held: list, learned: list, last: date) -> Refresher | None:
    late: dict[str, date] = {}
    for kind, name in held:
        ends = [until for what, until in learned if what in ("", kind)]
        if ends and None not in ends and max(ends) <= last:
            late[name] = max(ends)
    return Refresher(row, tuple(sorted(late)), min(late.values())) if late else None


def _held(keys: Iterable[UUID]) -> dict[UUID, list[tuple[str, str]]]:
    """(kind, name) of the roles held now that need training."""
    rows = HeldRole.objects.everywhere().filter(
        volunteer__in=keys, until_on__isnull=True, role__needs_training=True
    )
    found = defaultdict(list)
    for key, kind, name in rows.values_list("volunteer_id", "role__kind", "role__name"):
        found[key].append((kind, name))
    return found


def _learned(keys: Iterable[UUID]) -> dict[UUID, list[tuple[str, date | None]]]:
    """(kind, last day) of all training."""
    found = defaultdict(list)
    rows = Training.objects.everywhere().filter(volunteer__in=keys)
    for key, kind, until in rows.values_list("volunteer_id", "kind", "refresh_by_on"):
        found[key].append((kind, until))
    return found
