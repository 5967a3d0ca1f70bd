"""Who supports whom, from when until when."""

from datetime import date

from django.db import models
from django.db.models import Q

from peersupport.accounts.models import SchemeRow, SchemeRows
from peersupport.accounts.roles import REFERRER, VOLUNTEER
from peersupport.core import clock
from peersupport.core.fields import EncryptedTextField
from programmes.choices import END_REASONS, RELATIONSHIP, RELATIONSHIP_STATES
from programmes.models.enrolments import Enrolment
from programmes.models.patients import Patient
from programmes.models.tapers import Taper
from volunteers.choices import MODES, PHONE, STEPPED_DOWN
from volunteers.models import Role, Volunteer


class Relationships(SchemeRows):
    def visible_to(self, actor) -> "Relationships":
        """Staff see those of their people; a volunteer their own that run, and those they cover today."""
        rows = self.within(actor)
        if actor.role == VOLUNTEER:
            covered = (
                Cover.objects.of(actor.scheme).on(clock.today()).filter(volunteer__user_id=actor.user_key)
            )
            mine = Q(volunteer__user_id=actor.user_key) | Q(pk__in=covered.values("relationship"))
            return rows.running().filter(mine)
        if actor.role == REFERRER:
            return rows.none()
        return rows.filter(patient__in=Patient.objects.visible_to(actor)) if actor.team_id else rows

    def running(self) -> "Relationships":
        return self.filter(ended_on__isnull=True)


class Relationship(SchemeRow):
    """A relationship and its taper plan. `ends_on` is known from day one: a catalyst, not a crutch.

    `welcomer` introduces the two to each other, and has no other part in it.
    While `state` is paused, no contact is planned from `paused_from_on` to the day before `paused_until_on`.
    """

    PERSONAL = ("end_reason", "end_note")
    PLAIN = (
        "patient",
        "volunteer",
        "role",
        "enrolment",
        "taper",
        "state",
        "started_on",
        "ends_on",
        "ended_on",
        "paused_from_on",
        "paused_until_on",
        "mode",
        "at_time",
        "welcomer",
    )

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="relationships")
    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="relationships")
    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="+")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="relationships")
    taper = models.ForeignKey(Taper, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=RELATIONSHIP_STATES, default=RELATIONSHIP.start)
    started_on = models.DateField()
    ends_on = models.DateField("planned last contact")
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=20, choices=END_REASONS, blank=True)
    end_note = EncryptedTextField(blank=True)
    paused_from_on = models.DateField(null=True, blank=True)
    paused_until_on = models.DateField(null=True, blank=True)
    mode = models.CharField("how", max_length=10, choices=MODES, default=PHONE)
    at_time = models.TimeField("usual time", null=True, blank=True)
    welcomer = models.ForeignKey(
        Volunteer, null=True, blank=True, on_delete=models.PROTECT, related_name="introductions"
    )

    objects = Relationships.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "role"],
                condition=Q(ended_on__isnull=True),
                name="one_open_relationship_per_role",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=models.F("started_on")), name="relationship_ends_after_start"
            ),
        ]
        indexes = [
            models.Index(
                fields=["volunteer"], condition=Q(ended_on__isnull=True), name="relationships_running"
            )
        ]

    def __str__(self) -> str:
        return f"{self.patient} and {self.volunteer}"


class Covers(SchemeRows):
    def visible_to(self, actor) -> "Covers":
        return self.within(actor).filter(relationship__in=Relationship.objects.visible_to(actor))

    def standing(self) -> "Covers":
        """Not stopped, and by somebody who still volunteers: else the own volunteer supports the person again."""
        return self.filter(stopped_at=None).exclude(volunteer__stage=STEPPED_DOWN)

    def on(self, day: date) -> "Covers":
        return self.standing().filter(starts_on__lte=day, ends_on__gte=day)


class Cover(SchemeRow):
    """Another volunteer stands in from one day to another, both included, and sees the person only then."""

    PERSONAL = ("why",)
    PLAIN = (
        "relationship",
        "volunteer",
        "starts_on",
        "ends_on",
        "leave_until",
        "made_by",
        "stopped_at",
        "stopped_by",
    )

    relationship = models.ForeignKey(Relationship, on_delete=models.CASCADE, related_name="covers")
    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="covers")
    starts_on = models.DateField()
    ends_on = models.DateField()
    # The last of these days on which the own volunteer was to be away when cover was agreed; none where it does not
    # rest on their leave.
    leave_until = models.DateField(null=True, blank=True)
    why = EncryptedTextField()
    made_by = models.CharField(max_length=150)
    stopped_at = models.DateTimeField(null=True, blank=True)
    stopped_by = models.CharField(max_length=150, blank=True)

    objects = Covers.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=models.F("starts_on")), name="cover_ends_after_start"
            )
        ]
        indexes = [models.Index(fields=["volunteer", "ends_on"], name="covers_by_volunteer")]
