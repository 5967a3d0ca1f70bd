"""What a scheme decides about joining, and the link by which a candidate sees where they stand."""

from datetime import date

from django.db import models

from peersupport.accounts.models import SchemeRow
from volunteers.choices import CHECKS, JOINING, STAGES, STEPPED_DOWN

BY_HAND = "by-hand"
ACCOUNT_AT = (*((code, words) for code, words in STAGES if code in JOINING), (BY_HAND, "Only by hand"))


class JoiningRules(SchemeRow):
    """`account_at` is the stage at which somebody is sent the link to an account by itself; `asks_by_itself` whether
    people who finished their own support or course are asked by a message.
    """

    PLAIN = ("account_at", "asks_by_itself")

    account_at = models.CharField(max_length=20, choices=ACCOUNT_AT, default=CHECKS)
    asks_by_itself = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scheme"], name="one_set_of_joining_rules")]


class JoiningLink(SchemeRow):
    """`nonce` and the house's key make the link anew when it is sent; only `token_hash` tells the link."""

    PLAIN = ("volunteer", "nonce", "token_hash", "sent_on", "until_on", "times_sent")

    volunteer = models.OneToOneField(
        "volunteers.Volunteer", on_delete=models.CASCADE, related_name="joining_link"
    )
    nonce = models.UUIDField()
    token_hash = models.CharField(max_length=64)
    sent_on = models.DateField()
    until_on = models.DateField()
    times_sent = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["token_hash"], name="one_volunteer_per_joining_link")]

    def is_open(self, on: date) -> bool:
        return on <= self.until_on and self.volunteer.stage != STEPPED_DOWN
