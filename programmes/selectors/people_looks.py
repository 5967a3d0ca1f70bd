"""Who looked at a person's record and who changed it."""

from django.db.models import QuerySet

from peersupport.audit.models import Event
from programmes.models import Patient


def looks(patient: Patient, *, actor) -> QuerySet[Event]:
    """Every event about this person, newest first."""
    return Event.objects.visible_to(actor).filter(person_key=patient.pk).order_by("-at", "-number")
