"""Pairs that must not be matched. The reason is private to coordinators."""

from django.db import models
from django.db.models import Q

from peersupport.accounts.models import SchemeRow
from peersupport.core.fields import EncryptedTextField
from programmes.models import Patient
from volunteers.models import Volunteer


class Exclusion(SchemeRow):
    PERSONAL = ("kind", "reason")
    PLAIN = ("patient", "volunteer", "since_on", "lifted_on", "recorded_by")

    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="exclusions")
    volunteer = models.ForeignKey(Volunteer, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(
        max_length=20,
        choices=[
            ("asked", "Asked not to be matched"),
            ("known", "Known to each other"),
            ("ended", "Ended before"),
        ],
    )
    reason = EncryptedTextField(blank=True)
    since_on = models.DateField()
    lifted_on = models.DateField(null=True, blank=True)
    recorded_by = models.CharField(max_length=150)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "volunteer"],
                condition=Q(lifted_on__isnull=True),
                name="one_open_exclusion",
            )
        ]
