"""A scheme is one running of peer support in one area. Every row of its work points at it."""

from datetime import time

from django.db import models

from peersupport.core.calendar import DIVISIONS
from peersupport.core.models import Row


class Scheme(Row):
    """`target_wait_days` is how long people should wait at most; times are local ones."""

    PLAIN = (
        "name",
        "slug",
        "division",
        "target_wait_days",
        "is_demo",
        "answer_within_days",
        "acknowledge_hours",
        "decide_hours",
        "quiet_from",
        "quiet_until",
        "messages_a_day",
        "second_factor_from_on",
    )

    name = models.CharField(max_length=100, unique=True)
    slug = models.SlugField(max_length=60, unique=True)
    division = models.CharField(
        "bank holidays of", max_length=20, default=DIVISIONS[0], choices=[(d, d) for d in DIVISIONS]
    )
    target_wait_days = models.PositiveSmallIntegerField(default=56)
    answer_within_days = models.PositiveSmallIntegerField("answer referrals within, working days", default=2)
    # domain.md: no statutory limit was found for adults, so both are settings.
    acknowledge_hours = models.PositiveSmallIntegerField("acknowledge a worry within, hours", default=2)
    decide_hours = models.PositiveSmallIntegerField("decide about a worry within, hours", default=24)
    # Local times in which no message goes out, and how many a person gets in a day at most.
    quiet_from = models.TimeField("no messages from", default=time(20))
    quiet_until = models.TimeField("no messages until", default=time(8))
    messages_a_day = models.PositiveSmallIntegerField("messages to one person a day at most", default=5)
    # From this day on staff work with a second factor only; without a day they choose.
    second_factor_from_on = models.DateField("staff need a second factor from", null=True, blank=True)
    is_demo = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class SchemeRows(models.QuerySet):
    """Rows are reached through the scheme: `of` for a scheme, `visible_to` for a person.

    Rooms narrow `visible_to` further (a volunteer's own people, a referrer's own referrals).
    """

    def of(self, scheme) -> "SchemeRows":
        return self.filter(scheme=scheme)

    def within(self, actor) -> "SchemeRows":
        """Those of the actor's scheme; none for somebody without an account. Each `visible_to` begins here."""
        return self.of(actor.scheme) if actor.sees_rows else self.none()

    def visible_to(self, actor) -> "SchemeRows":
        return self.within(actor)

    def everywhere(self) -> "SchemeRows":
        """All schemes at once: only for ticks and checks of the whole installation."""
        return self.all()


class SchemeRow(Row):
    ROW_PLAIN = (*Row.ROW_PLAIN, "scheme")

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="+")

    objects = SchemeRows.as_manager()

    class Meta:
        abstract = True
