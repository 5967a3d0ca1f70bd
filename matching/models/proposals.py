"""What a round proposes. It commits nobody: people decide each proposal, and say why."""

from django.db import models
from django.db.models import Q

from matching.choices import PROPOSAL, PROPOSAL_STATES, STANDING
from matching.models.runs import Run
from peersupport.accounts.models import SchemeRow, SchemeRows
from peersupport.core.fields import EncryptedTextField
from programmes.models import Enrolment
from volunteers.models import Volunteer


class Proposals(SchemeRows):
    def visible_to(self, actor) -> "Proposals":
        """Of people and volunteers whom this person may see."""
        return self.within(actor).filter(
            enrolment__in=Enrolment.objects.visible_to(actor),
            volunteer__in=Volunteer.objects.visible_to(actor),
        )

    def standing(self) -> "Proposals":
        return self.filter(state__in=STANDING)


class Proposal(SchemeRow):
    """`explained` are the parts and reasons as they were shown; `free_on` empty means that there is a place now.

    `position` is the order of the list: the most urgent first, then who has waited longest.
    """

    PERSONAL = ("explained", "why")
    PLAIN = (
        "run",
        "enrolment",
        "volunteer",
        "position",
        "score",
        "free_on",
        "state",
        "decided_by",
        "decided_at",
    )

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="proposals")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="proposals")
    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveIntegerField()
    score = models.PositiveSmallIntegerField()
    free_on = models.DateField(null=True, blank=True)
    explained = EncryptedTextField(blank=True)
    state = models.CharField(max_length=12, choices=PROPOSAL_STATES, default=PROPOSAL.start)
    why = EncryptedTextField(blank=True)
    decided_by = models.CharField(max_length=150, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = Proposals.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment"],
                condition=Q(state__in=STANDING),
                name="one_standing_proposal_per_place",
            )
        ]

    @property
    def percent(self) -> int:
        return (self.score + 50) // 100
