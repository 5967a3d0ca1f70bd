"""The planned contacts of a relationship."""

from datetime import date, timedelta

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce, Greatest

from peersupport.accounts.models import SchemeRow, SchemeRows
from programmes.choices import CANCELLED, PLANNED, PLANNED_CONTACT, PLANNED_STATES
from programmes.models.relationships import Relationship

# A log the day after is normal; the worklist shows what is later than that.
LATE_AFTER_DAYS = 2


def due_by(on: date) -> Q:
    """`PlannedContact.is_due`, for a statement."""
    return ~Q(state=CANCELLED) & (Q(due_on__lte=on) | ~Q(state=PLANNED))


class PlannedContacts(SchemeRows):
    def visible_to(self, actor) -> "PlannedContacts":
        return self.within(actor).filter(relationship__in=Relationship.objects.visible_to(actor))

    def open(self) -> "PlannedContacts":
        return self.filter(state=PLANNED, relationship__ended_on__isnull=True)

    def overdue(self, on: date) -> "PlannedContacts":
        """Planned, expected more than LATE_AFTER_DAYS ago and not logged. The one definition for page, tick and API."""
        known = Q(asked_on=None) | Q(asked_on__lt=on - timedelta(days=LATE_AFTER_DAYS))
        return self.open().filter(known, due_on__lt=on - timedelta(days=LATE_AFTER_DAYS))

    def with_expected(self) -> "PlannedContacts":
        """`PlannedContact.expected_on`, for a statement."""
        return self.annotate(expected=Greatest("due_on", Coalesce("asked_on", "due_on")))

    def to_review(self, on: date) -> "PlannedContacts":
        """Phase ends that nobody has reviewed, until the next phase has begun: a contact behind them is over, or its
        day. Then the step down has happened as planned. The one definition for page, worklist and service.
        """
        later = self.model.objects.everywhere().filter(
            relationship=OuterRef("relationship"), number__gt=OuterRef("number")
        )
        begun = later.exclude(state=CANCELLED).exclude(state=PLANNED, due_on__gte=on)
        rows = self.filter(reviews=True, review__isnull=True).exclude(state=CANCELLED)
        return rows.exclude(Exists(begun))

    def not_yet(self, done_for: str) -> "PlannedContacts":
        """Those of whose present day a tick has not done this: the name of a column that says for which day it has."""
        return self.filter(Q(**{done_for: None}) | ~Q(**{done_for: F("due_on")}))


class PlannedContact(SchemeRow):
    """`planned_on` is what the taper says, `due_on` what holds now, with `moved_why` if they differ.

    `asked_on` is set where support was written down late: before that day nobody could say what happened.
    From `opens_on` to `closes_on` a log clears this contact. `reviews` marks the end of a phase. A tick notes in
    `reminded_for`, `flagged_for`, `coordinator_for` and `manager_for` which day it has told: it looks at a row once,
    and again when the day moves.
    """

    PLAIN = (
        "relationship",
        "number",
        "week",
        "phase",
        "phase_name",
        "planned_on",
        "due_on",
        "asked_on",
        "opens_on",
        "closes_on",
        "moved_why",
        "reviews",
        "state",
        "done_on",
        "tries",
        "reminded_for",
        "flagged_for",
        "coordinator_for",
        "manager_for",
    )

    relationship = models.ForeignKey(Relationship, on_delete=models.CASCADE, related_name="planned")
    number = models.PositiveSmallIntegerField()
    week = models.PositiveSmallIntegerField()
    phase = models.PositiveSmallIntegerField()
    phase_name = models.CharField(max_length=40)
    planned_on = models.DateField()
    due_on = models.DateField()
    asked_on = models.DateField(null=True, blank=True)
    opens_on = models.DateField()
    closes_on = models.DateField()
    moved_why = models.CharField(max_length=60, blank=True)
    reviews = models.BooleanField("step-down review", default=False)
    state = models.CharField(max_length=10, choices=PLANNED_STATES, default=PLANNED_CONTACT.start)
    done_on = models.DateField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    reminded_for = models.DateField(null=True, blank=True)
    flagged_for = models.DateField(null=True, blank=True)
    coordinator_for = models.DateField(null=True, blank=True)
    manager_for = models.DateField(null=True, blank=True)

    objects = PlannedContacts.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["relationship", "number"], name="one_planned_contact_per_number"),
            models.CheckConstraint(
                condition=models.Q(opens_on__lte=models.F("due_on"), closes_on__gte=models.F("due_on")),
                name="contact_due_in_window",
            ),
        ]
        indexes = [
            # With the key: a tick takes those of one day in its order, some at a time, without sorting them.
            models.Index(
                fields=["due_on", "id"], condition=models.Q(state=PLANNED), name="planned_contacts_due"
            )
        ]

    @property
    def expected_on(self) -> date:
        """From when on an answer is expected: its day, or the day on which somebody was first asked about it."""
        return max(self.due_on, self.asked_on or self.due_on)

    def days_over(self, today: date) -> int:
        return max(0, (today - self.expected_on).days)

    def is_due(self, on: date) -> bool:
        """By then, or done already; never what is off the plan. The one definition for a person and a programme."""
        return self.state != CANCELLED and (self.due_on <= on or self.state != PLANNED)
