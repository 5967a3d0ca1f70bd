"""Who is kept apart from one person, and who could be."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from programmes.models import Cover, Enrolment, Exclusion, Patient, Relationship
from volunteers.choices import STEPPED_DOWN
from volunteers.models import Volunteer


def apart_from(enrolment: Enrolment, *, actor) -> QuerySet:
    """Open exclusions of this person, newest first."""
    rows = Exclusion.objects.visible_to(actor).open().filter(patient=enrolment.patient_id)
    return rows.select_related("volunteer").order_by("-since_on", "pk")


@dataclass(frozen=True, slots=True)
class Bond:
    """A volunteer who supports the person now, or who stands in with them now or later: then with that `cover`."""

    volunteer: Volunteer
    relationship: Relationship
    cover: Cover | None = None


def bonds_of(person: Patient, *, on: date) -> list[Bond]:
    """What has to end before two are kept apart. Two queries."""
    running = Relationship.objects.of(person.scheme_id).running().filter(patient=person)
    covers = Cover.objects.of(person.scheme_id).standing().filter(relationship__in=running, ends_on__gte=on)
    own = running.select_related("volunteer").order_by("started_on", "pk")
    others = covers.select_related("volunteer", "relationship").order_by("starts_on", "pk")
    return [
        *(Bond(row.volunteer, row) for row in own),
        *(Bond(row.volunteer, row.relationship, row) for row in others),
    ]


def nameable(actor) -> list[tuple[str, str]]:
    """Keys and names of volunteers who could be meant."""
    rows = Volunteer.objects.visible_to(actor).exclude(stage=STEPPED_DOWN)
    rows = rows.only("first_name", "called", "last_name").order_by("first_name", "last_name", "pk")
    return [(str(row.pk), row.name) for row in rows]
