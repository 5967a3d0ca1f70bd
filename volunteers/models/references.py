"""What somebody else says about a person who wants to volunteer, asked for by a link that works once."""

from datetime import date

from django.db import models
from django.db.models import Q

from peersupport.accounts.models import Membership, SchemeRow, SchemeRows
from peersupport.core.fields import EncryptedTextField
from volunteers.choices import REFERENCE_ANSWERS
from volunteers.models.recruitment import GoingOn


class References(SchemeRows):
    def current(self) -> "References":
        """Those that were not taken back."""
        return self.filter(withdrawn_on__isnull=True)


class Reference(SchemeRow):
    """`nonce` and the house's key make the link anew when it is sent; only `token_hash` tells the link."""

    PERSONAL = ("first_name", "last_name", "email", "knows_how", "known_for", "text")
    PLAIN = (
        "volunteer",
        "nonce",
        "token_hash",
        "asked_on",
        "link_until_on",
        "times_asked",
        "returned_at",
        "answer",
        "recorded_by",
        "read_on",
        "read_by",
        "withdrawn_on",
        "weighed",
    )

    volunteer = models.ForeignKey("volunteers.Volunteer", on_delete=models.CASCADE, related_name="references")
    first_name = models.CharField(max_length=100)
    last_name = models.CharField(max_length=100)
    email = models.EmailField("e-mail", max_length=254, blank=True)
    knows_how = EncryptedTextField("how they know the volunteer")
    nonce = models.UUIDField(null=True, blank=True)
    token_hash = models.CharField(max_length=64, blank=True)
    asked_on = models.DateField(null=True, blank=True)
    link_until_on = models.DateField(null=True, blank=True)
    times_asked = models.PositiveSmallIntegerField(default=0)
    returned_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField("recommends", max_length=10, choices=REFERENCE_ANSWERS, blank=True)
    known_for = EncryptedTextField("how long the referee has known them", blank=True)
    text = EncryptedTextField(blank=True)
    # The coordinator who wrote it down, when it came by phone or letter.
    recorded_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    read_on = models.DateField(null=True, blank=True)
    read_by = models.ForeignKey(Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_on = models.DateField(null=True, blank=True)
    weighed = models.ForeignKey(GoingOn, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = References.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["token_hash"], condition=~Q(token_hash=""), name="one_reference_per_link"
            )
        ]

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    def is_open(self, on: date) -> bool:
        """Whether the link can still be used."""
        waits = self.returned_at is None and self.withdrawn_on is None
        return waits and self.link_until_on is not None and on <= self.link_until_on
