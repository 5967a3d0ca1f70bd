"""The outbox: a message is a row, written in the transaction that wants it sent."""

from datetime import datetime
from uuid import UUID

from django.db import models
from django.db.models import Q

from peersupport.accounts.models import SchemeRow, SchemeRows
from peersupport.messaging.choices import CHANNELS, EMAIL, MESSAGE, SENT, STATES, WAITING


class Messages(SchemeRows):
    def due(self, at: datetime) -> "Messages":
        """Waiting, allowed to go, and claimed by nobody."""
        free = Q(leased_until__isnull=True) | Q(leased_until__lt=at)
        return self.filter(free, state=WAITING, not_before__lte=at)

    def in_turn(self) -> "Messages":
        """A worry first, however many reminders wait before it."""
        return self.order_by("-urgent", "not_before", "pk")


class Message(SchemeRow):
    """`key` is unique (owner and step), so that asking twice makes one message; it is also what the
    gateway gets as reference. The recipient is a reference: address, consent and status are
    read at sending time, and `person_key` notes who stands behind it then. `day`, `link` and `number` are all
    a template may know besides the first name.

    `channel` is what was asked for, and once sent what was used; `address` is the digest of where it went.
    `urgent` is its template's. `attempts` counts claims; `round` is how often somebody had it sent anew.
    """

    PERSONAL = ("address",)
    PLAIN = (
        "key",
        "template",
        "urgent",
        "channel",
        "recipient_kind",
        "recipient_key",
        "person_key",
        "day",
        "link",
        "state",
        "not_before",
        "expires_at",
        "lease",
        "leased_until",
        "attempts",
        "round",
        "sent_at",
        "delivered_at",
        "number",
        "why",
    )

    key = models.CharField(max_length=150)
    template = models.CharField(max_length=40)
    urgent = models.BooleanField(default=False)
    channel = models.CharField(max_length=10, choices=CHANNELS, default=EMAIL)
    recipient_kind = models.CharField(max_length=20)
    recipient_key = models.UUIDField()
    person_key = models.UUIDField(null=True, blank=True)
    day = models.DateField(null=True, blank=True)
    link = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=STATES, default=MESSAGE.start)
    not_before = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    lease = models.UUIDField(null=True, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    round = models.PositiveSmallIntegerField(default=0)
    address = models.CharField(max_length=64, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)
    number = models.PositiveIntegerField("how many things wait, in a digest", null=True, blank=True)
    why = models.CharField("why it was not sent", max_length=100, blank=True)

    objects = Messages.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scheme", "key"], name="one_message_per_key")]
        indexes = [
            # As `in_turn` has it: a pump takes the next one without sorting all that wait.
            models.Index(
                fields=["-urgent", "not_before", "id"], condition=Q(state=WAITING), name="messages_waiting"
            ),
            models.Index(fields=["scheme", "-not_before"], name="messages_by_day"),
            models.Index(fields=["recipient_key", "sent_at"], name="messages_of_recipient"),
            models.Index(
                fields=["person_key", "sent_at"], condition=Q(state=SENT), name="messages_of_person"
            ),
        ]

    @property
    def whom(self) -> tuple[str, UUID]:
        """Kind and key of the recipient."""
        return self.recipient_kind, self.recipient_key

    @property
    def reference(self) -> str:
        """What the gateway knows this message by: the same at every try, another when it was sent anew."""
        return f"{self.scheme_id}:{self.key}" + (f"#{self.round}" if self.round else "")

    def __str__(self) -> str:
        return self.key
