"""A change of a running plan that a volunteer asks for, at any time, and a coordinator decides."""

from django.db import models

from peersupport.accounts.models import SchemeRow, SchemeRows
from peersupport.core.fields import EncryptedTextField
from programmes.choices import ASKED_FOR, PROPOSED, REVIEW, REVIEW_STATES
from programmes.models.relationships import Relationship


class PlanRequests(SchemeRows):
    def visible_to(self, actor) -> "PlanRequests":
        return self.within(actor).filter(relationship__in=Relationship.objects.visible_to(actor))

    def proposed(self) -> "PlanRequests":
        """Wait for the coordinator."""
        return self.filter(state=PROPOSED, relationship__ended_on__isnull=True)


class PlanRequest(SchemeRow):
    """`from_on` and `until_on` are those of a pause: no contacts from, contacts again from."""

    PERSONAL = ("why", "decided_why")
    PLAIN = (
        "relationship",
        "kind",
        "from_on",
        "until_on",
        "state",
        "asked_at",
        "asked_by",
        "decided_at",
        "decided_by",
    )

    relationship = models.ForeignKey(Relationship, on_delete=models.CASCADE, related_name="requests")
    kind = models.CharField(max_length=15, choices=ASKED_FOR)
    from_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)
    why = EncryptedTextField()
    state = models.CharField(max_length=12, choices=REVIEW_STATES, default=REVIEW.start)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=150)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=150, blank=True)
    decided_why = EncryptedTextField(blank=True)

    objects = PlanRequests.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["relationship"], condition=models.Q(state=PROPOSED), name="one_open_request_per_plan"
            )
        ]
