"""What volunteers spend and get back: claims of journeys and costs, the rates of a mile, and pay runs."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from peersupport.accounts.models import Membership, SchemeRow, SchemeRows
from peersupport.core.fields import EncryptedTextField
from volunteers.choices import CLAIM, CLAIM_DRAFT, CLAIM_KINDS, CLAIM_STATES, CLAIMED_FOR, COSTS, STEPPED_DOWN
from volunteers.models.volunteers import Volunteer


class MileageRate(SchemeRow):
    """What a mile is worth from a day on, until the next row. The second rate is the scheme's own setting."""

    PLAIN = ("from_on", "first_pence", "threshold_miles", "then_pence", "set_by")

    from_on = models.DateField()
    first_pence = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(200)])
    threshold_miles = models.PositiveIntegerField(default=10_000)
    then_pence = models.PositiveSmallIntegerField(validators=[MaxValueValidator(200)])
    set_by = models.CharField(max_length=150)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scheme", "from_on"], name="one_mileage_rate_a_day")]


class MilesElsewhere(SchemeRow):
    """Miles that a volunteer has claimed from other organisations in a tax year, as they say; the newest counts."""

    PLAIN = ("volunteer", "year", "miles", "said_on")

    volunteer = models.ForeignKey(Volunteer, on_delete=models.CASCADE, related_name="miles_elsewhere")
    year = models.PositiveSmallIntegerField("tax year that began in")
    miles = models.PositiveIntegerField()
    said_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["volunteer", "year"], name="miles_elsewhere_once_a_year")
        ]


class PayRun(SchemeRow):
    """Approved claims that were paid together; `reference` is what the bank shows."""

    PLAIN = ("reference", "paid_on", "paid_by", "pence")

    reference = models.CharField(max_length=40)
    paid_on = models.DateField()
    paid_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    pence = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scheme", "reference"], name="one_pay_run_per_reference")
        ]


class Claims(SchemeRows):
    def visible_to(self, actor) -> "Claims":
        """A volunteer sees their own; staff those of their volunteers, once they were sent.

        Of whoever has no account, or has left, staff see all: they fill those in.
        """
        rows = self.within(actor).filter(volunteer__in=Volunteer.objects.visible_to(actor))
        own = Q(volunteer__user_id=actor.user_key) if actor.user_key else Q()
        by_staff = Q(volunteer__user__isnull=True) | Q(volunteer__stage=STEPPED_DOWN)
        return rows.filter(own | by_staff | Q(sent_at__isnull=False))


class Claim(SchemeRow):
    """A volunteer's claim. Sums are computed until it is approved, and then stand as they were."""

    PERSONAL = ("returned_because",)
    PLAIN = (
        "volunteer",
        "reference",
        "state",
        "sent_at",
        "entered_by",
        "decided_at",
        "decided_by",
        "pence",
        "pay_run",
    )

    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="claims")
    reference = models.CharField(max_length=12)
    state = models.CharField(max_length=10, choices=CLAIM_STATES, default=CLAIM.start)
    sent_at = models.DateTimeField(null=True, blank=True)
    # Who sent it for somebody without an account, or who has left; empty when it was the volunteer.
    entered_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    returned_because = EncryptedTextField(blank=True)
    pence = models.PositiveIntegerField(null=True, blank=True)
    pay_run = models.ForeignKey(
        PayRun, null=True, blank=True, on_delete=models.PROTECT, related_name="claims"
    )

    objects = Claims.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scheme", "reference"], name="one_claim_per_reference"),
            models.UniqueConstraint(
                fields=["volunteer"], condition=Q(state=CLAIM_DRAFT), name="one_draft_claim_per_volunteer"
            ),
            models.CheckConstraint(
                condition=Q(state__in=("approved", "paid"), pence__isnull=False)
                | ~Q(state__in=("approved", "paid")) & Q(pence__isnull=True),
                name="an_approved_claim_has_a_sum",
            ),
            models.CheckConstraint(
                condition=Q(state="paid", pay_run__isnull=False) | ~Q(state="paid") & Q(pay_run__isnull=True),
                name="a_paid_claim_has_a_run",
            ),
        ]
        indexes = [models.Index(fields=["scheme", "state", "sent_at"], name="claims_by_state")]

    def __str__(self) -> str:
        return self.reference


class ClaimLines(SchemeRows):
    def visible_to(self, actor) -> "ClaimLines":
        return self.within(actor).filter(claim__in=Claim.objects.visible_to(actor))


class ClaimLine(SchemeRow):
    """A journey (`tenths` of a mile) or a cost (`pence`). The last five columns are filled on approval."""

    PERSONAL = ("start", "end", "what")
    PLAIN = (
        "claim",
        "kind",
        "on",
        "purpose",
        "tenths",
        "category",
        "pence",
        "first_tenths",
        "then_tenths",
        "first_pence",
        "then_pence",
    )

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="lines")
    kind = models.CharField(max_length=10, choices=CLAIM_KINDS)
    on = models.DateField()
    purpose = models.CharField("what for", max_length=10, choices=CLAIMED_FOR)
    start = EncryptedTextField("from", blank=True)
    end = EncryptedTextField("to", blank=True)
    tenths = models.PositiveIntegerField("tenths of a mile", null=True, blank=True)
    category = models.CharField(max_length=10, choices=COSTS, blank=True)
    what = EncryptedTextField(blank=True)
    # Of a cost: what was spent. Of a journey: empty until it is approved.
    pence = models.PositiveIntegerField(null=True, blank=True)
    first_tenths = models.PositiveIntegerField(null=True, blank=True)
    then_tenths = models.PositiveIntegerField(null=True, blank=True)
    first_pence = models.PositiveSmallIntegerField(null=True, blank=True)
    then_pence = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = ClaimLines.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="journey", tenths__gt=0) | Q(kind="cost", tenths__isnull=True, pence__gt=0),
                name="a_line_is_a_journey_or_a_cost",
            )
        ]


class ClaimFile(SchemeRow):
    """The receipt of a cost. We name it; the sender's name is not kept. `digest` finds one sent twice."""

    PERSONAL = ("content",)
    PLAIN = ("line", "kind", "size", "digest")

    line = models.OneToOneField(ClaimLine, on_delete=models.CASCADE, related_name="file")
    kind = models.CharField(max_length=5)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    content = models.BinaryField()
