"""How somebody wants to be told things, read each time a message is sent."""

from django.db import models

from peersupport.accounts.models import SchemeRow
from peersupport.messaging.choices import WISHES


class Preference(SchemeRow):
    """One row for each recipient who said something. `digest`: one message on the morning of a working day."""

    PLAIN = ("recipient_kind", "recipient_key", "wish", "digest", "set_at", "set_by")

    recipient_kind = models.CharField(max_length=20)
    recipient_key = models.UUIDField()
    wish = models.CharField("how", max_length=10, choices=WISHES, blank=True)
    digest = models.BooleanField(default=False)
    set_at = models.DateTimeField()
    set_by = models.CharField(max_length=150)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "recipient_kind", "recipient_key"], name="one_preference_per_recipient"
            )
        ]
