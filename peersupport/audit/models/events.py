"""What was done and looked at, append-only. Keys without foreign keys: an event outlives its row."""

from django.db import models

from peersupport.core.models import Row


class Events(models.QuerySet):
    def of(self, scheme) -> "Events":
        return self.filter(scheme_key=scheme.pk)

    def within(self, actor) -> "Events":
        return self.of(actor.scheme) if actor.sees_rows else self.none()

    def visible_to(self, actor) -> "Events":
        return self.within(actor)

    def everywhere(self) -> "Events":
        return self.all()

    def update(self, **values):
        raise TypeError("Audit events are append-only")

    def delete(self):
        raise TypeError("Audit events are append-only")

    def bulk_update(self, *args, **kwargs):
        raise TypeError("Audit events are append-only")


class Event(Row):
    """`action` is verb and thing (`referral.accepted`, `patient.looked`); `detail` holds PLAIN values only.

    `digest` is made with a key that no database holds, over this event and the digest before it: whoever can
    write here can change a row, but not so that it does not show.
    """

    PERSONAL = ("by_name",)
    PLAIN = (
        "scheme_key",
        "number",
        "at",
        "by_key",
        "by_role",
        "action",
        "kind",
        "key",
        "person_key",
        "detail",
        "digest",
    )

    scheme_key = models.UUIDField()
    number = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    by_key = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150)
    by_role = models.CharField(max_length=20)
    action = models.CharField(max_length=60)
    kind = models.CharField(max_length=40)
    key = models.UUIDField()
    person_key = models.UUIDField(null=True)
    detail = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)

    objects = Events.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scheme_key", "number"], name="one_event_per_number")]
        indexes = [models.Index(fields=["person_key", "-at"], name="events_of_a_person")]

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise TypeError("Audit events are append-only")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("Audit events are append-only")


class ChainHead(models.Model):
    """The last link of a scheme's chain: the row that writers queue on. `seal` signs that it is the last."""

    PLAIN = ("scheme_key", "number", "digest", "seal")

    scheme_key = models.UUIDField(primary_key=True)
    number = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)
    seal = models.CharField(max_length=64, blank=True)


class ChainCheck(models.Model):
    """What the last check of a scheme's chain found, and how far the chain was whole: it must never be shorter again.

    `broken` are numbers of events that are not as they were written; `seal` signs `number` and `digest`.
    """

    PLAIN = ("scheme_key", "at", "broken", "number", "digest", "seal")

    scheme_key = models.UUIDField(primary_key=True)
    at = models.DateTimeField()
    broken = models.JSONField(default=list)
    number = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)
    seal = models.CharField(max_length=64, blank=True)
