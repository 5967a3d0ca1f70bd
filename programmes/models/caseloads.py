"""How many people a volunteer has in a role: each version that was in force. A row is never changed."""

from django.db import models

from peersupport.accounts.models import SchemeRow
from peersupport.core.fields import EncryptedTextField
from volunteers.models import Role


class CaseloadVersion(SchemeRow):
    """What the columns of the role said from `since_on` on; the newest is what they say now."""

    PERSONAL = ("why",)
    PLAIN = ("role", "version", "caseload", "figures", "people_at_once", "since_on", "changed_by")

    role = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="caseload_versions")
    version = models.PositiveSmallIntegerField()
    caseload = models.CharField(max_length=20)
    figures = models.JSONField(default=dict, blank=True)
    people_at_once = models.PositiveSmallIntegerField()
    since_on = models.DateField(null=True, blank=True)
    changed_by = models.CharField(max_length=150, blank=True)
    why = EncryptedTextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["role", "version"], name="one_caseload_per_version")]
