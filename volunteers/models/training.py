"""What each volunteer has learned, module by module, and what they brought with them."""

from django.db import models

from peersupport.accounts.models import Membership, SchemeRow
from peersupport.core.fields import CodesField, EncryptedTextField
from volunteers.choices import DEVICE_LOANS, DIGITAL, ENERGY, ROLE_KINDS
from volunteers.models.courses import Module, Session


class Training(SchemeRow):
    """Training for a kind of role that somebody brought with them, whole. What they learn here are modules."""

    PLAIN = ("volunteer", "course", "kind", "finished_on", "refresh_by_on")

    volunteer = models.ForeignKey("volunteers.Volunteer", on_delete=models.CASCADE, related_name="training")
    course = models.CharField(max_length=100, default="Role training")
    kind = models.CharField("kind of role", max_length=20, choices=ROLE_KINDS)
    finished_on = models.DateField()
    refresh_by_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["volunteer", "kind", "course", "finished_on"], name="one_training_per_day"
            )
        ]


class ModuleDone(SchemeRow):
    """A module was finished that day: in a session, or by the volunteer themself, or seen on a certificate."""

    PLAIN = ("volunteer", "module", "done_on", "session", "recorded_by")

    volunteer = models.ForeignKey(
        "volunteers.Volunteer", on_delete=models.CASCADE, related_name="modules_done"
    )
    module = models.ForeignKey(Module, on_delete=models.PROTECT, related_name="done")
    done_on = models.DateField()
    session = models.ForeignKey(Session, null=True, blank=True, on_delete=models.CASCADE, related_name="done")
    recorded_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["volunteer", "module", "done_on"], name="one_module_per_day")
        ]


class QuizTry(SchemeRow):
    """One try of a quiz; there may be any number."""

    PLAIN = ("volunteer", "module", "tried_at", "right", "out_of")

    volunteer = models.ForeignKey("volunteers.Volunteer", on_delete=models.CASCADE, related_name="quiz_tries")
    module = models.ForeignKey(Module, on_delete=models.CASCADE, related_name="tries")
    tried_at = models.DateTimeField()
    right = models.PositiveSmallIntegerField()
    out_of = models.PositiveSmallIntegerField()


class TrainingNeeds(SchemeRow):
    """What makes training possible for somebody. For coordinators and the volunteer only."""

    PERSONAL = ("energy", "note")
    PLAIN = ("volunteer", "times", "digital", "loan", "said_on")

    volunteer = models.OneToOneField(
        "volunteers.Volunteer", on_delete=models.CASCADE, related_name="training_needs"
    )
    times = CodesField("good times")
    energy = models.CharField(max_length=10, choices=ENERGY, blank=True)
    digital = models.CharField(max_length=10, choices=DIGITAL, blank=True)
    loan = models.CharField(max_length=10, choices=DEVICE_LOANS, blank=True)
    note = EncryptedTextField(blank=True)
    said_on = models.DateField()
