"""Asking somebody whose support has ended whether they want to volunteer. The answer stays on the patient's side."""

from datetime import date

from django.db import models
from django.db.models import Q

from peersupport.accounts.models import Membership, SchemeRow, SchemeRows
from programmes.choices import INVITATION_ANSWERS
from programmes.models.patients import Patient


class Invitations(SchemeRows):
    def visible_to(self, actor) -> "Invitations":
        return self.within(actor).filter(patient__in=Patient.objects.visible_to(actor))


class Invitation(SchemeRow):
    """By a link that was sent by itself, or by staff (`asked_by`), who write down what was said.

    `nonce` and the house's key make the link anew when it is sent; only `token_hash` tells the link. There is no
    `answer` while nobody has given one. `ask_again_on` is the day the person chose who said "later".
    """

    PLAIN = (
        "patient",
        "asked_on",
        "asked_by",
        "nonce",
        "token_hash",
        "link_until_on",
        "answer",
        "answered_on",
        "ask_again_on",
    )

    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="invitations")
    asked_on = models.DateField()
    asked_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    nonce = models.UUIDField(null=True, blank=True)
    token_hash = models.CharField(max_length=64, blank=True)
    link_until_on = models.DateField(null=True, blank=True)
    answer = models.CharField(max_length=10, choices=INVITATION_ANSWERS, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    ask_again_on = models.DateField(null=True, blank=True)

    objects = Invitations.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["token_hash"], condition=~Q(token_hash=""), name="one_invitation_per_link"
            ),
            # Asked once, whatever runs twice: until there is an answer nobody is asked again by itself.
            models.UniqueConstraint(
                fields=["patient"], condition=Q(answer=""), name="one_open_invitation_per_person"
            ),
        ]

    def is_open(self, on: date) -> bool:
        """Whether the link can still be used."""
        return not self.answer and self.link_until_on is not None and on <= self.link_until_on
