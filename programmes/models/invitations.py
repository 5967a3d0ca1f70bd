"""Asking somebody whose support has ended whether they want to volunteer. The answer stays on the patient's side."""

from django.db import models

from peersupport.accounts.models import Membership, SchemeRow, SchemeRows
from programmes.choices import INVITATION_ANSWERS
from programmes.models.patients import Patient


class Invitations(SchemeRows):
    def visible_to(self, actor) -> "Invitations":
        return self.within(actor).filter(patient__in=Patient.objects.visible_to(actor))


class Invitation(SchemeRow):
    """`ask_again_on` is the day the person chose who said "later"."""

    PLAIN = ("patient", "asked_on", "asked_by", "answer", "ask_again_on")

    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="invitations")
    asked_on = models.DateField()
    asked_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=10, choices=INVITATION_ANSWERS)
    ask_again_on = models.DateField(null=True, blank=True)

    objects = Invitations.as_manager()
