"""A person's place in a cohort: on the waiting list, supported, ended."""

from datetime import date

from django.db import models
from django.db.models import Q

from peersupport.accounts.models import Membership, SchemeRow, SchemeRows
from peersupport.core.fields import CodesField, EncryptedTextField
from programmes.choices import (
    ENDINGS,
    ENROLMENT,
    ENROLMENT_STATES,
    LEAVE_REASONS,
    ROUTINE,
    SUPPORTED,
    URGENCIES,
    WAITING,
)
from programmes.models.cohorts import Cohort
from programmes.models.patients import Patient
from programmes.models.referrals import Referral
from programmes.unsought import unsought
from volunteers.choices import WITH_GROUPS


def who_waits(path: str = "") -> Q:
    """The condition of a place on the waiting list, for rows that reach it by this path."""
    return Q(**{f"{path}state": WAITING, f"{path}patient__died_on__isnull": True})


class Enrolments(SchemeRows):
    def visible_to(self, actor) -> "Enrolments":
        return self.within(actor).filter(patient__in=Patient.objects.visible_to(actor))

    def waiting(self) -> "Enrolments":
        return self.filter(who_waits())

    def sought(self, scheme) -> "Enrolments":
        """Who waits and is looked for: every number and list of those who wait begins here."""
        return self.waiting().exclude(unsought(scheme))

    def to_match(self) -> "Enrolments":
        """Who waits for a peer of their own. Nobody is matched for a course."""
        return self.waiting().exclude(cohort__programme__role__kind__in=WITH_GROUPS)


class Enrolment(SchemeRow):
    """`waits_since_on` is the day the referral was received, so that no answer shortens a wait.

    `asked_on` is the last day on which somebody who waits said that they still do.
    """

    PERSONAL = ("wishes", "matters", "ended_as", "left_reason", "left_note")
    PLAIN = (
        "patient",
        "cohort",
        "referral",
        "state",
        "urgency",
        "joined_on",
        "waits_since_on",
        "asked_on",
        "ended_on",
        "owner",
    )

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="enrolments")
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="enrolments")
    referral = models.ForeignKey(
        Referral, null=True, blank=True, on_delete=models.PROTECT, related_name="enrolments"
    )
    state = models.CharField(max_length=10, choices=ENROLMENT_STATES, default=ENROLMENT.start)
    urgency = models.CharField(max_length=10, choices=URGENCIES, default=ROUTINE)
    wishes = CodesField("what matters in a peer")
    matters = EncryptedTextField("what matters in a peer, in the person's words", blank=True)
    joined_on = models.DateField()
    waits_since_on = models.DateField()
    asked_on = models.DateField("last asked whether this is still wanted", null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ended_as = models.CharField("how it ended", max_length=10, choices=ENDINGS, blank=True)
    left_reason = models.CharField("why they left the list", max_length=20, choices=LEAVE_REASONS, blank=True)
    left_note = EncryptedTextField(blank=True)
    owner = models.ForeignKey(Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = Enrolments.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "cohort"],
                condition=Q(state__in=[WAITING, SUPPORTED]),
                name="one_open_place_per_cohort",
            )
        ]
        indexes = [models.Index(fields=["scheme", "state", "waits_since_on"], name="enrolments_by_state")]

    def days_waited(self, on: date) -> int:
        return (on - self.waits_since_on).days
