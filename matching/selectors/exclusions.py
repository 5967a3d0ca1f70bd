"""Who is kept apart from one person, and who could be."""

from django.db.models import QuerySet

from programmes.models import Enrolment, Exclusion
from volunteers.choices import STEPPED_DOWN
from volunteers.models import Volunteer


def apart_from(enrolment: Enrolment, *, actor) -> QuerySet:
    """Open exclusions of this person, newest first."""
    rows = Exclusion.objects.visible_to(actor).open().filter(patient=enrolment.patient_id)
    return rows.select_related("volunteer").order_by("-since_on", "pk")


def nameable(actor) -> list[tuple[str, str]]:
    """Keys and names of volunteers who could be meant."""
    rows = Volunteer.objects.visible_to(actor).exclude(stage=STEPPED_DOWN)
    rows = rows.only("first_name", "called", "last_name").order_by("first_name", "last_name")
    return [(str(row.pk), row.name) for row in rows]
