"""What was changed on purpose in a running plan: who, why, before and after. A row is never changed."""

from django.db import models

from peersupport.accounts.models import SchemeRow, SchemeRows
from peersupport.core.fields import EncryptedTextField
from programmes.choices import CHANGES
from programmes.models.relationships import Relationship


class PlanChanges(SchemeRows):
    def visible_to(self, actor) -> "PlanChanges":
        return self.within(actor).filter(relationship__in=Relationship.objects.visible_to(actor))


class PlanChange(SchemeRow):
    """`before` and `after` are the days (ISO) of the contacts that were still to come."""

    PERSONAL = ("why",)
    PLAIN = ("relationship", "kind", "changed_at", "changed_by", "before", "after")

    relationship = models.ForeignKey(Relationship, on_delete=models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=10, choices=CHANGES)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=150)
    why = EncryptedTextField()
    before = models.JSONField(default=list, blank=True)
    after = models.JSONField(default=list, blank=True)

    objects = PlanChanges.as_manager()

    class Meta:
        indexes = [models.Index(fields=["relationship", "-changed_at"], name="plan_changes_by_time")]
