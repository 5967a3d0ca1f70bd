"""The role agreement that a volunteer signed, by version."""

from django.db import models

from peersupport.accounts.models import SchemeRow


class Agreement(SchemeRow):
    PLAIN = ("volunteer", "version", "signed_on")

    volunteer = models.ForeignKey("volunteers.Volunteer", on_delete=models.CASCADE, related_name="agreements")
    version = models.PositiveSmallIntegerField(default=1)
    signed_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["volunteer", "version"], name="one_signature_per_version")
        ]
