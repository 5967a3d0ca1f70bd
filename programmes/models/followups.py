"""When nobody logs a contact, nobody answers, or a phase ends: rules of a programme, and what was decided."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from peersupport.accounts.models import SchemeRow, SchemeRows
from peersupport.core.fields import EncryptedTextField
from programmes.choices import FOLLOW_UPS
from programmes.models.cohorts import Programme
from programmes.models.relationships import Relationship


def _number(words: str, default: int | None, least: int, most: int) -> models.PositiveSmallIntegerField:
    limits = [MinValueValidator(least), MaxValueValidator(most)]
    empty = default is None
    return models.PositiveSmallIntegerField(
        words, default=default, null=empty, blank=empty, validators=limits
    )


class FollowUpRules(SchemeRow):
    """One row a programme; a programme without one has the defaults. The steps after tries may be empty: never."""

    NUMBERS = (
        "review_days",
        "coordinator_days",
        "manager_days",
        "place_days",
        "ring_after",
        "message_after",
        "letter_after",
        "end_after",
    )
    PLAIN = ("programme", *NUMBERS)

    programme = models.OneToOneField(Programme, on_delete=models.CASCADE, related_name="+")
    review_days = _number("say that a review comes, days before", 7, 1, 28)
    coordinator_days = _number("tell the coordinator of a contact not logged, days after", 4, 3, 28)
    manager_days = _number("tell the managers, days after", 10, 4, 56)
    place_days = _number("say that a place opens, days before", 14, 1, 56)
    ring_after = models.PositiveSmallIntegerField(
        "suggest to ring, after tries", null=True, blank=True, default=2
    )
    message_after = models.PositiveSmallIntegerField("suggest a message, after tries", null=True, blank=True)
    letter_after = models.PositiveSmallIntegerField(
        "suggest a letter, after tries", null=True, blank=True, default=3
    )
    end_after = models.PositiveSmallIntegerField(
        "suggest to end, after tries", null=True, blank=True, default=5
    )

    def steps(self) -> dict[str, int]:
        """Step -> after how many tries, only those that are suggested at all."""
        asked = {step: getattr(self, f"{step}_after") for step, _ in FOLLOW_UPS}
        return {step: tries for step, tries in asked.items() if tries}


class FollowUps(SchemeRows):
    def visible_to(self, actor) -> "FollowUps":
        return self.within(actor).filter(relationship__in=Relationship.objects.visible_to(actor))


class FollowUp(SchemeRow):
    """What a coordinator decided about a suggested step. `since_on` is the first call in vain of this silence."""

    PERSONAL = ("why",)
    PLAIN = ("relationship", "step", "since_on", "tries", "taken", "at", "by_name")

    relationship = models.ForeignKey(Relationship, on_delete=models.CASCADE, related_name="follow_ups")
    step = models.CharField(max_length=10, choices=FOLLOW_UPS)
    since_on = models.DateField()
    tries = models.PositiveSmallIntegerField()
    taken = models.BooleanField()
    why = EncryptedTextField(blank=True)
    at = models.DateTimeField()
    by_name = models.CharField(max_length=150)

    objects = FollowUps.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["relationship", "since_on", "tries"], name="one_answer_per_suggested_step"
            )
        ]
