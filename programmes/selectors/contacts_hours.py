"""Contacts as part of a volunteer's time. Who stood in that day gets the hours of that day."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from programmes.choices import TALKED
from programmes.models import Contact, Cover, PlannedContact
from volunteers.activity import Activity
from volunteers.choices import CONTACT

# What a contact that is still to come counts as; the trial of the service had 15 to 60 minutes.
USUAL_MINUTES = 40
# The key keeps two contacts of one day apart.
COLUMNS = ("pk", "relationship_id", "relationship__volunteer_id")


def done(scheme: UUID, volunteers: list[UUID], first: date, last: date) -> Iterable[Activity]:
    """Contacts that were held: two queries."""
    wanted, covers = set(volunteers), _covers(scheme, volunteers, first, last)
    rows = Contact.objects.of(scheme).filter(
        _theirs(volunteers), outcome=TALKED, happened_on__range=(first, last)
    )
    found = rows.distinct().values_list(*COLUMNS, "happened_on", "minutes")
    for who, on, minutes in _with_cover(found, covers):
        if who in wanted:
            yield Activity(who, on, CONTACT, minutes or 0)


def planned(scheme: UUID, volunteers: list[UUID], first: date, last: date) -> Iterable[Activity]:
    """Contacts that are still to come: two queries."""
    wanted, covers = set(volunteers), _covers(scheme, volunteers, first, last)
    rows = PlannedContact.objects.of(scheme).open().filter(_theirs(volunteers), due_on__range=(first, last))
    found = rows.distinct().values_list(*COLUMNS, "due_on", "number")
    for who, on, _ in _with_cover(found, covers):
        if who in wanted:
            yield Activity(who, on, CONTACT, USUAL_MINUTES)


def _theirs(volunteers: list[UUID]) -> Q:
    return Q(relationship__volunteer__in=volunteers) | Q(relationship__covers__volunteer__in=volunteers)


def _covers(scheme: UUID, volunteers: list[UUID], first: date, last: date) -> dict[UUID, list[Cover]]:
    """Relationship -> who stands in when, of every relationship that one of them is in."""
    rows = Cover.objects.of(scheme).filter(
        Q(volunteer__in=volunteers) | Q(relationship__volunteer__in=volunteers),
        starts_on__lte=last, ends_on__gte=first,
    )  # fmt: skip
    found = defaultdict(list)
    for row in rows:
        found[row.relationship_id].append(row)
    return found


def _with_cover(rows, covers: dict[UUID, list[Cover]]) -> Iterable[tuple]:
    """Each row with whoever held it: the volunteer, or who stood in that day."""
    for _, relationship, volunteer, on, last in rows:
        standing = (c.volunteer_id for c in covers.get(relationship, ()) if c.starts_on <= on <= _last_day(c))
        yield next(standing, volunteer), on, last


def _last_day(cover: Cover) -> date:
    """A cover that was stopped holds until the day before."""
    if cover.stopped_at is None:
        return cover.ends_on
    return min(cover.ends_on, timezone.localdate(cover.stopped_at) - timedelta(days=1))
