"""Pairs that are kept apart: neither matched nor brought together by cover. Why is private to coordinators."""

from django.db import models
from django.db.models import Q

from peersupport.accounts.models import SchemeRow, SchemeRows
from peersupport.core.fields import EncryptedTextField
from programmes.choices import EXCLUSIONS
from programmes.models.patients import Patient
from volunteers.models import Volunteer


class Exclusions(SchemeRows):
    def visible_to(self, actor) -> "Exclusions":
        return self.within(actor).filter(patient__in=Patient.objects.visible_to(actor))

    def open(self) -> "Exclusions":
        return self.filter(lifted_on__isnull=True)


class Exclusion(SchemeRow):
    PERSONAL = ("kind", "reason")
    PLAIN = ("patient", "volunteer", "since_on", "lifted_on", "recorded_by")

    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="exclusions")
    volunteer = models.ForeignKey(Volunteer, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=EXCLUSIONS)
    reason = EncryptedTextField(blank=True)
    since_on = models.DateField()
    lifted_on = models.DateField(null=True, blank=True)
    recorded_by = models.CharField(max_length=150)

    objects = Exclusions.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "volunteer"],
                condition=Q(lifted_on__isnull=True),
                name="one_open_exclusion",
            )
        ]
