"""People who asked for no messages, for good or for a time."""

from datetime import date
from uuid import UUID

from django.db import models
from django.db.models import Q

from peersupport.accounts.models import SchemeRow, SchemeRows


class OptOuts(SchemeRows):
    def by(self, kind: str, key: UUID) -> "OptOuts":
        return self.filter(recipient_kind=kind, recipient_key=key)

    def on(self, day: date) -> "OptOuts":
        return self.filter(Q(until_on__isnull=True) | Q(until_on__gte=day), since_on__lte=day)


class OptOut(SchemeRow):
    """From `since_on` to `until_on`, both included; without an end until somebody says otherwise."""

    PLAIN = ("recipient_kind", "recipient_key", "since_on", "until_on")

    recipient_kind = models.CharField(max_length=20)
    recipient_key = models.UUIDField()
    since_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    objects = OptOuts.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "recipient_kind", "recipient_key"],
                condition=Q(until_on__isnull=True),
                name="one_open_opt_out",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recipient_kind} {self.recipient_key} since {self.since_on}"
