"""A monthly look at how things go, which ends when a person has answered each flag in words."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from peersupport.accounts.models import SchemeRow, SchemeRows, Team
from peersupport.core.fields import EncryptedTextField
from programmes.choices import QUALITY_FLAGS
from volunteers.models import Volunteer


class QualityRules(SchemeRow):
    """What a scheme flags. No rate is shown, and none flags anybody, under `least` cases."""

    PLAIN = ("late_days", "late_percent", "least_percent", "observe_months", "least")

    late_days = models.PositiveSmallIntegerField("late after days", default=3)
    late_percent = models.PositiveSmallIntegerField(default=25, validators=[MaxValueValidator(100)])
    least_percent = models.PositiveSmallIntegerField(default=70, validators=[MaxValueValidator(100)])
    observe_months = models.PositiveSmallIntegerField(default=12, validators=[MinValueValidator(1)])
    least = models.PositiveSmallIntegerField("least number", default=5, validators=[MinValueValidator(3)])

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scheme"], name="one_set_of_quality_rules")]


class QualityReviews(SchemeRows):
    def visible_to(self, actor) -> "QualityReviews":
        """Whoever works for a team sees the reviews of that team."""
        rows = self.within(actor)
        return rows.filter(team_id=actor.team_id) if actor.team_id else rows


class QualityReview(SchemeRow):
    """`month` is its first day; without a team it is about the whole scheme. `figures` are counts only."""

    PLAIN = ("month", "team", "figures", "made_at", "made_by", "closed_at", "closed_by")

    month = models.DateField()
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    figures = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=150)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.CharField(max_length=150, blank=True)

    objects = QualityReviews.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scheme", "month", "team"], name="one_quality_review_a_team"),
            models.UniqueConstraint(
                fields=["scheme", "month"], condition=Q(team__isnull=True), name="one_quality_review_a_month"
            ),
        ]


class QualityFlags(SchemeRows):
    def visible_to(self, actor) -> "QualityFlags":
        return self.within(actor).filter(review__in=QualityReview.objects.visible_to(actor))


class QualityFlag(SchemeRow):
    """Something to look at: `number` of `out_of` where it is a count. `about` is the row it came from."""

    PERSONAL = ("answer",)
    PLAIN = ("review", "kind", "volunteer", "about", "number", "out_of", "answered_on", "answered_by")

    review = models.ForeignKey(QualityReview, on_delete=models.CASCADE, related_name="flags")
    kind = models.CharField(max_length=12, choices=QUALITY_FLAGS)
    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="+")
    about = models.UUIDField(null=True, blank=True)
    number = models.PositiveIntegerField(default=0)
    out_of = models.PositiveIntegerField(default=0)
    answer = EncryptedTextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.CharField(max_length=150, blank=True)

    objects = QualityFlags.as_manager()
