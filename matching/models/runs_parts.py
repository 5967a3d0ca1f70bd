"""A part of a large round: separate people and volunteers whom any worker can match on their own."""

from django.db import models

from matching.models.runs import Run
from peersupport.accounts.models import SchemeRow, SchemeRows
from peersupport.core.fields import EncryptedTextField


class RunParts(SchemeRows):
    def open(self) -> "RunParts":
        return self.filter(done_at__isnull=True)


class RunPart(SchemeRow):
    """`asked` is a round of its own, `solution` its answer with prices (packed JSON, encrypted).

    Whoever solves it holds its lease. Parts are deleted when their round ends.
    """

    PERSONAL = ("asked", "solution")
    PLAIN = ("run", "number", "attempts", "done_at", "lease", "leased_until")

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="parts")
    number = models.PositiveIntegerField()
    asked = EncryptedTextField()
    solution = EncryptedTextField(blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True, blank=True)
    lease = models.UUIDField(null=True, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)

    objects = RunParts.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "number"], name="one_part_per_number")]
