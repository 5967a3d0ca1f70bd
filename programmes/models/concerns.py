"""Safeguarding concerns. The words used are kept; what was done is appended, never changed."""

from django.db import models

from peersupport.accounts.models import Membership, SchemeRow, SchemeRows, User
from peersupport.accounts.roles import REFERRER, VOLUNTEER
from peersupport.core.fields import EncryptedTextField
from programmes.choices import CLOSED, CONCERN, CONCERN_KINDS, CONCERN_STATES, RAISED
from programmes.models.patients import Patient
from programmes.models.relationships import Relationship


class Concerns(SchemeRows):
    def visible_to(self, actor) -> "Concerns":
        """Staff who work concerns; a volunteer only those they raised; nobody else."""
        rows = self.of(actor.scheme)
        if actor.role == VOLUNTEER:
            return rows.filter(raised_by_id=actor.user_key)
        return rows.none() if actor.role == REFERRER else rows

    def open(self) -> "Concerns":
        return self.exclude(state=CLOSED)

    def unacknowledged(self) -> "Concerns":
        return self.filter(state=RAISED)


class Concern(SchemeRow):
    PERSONAL = ("kind", "words", "in_danger_now")
    PLAIN = (
        "patient",
        "relationship",
        "raised_by",
        "raised_by_name",
        "raised_at",
        "state",
        "owner",
        "acknowledge_by",
        "decide_by",
        "acknowledged_at",
        "decided_at",
        "closed_at",
    )

    patient = models.ForeignKey(
        Patient, null=True, blank=True, on_delete=models.PROTECT, related_name="concerns"
    )
    relationship = models.ForeignKey(
        Relationship, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    raised_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    raised_by_name = models.CharField(max_length=150)
    raised_at = models.DateTimeField()
    kind = models.CharField(max_length=20, blank=True, choices=CONCERN_KINDS)
    words = EncryptedTextField("what was said or seen")
    in_danger_now = models.BooleanField(default=False)
    state = models.CharField(max_length=15, choices=CONCERN_STATES, default=CONCERN.start)
    owner = models.ForeignKey(Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    acknowledge_by = models.DateTimeField()
    decide_by = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = Concerns.as_manager()

    class Meta:
        indexes = [models.Index(fields=["scheme", "state", "raised_at"], name="concerns_by_state")]


class ConcernEntry(SchemeRow):
    """One line of what was done about a concern. Append-only."""

    PERSONAL = ("words",)
    PLAIN = ("concern", "at", "by_key", "by_name", "state")

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="entries")
    at = models.DateTimeField()
    by_key = models.UUIDField(null=True, blank=True)
    by_name = models.CharField(max_length=150)
    state = models.CharField("moved to", max_length=15, choices=CONCERN_STATES)
    words = EncryptedTextField(blank=True)

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise TypeError("Entries of a concern are append-only")
        super().save(*args, **kwargs)
