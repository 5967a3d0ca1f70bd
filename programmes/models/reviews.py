"""The step-down review at the end of a phase."""

from datetime import date, timedelta

from django.db import models
from django.db.models import Q

from peersupport.accounts.models import SchemeRow, SchemeRows
from peersupport.core.fields import EncryptedTextField
from programmes.choices import APPLIED, PROPOSED, REVIEW, REVIEW_STATES, STEPS
from programmes.models.plans import PlannedContact
from programmes.models.relationships import Relationship

SEEN_FOR = timedelta(days=7)


class Reviews(SchemeRows):
    def visible_to(self, actor) -> "Reviews":
        return self.within(actor).filter(planned__relationship__in=Relationship.objects.visible_to(actor))

    def proposed(self) -> "Reviews":
        """Wait for the coordinator."""
        return self.filter(state=PROPOSED, planned__relationship__ended_on__isnull=True)

    def to_see(self, on: date) -> "Reviews":
        """What waits, and for some days what was done at once: the coordinator reads that too."""
        new = Q(state=APPLIED, decided_at=None, written_at__date__gt=on - SEEN_FOR)
        rows = self.filter(Q(state=PROPOSED) | new)
        return rows.filter(planned__relationship__ended_on__isnull=True)


class Review(SchemeRow):
    """One for each contact that ends a phase. A hold that fits the agreed end is applied at once;
    one that does not, or that only one of the two wants, is a proposal until a coordinator decides.
    """

    PERSONAL = ("how", "note", "decided_why")
    PLAIN = ("planned", "step", "both_agree", "state", "written_at", "written_by", "decided_at", "decided_by")

    planned = models.OneToOneField(PlannedContact, on_delete=models.PROTECT, related_name="review")
    how = EncryptedTextField("how it is going")
    both_agree = models.BooleanField()
    step = models.CharField(max_length=10, choices=STEPS)
    note = EncryptedTextField(blank=True)
    state = models.CharField(max_length=12, choices=REVIEW_STATES, default=REVIEW.start)
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=150)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=150, blank=True)
    decided_why = EncryptedTextField(blank=True)

    objects = Reviews.as_manager()
