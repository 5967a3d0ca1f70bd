"""A round over the whole waiting list, with all that is needed to come to the same answer again."""

from django.db import models
from django.db.models import Q

from matching.choices import DONE, OBJECTIVES, RUN, RUN_STATES, UNDER_WAY
from peersupport.accounts.models import SchemeRow, SchemeRows, Team
from peersupport.core.fields import EncryptedTextField


class Runs(SchemeRows):
    def under_way(self) -> "Runs":
        return self.filter(state__in=UNDER_WAY)

    def done(self) -> "Runs":
        return self.filter(state=DONE)


class Run(SchemeRow):
    """Of the whole scheme, or of one `team`: then only who that team sees takes part.

    `inputs` are the facts it rested on, `outcome` the answer with its explanations (packed JSON, encrypted).

    `settings` are what the scheme had chosen when it was started, with the round's own minimum and the target wait;
    `figures` are counts. Whoever carries a round out holds its lease; `step` counts the steps that are done.
    """

    PERSONAL = ("inputs", "outcome")
    PLAIN = (
        "number",
        "team",
        "state",
        "objective",
        "settings",
        "figures",
        "step",
        "attempts",
        "why_failed",
        "before",
        "started_by",
        "started_at",
        "taken_at",
        "finished_at",
        "lease",
        "leased_until",
    )

    number = models.PositiveIntegerField()
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=RUN_STATES, default=RUN.start)
    objective = models.CharField(max_length=20, choices=OBJECTIVES)
    settings = models.JSONField(default=dict, blank=True)
    inputs = EncryptedTextField(blank=True)
    figures = models.JSONField(default=dict, blank=True)
    outcome = EncryptedTextField(blank=True)
    step = models.PositiveSmallIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    why_failed = models.CharField(max_length=200, blank=True)
    before = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    started_by = models.CharField(max_length=150)
    started_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    lease = models.UUIDField(null=True, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)

    objects = Runs.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scheme", "number"], name="one_run_per_number"),
            models.UniqueConstraint(
                fields=["scheme"], condition=Q(state__in=UNDER_WAY), name="one_run_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"Matching round {self.number}"
