"""People talk, then a person decides and says why. Both are kept."""

from django.db import models

from matching.choices import DECISIONS, SAID, YES
from peersupport.accounts.models import SchemeRow
from peersupport.core.fields import EncryptedTextField
from programmes.models import Enrolment, Relationship
from volunteers.models import Volunteer


class Conversation(SchemeRow):
    """A getting-to-know conversation, and what each of the two has said by then ("": not asked yet)."""

    PERSONAL = ("patient_said", "volunteer_said", "note")
    PLAIN = ("enrolment", "volunteer", "held_on", "recorded_by", "recorded_at")

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="conversations")
    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="+")
    held_on = models.DateField()
    patient_said = models.CharField(max_length=10, choices=SAID, blank=True)
    volunteer_said = models.CharField(max_length=10, choices=SAID, blank=True)
    note = EncryptedTextField(blank=True)
    recorded_by = models.CharField(max_length=150)
    recorded_at = models.DateTimeField()

    @property
    def both_said_yes(self) -> bool:
        return self.patient_said == self.volunteer_said == YES


class Decision(SchemeRow):
    """What was decided, by whom and why; `score` and `rank` say what the engine had shown."""

    PERSONAL = ("why",)
    PLAIN = (
        "enrolment",
        "volunteer",
        "decision",
        "decided_by",
        "decided_at",
        "score",
        "rank",
        "relationship",
    )

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="decisions")
    volunteer = models.ForeignKey(
        Volunteer, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decision = models.CharField(max_length=20, choices=DECISIONS)
    why = EncryptedTextField()
    decided_by = models.CharField(max_length=150)
    decided_at = models.DateTimeField()
    score = models.PositiveIntegerField(null=True, blank=True)
    rank = models.PositiveIntegerField(null=True, blank=True)
    relationship = models.ForeignKey(
        Relationship, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
