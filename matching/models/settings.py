"""What a scheme has chosen about matching: each version that was in force. A row is never changed."""

from django.db import models

from matching.choices import OBJECTIVES
from peersupport.accounts.models import SchemeRow
from peersupport.core.fields import EncryptedTextField


class MatchSettings(SchemeRow):
    """The newest version counts for whoever is matched from now on; a round keeps what it was started with.

    `minimum_score`, `kappa` and `fairness` are in ten-thousandths of a full fit; `area`, `times` and `condition` are
    keys of the programmes in which a volunteer must be of the person's team, free at one of the person's times, or
    share a condition; in those of `no_talk` a match needs no conversation before. Whoever has a condition of
    `same_condition_for` gets somebody who shares it, in every programme. `usual` are the weights of somebody who said
    nothing (empty: the engine's own).
    """

    PERSONAL = ("why",)
    PLAIN = (
        "version",
        "objective",
        "minimum_score",
        "kappa",
        "fairness",
        "area",
        "times",
        "condition",
        "same_condition_for",
        "no_talk",
        "usual",
        "changed_by",
        "changed_at",
    )

    version = models.PositiveSmallIntegerField()
    objective = models.CharField(max_length=20, choices=OBJECTIVES)
    minimum_score = models.PositiveSmallIntegerField()
    kappa = models.PositiveSmallIntegerField()
    fairness = models.PositiveSmallIntegerField()
    area = models.JSONField(default=list, blank=True)
    times = models.JSONField(default=list, blank=True)
    condition = models.JSONField(default=list, blank=True)
    same_condition_for = models.JSONField(default=list, blank=True)
    no_talk = models.JSONField(default=list, blank=True)
    usual = models.JSONField(default=dict, blank=True)
    changed_by = models.CharField(max_length=150)
    changed_at = models.DateTimeField()
    why = EncryptedTextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scheme", "version"], name="one_match_settings_per_version"),
            models.CheckConstraint(
                condition=models.Q(minimum_score__lte=10_000, kappa__lte=10_000, fairness__lte=10_000),
                name="match_settings_are_parts_of_a_full_fit",
            ),
        ]

    def __str__(self) -> str:
        return f"Matching settings, version {self.version}"
