"""Messages that came back. After a hard bounce nothing more goes to that address until it works again."""

from django.db import models
from django.db.models import Q

from peersupport.accounts.models import SchemeRow, SchemeRows
from peersupport.messaging.models.messages import Message


class Bounces(SchemeRows):
    def holding(self) -> "Bounces":
        """Those because of which an address gets nothing."""
        return self.filter(hard=True, works_again_at__isnull=True)


class Bounce(SchemeRow):
    """`address` is a digest: a corrected address is another one, and messages go there at once."""

    PERSONAL = ("address",)
    PLAIN = ("message", "hard", "at", "works_again_at")

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="bounces")
    address = models.CharField(max_length=64)
    hard = models.BooleanField()
    at = models.DateTimeField()
    works_again_at = models.DateTimeField(null=True, blank=True)

    objects = Bounces.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["address"],
                condition=Q(hard=True, works_again_at__isnull=True),
                name="bounces_holding",
            )
        ]

    def __str__(self) -> str:
        return f"{'hard' if self.hard else 'soft'} bounce of {self.message_id}"
