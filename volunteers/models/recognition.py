"""Milestones that volunteers reach, each once, and the words of thanks that they get."""

from django.core.validators import MinValueValidator
from django.db import models

from peersupport.accounts.models import Membership, SchemeRow, SchemeRows
from peersupport.core.fields import EncryptedTextField
from volunteers.choices import MILESTONES
from volunteers.models.volunteers import Volunteer


class MilestoneRules(SchemeRows):
    def current(self) -> "MilestoneRules":
        return self.filter(ended_on__isnull=True)


class MilestoneRule(SchemeRow):
    """What a scheme celebrates: "100 contacts held". One that has ended is reached by nobody new."""

    PLAIN = ("measure", "number", "ended_on")

    measure = models.CharField(max_length=10, choices=MILESTONES)
    number = models.PositiveIntegerField(validators=[MinValueValidator(1)])
    ended_on = models.DateField(null=True, blank=True)

    objects = MilestoneRules.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scheme", "measure", "number"], name="one_milestone_per_number")
        ]


class MilestoneReached(SchemeRow):
    """A volunteer reached it that day, once."""

    PLAIN = ("volunteer", "rule", "reached_on", "thanked_on", "thanked_by")

    volunteer = models.ForeignKey(Volunteer, on_delete=models.CASCADE, related_name="milestones")
    rule = models.ForeignKey(MilestoneRule, on_delete=models.PROTECT, related_name="reached")
    reached_on = models.DateField()
    thanked_on = models.DateField(null=True, blank=True)
    thanked_by = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["volunteer", "rule"], name="a_milestone_is_reached_once")
        ]
        indexes = [models.Index(fields=["scheme", "reached_on"], name="milestones_by_day")]


class Thanks(SchemeRow):
    """Words to a volunteer. They stay here; the message only says that there are some."""

    PERSONAL = ("words",)
    PLAIN = ("volunteer", "said_at", "said_by")

    volunteer = models.ForeignKey(Volunteer, on_delete=models.CASCADE, related_name="thanks")
    words = EncryptedTextField()
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
