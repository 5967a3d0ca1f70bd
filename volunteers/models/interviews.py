"""A talk with somebody who wants to volunteer. What was said is encrypted."""

from django.db import models

from peersupport.accounts.models import SchemeRow
from peersupport.core.fields import EncryptedTextField
from volunteers.choices import INTERVIEW_OUTCOMES
from volunteers.models.recruitment import GoingOn


class Interview(SchemeRow):
    """`held_by` are the people who held it; the newest outcome counts."""

    PERSONAL = ("notes",)
    PLAIN = ("volunteer", "held_on", "held_by", "outcome", "weighed")

    volunteer = models.ForeignKey("volunteers.Volunteer", on_delete=models.CASCADE, related_name="interviews")
    held_on = models.DateField()
    held_by = models.CharField(max_length=150)
    outcome = models.CharField(max_length=10, choices=INTERVIEW_OUTCOMES)
    notes = EncryptedTextField(blank=True)
    weighed = models.ForeignKey(GoingOn, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
