"""An e-mailed link by which somebody new sets a password. It works once, for a time."""

from datetime import date

from django.db import models
from django.db.models import Q

from peersupport.accounts.models.memberships import Membership
from peersupport.accounts.models.schemes import SchemeRow


class Invite(SchemeRow):
    """`nonce` and the house's key make the link anew when it is sent; only `token_hash` tells the link."""

    PLAIN = ("membership", "nonce", "token_hash", "sent_on", "until_on", "times_sent", "used_at")

    membership = models.OneToOneField(Membership, on_delete=models.CASCADE, related_name="invite")
    nonce = models.UUIDField()
    token_hash = models.CharField(max_length=64)
    sent_on = models.DateField()
    until_on = models.DateField()
    times_sent = models.PositiveSmallIntegerField(default=1)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["token_hash"], name="one_invite_per_link"),
            models.CheckConstraint(condition=Q(until_on__gte=models.F("sent_on")), name="invite_ends_later"),
        ]

    def is_open(self, on: date) -> bool:
        """Whether the link can still be used."""
        return self.used_at is None and on <= self.until_on and self.membership.is_open(on)
