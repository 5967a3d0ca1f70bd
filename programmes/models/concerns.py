"""Safeguarding concerns. The words used are kept; what was done is appended, never changed."""

from django.db import models
from django.db.models import Exists, OuterRef, Q

from peersupport.accounts.models import Membership, SchemeRow, SchemeRows, User
from peersupport.accounts.roles import COORDINATOR, MANAGER, VOLUNTEER
from peersupport.core.fields import EncryptedTextField
from programmes.choices import CLOSED, CONCERN, CONCERN_KINDS, CONCERN_READERS, CONCERN_STATES
from programmes.models.patients import Patient
from programmes.models.relationships import Relationship


class Concerns(SchemeRows):
    def visible_to(self, actor) -> "Concerns":
        """The staff who are named on it, and whoever raised it. Never anybody whom it is about, whatever else is so."""
        rows = self.within(actor)
        if actor.membership is None:
            return rows  # the system
        if actor.role not in (COORDINATOR, MANAGER, VOLUNTEER):
            return rows.none()
        mine = Q(raised_by_id=actor.user_key)
        if actor.role != VOLUNTEER:
            mine |= Q(Exists(_of(ConcernReader, member__user=actor.user_key)))
        return rows.filter(mine).exclude(Exists(_of(ConcernAbout, user=actor.user_key)))

    def open(self) -> "Concerns":
        return self.exclude(state=CLOSED)


def _of(model, **facts):
    """Rows that belong to a concern, for a subquery."""
    return model.objects.everywhere().filter(concern=OuterRef("pk"), **facts)


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


class ConcernReader(SchemeRow):
    """Somebody of the staff who may see this concern and act on it. Nobody else of the staff does."""

    PLAIN = ("concern", "member", "why", "since_at")

    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="readers")
    member = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    why = models.CharField("why they see it", max_length=10, choices=CONCERN_READERS)
    since_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["concern", "member"], name="one_line_per_reader_of_a_concern")
        ]


class ConcernAbout(SchemeRow):
    """Somebody of the scheme whom the concern is about. The account, so that no other role shows it to them."""

    PERSONAL = ("user",)
    PLAIN = ("concern",)

    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="abouts")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["concern", "user"], name="one_line_per_subject_of_a_concern")
        ]


class ConcernTeam(SchemeRow):
    """Who leads on worries in a scheme, and who stands in. Without either, all coordinators and managers are told."""

    PLAIN = ("lead", "deputy")

    lead = models.ForeignKey(Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    deputy = models.ForeignKey(Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scheme"], name="one_concern_team")]
