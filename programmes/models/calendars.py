"""A volunteer's calendar by secret link, for the calendar programme of their phone."""

from django.db import models
from django.db.models import Q

from peersupport.accounts.models import SchemeRow
from volunteers.models import Volunteer


class CalendarLink(SchemeRow):
    """`nonce` and the house's key make the link anew when its page is opened; only `token_hash` tells the link.

    `reads` counts what was asked for since `window_at`, for the limit; `read_at` tells the volunteer that it works.
    """

    PLAIN = ("volunteer", "nonce", "token_hash", "made_at", "stopped_at", "read_at", "window_at", "reads")

    volunteer = models.OneToOneField(Volunteer, on_delete=models.CASCADE, related_name="+")
    nonce = models.UUIDField()
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    window_at = models.DateTimeField()
    reads = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(token_hash=""), name="calendar_link_has_a_hash"),
        ]
