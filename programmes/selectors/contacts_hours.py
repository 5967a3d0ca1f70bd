"""Contacts as part of a volunteer's time. Who stood in that day gets the hours of that day."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import OuterRef, Q

from programmes.choices import TALKED
from programmes.models import Contact, Cover, PlannedContact
from programmes.selectors.standing_in import supporter_then
from volunteers.activity import Activity
from volunteers.choices import CONTACT

# What a contact that is still to come counts as; the trial of the service had 15 to 60 minutes.
USUAL_MINUTES = 40


def done(scheme: UUID, volunteers: list[UUID], first: date, last: date) -> Iterable[Activity]:
    """Contacts that were held: one query."""
    rows = Contact.objects.of(scheme).filter(
        _theirs(scheme, volunteers), outcome=TALKED, happened_on__range=(first, last)
    )
    rows = rows.annotate(supporter=supporter_then(OuterRef("happened_on"))).filter(supporter__in=volunteers)
    for who, on, minutes in rows.values_list("supporter", "happened_on", "minutes"):
        yield Activity(who, on, CONTACT, minutes or 0)


def planned(scheme: UUID, volunteers: list[UUID], first: date, last: date) -> Iterable[Activity]:
    """Contacts that are still to come: one query."""
    rows = PlannedContact.objects.of(scheme).open()
    rows = rows.filter(_theirs(scheme, volunteers), due_on__range=(first, last))
    rows = rows.annotate(supporter=supporter_then(OuterRef("due_on"))).filter(supporter__in=volunteers)
    for who, on in rows.values_list("supporter", "due_on"):
        yield Activity(who, on, CONTACT, USUAL_MINUTES)


def _theirs(scheme: UUID, volunteers: list[UUID]) -> Q:
    """Of relationships that one of them has or stood in: so few rows are asked who supported on their day."""
    covered = Cover.objects.of(scheme).filter(volunteer__in=volunteers).values("relationship")
    return Q(relationship__volunteer__in=volunteers) | Q(relationship__in=covered)
