"""Consent per purpose, with the version of the words and its withdrawal.

It is not the lawful basis to hold a record (domain.md); that is a setting of the scheme.
"""

from django.db import models
from django.db.models import Q

from peersupport.accounts.models import SchemeRow
from programmes.choices import PURPOSES
from programmes.models.patients import Patient


class Consent(SchemeRow):
    PERSONAL = ("purpose", "given_on", "withdrawn_on")
    PLAIN = ("patient", "wording_version", "recorded_by")

    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=20, choices=PURPOSES)
    wording_version = models.PositiveSmallIntegerField(default=1)
    given_on = models.DateField()
    withdrawn_on = models.DateField(null=True, blank=True)
    recorded_by = models.CharField(max_length=150)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "purpose"],
                condition=Q(withdrawn_on__isnull=True),
                name="one_open_consent_per_purpose",
            )
        ]
