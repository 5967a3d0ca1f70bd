"""A referral as it was sent. What it says is not changed afterwards; only its state moves."""

from django.db import models
from django.db.models import Q

from peersupport.accounts.models import Membership, SchemeRows, User
from peersupport.accounts.roles import REFERRER, VOLUNTEER
from peersupport.core.fields import CodesField, EncryptedTextField
from programmes.choices import (
    DECLINE_REASONS,
    RECEIVED,
    REFERRAL,
    REFERRAL_STATES,
    ROUTINE,
    SOURCES,
    URGENCIES,
)
from programmes.models.patients import Patient
from programmes.models.people import AboutPerson
from volunteers.models import Role


class Referrals(SchemeRows):
    def visible_to(self, actor) -> "Referrals":
        """Staff see their scheme or team; a referrer only what they sent."""
        rows = self.within(actor)
        if actor.role == VOLUNTEER:
            return rows.none()
        if actor.role == REFERRER:
            return rows.filter(sent_by_id=actor.user_key)
        return (
            rows.filter(Q(practice__team_id=actor.team_id) | Q(practice__isnull=True))
            if actor.team_id
            else rows
        )

    def unanswered(self) -> "Referrals":
        return self.filter(state=RECEIVED)


class Referral(AboutPerson):
    """`consent_to_share` false is never saved as a referral: the service refuses it."""

    PERSONAL = (*AboutPerson.ABOUT_PERSONAL, "reason", "safety", "matters", "wishes", "answer_note")
    PLAIN = (
        *AboutPerson.ABOUT_PLAIN,
        "reference",
        "received_on",
        "source",
        "sent_by",
        "sent_by_name",
        "role",
        "urgency",
        "consent_to_share",
        "consent_to_tell",
        "state",
        "answered_on",
        "answered_by",
        "answer_reason",
        "owner",
        "patient",
    )

    reference = models.CharField(max_length=20)
    received_on = models.DateField()
    source = models.CharField(max_length=10, choices=SOURCES)
    sent_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    sent_by_name = models.CharField("referred by", max_length=150, blank=True)
    role = models.ForeignKey(
        Role, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="wants a"
    )
    urgency = models.CharField(max_length=10, choices=URGENCIES, default=ROUTINE)
    reason = EncryptedTextField("reason for referral, and what the person hopes for", blank=True)
    safety = EncryptedTextField("what a volunteer must know to be safe", blank=True)
    wishes = CodesField("what matters in a peer")
    matters = EncryptedTextField("what matters in a peer, in the person's words", blank=True)
    consent_to_share = models.BooleanField()
    consent_to_tell = models.BooleanField(
        "the referrer and the practice hear what became of it", default=False
    )
    state = models.CharField(max_length=10, choices=REFERRAL_STATES, default=REFERRAL.start)
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.CharField(max_length=150, blank=True)
    answer_reason = models.CharField(max_length=20, blank=True, choices=DECLINE_REASONS)
    # Shown to the referrer, so no free text of a volunteer is ever put here.
    answer_note = EncryptedTextField(blank=True)
    owner = models.ForeignKey(Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    patient = models.ForeignKey(
        Patient, null=True, blank=True, on_delete=models.PROTECT, related_name="referrals"
    )

    objects = Referrals.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scheme", "reference"], name="one_referral_per_reference"),
            models.UniqueConstraint(
                fields=["scheme", "nhs_number"],
                condition=Q(state=RECEIVED) & ~Q(nhs_number=""),
                name="one_unanswered_referral_per_nhs_number",
            ),
        ]
        indexes = [models.Index(fields=["scheme", "state", "received_on"], name="referrals_by_state")]

    def __str__(self) -> str:
        return self.reference
