"""What matters most to a person in a peer, as integer weights, by version."""

from django.db import models

from peersupport.accounts.models import SchemeRow
from programmes.models import Enrolment


class Preference(SchemeRow):
    """`weights`: feature code -> integer, summing to 100. The newest version counts; old ones replay."""

    PERSONAL = ("weights", "asked_for")
    PLAIN = ("enrolment", "version", "written_by", "written_at")

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="preferences")
    version = models.PositiveSmallIntegerField()
    weights = models.JSONField()
    asked_for = models.JSONField(default=list, blank=True)
    written_by = models.CharField(max_length=150)
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "version"], name="one_preference_per_version")
        ]
