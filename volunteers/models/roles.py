"""Roles are data of a scheme, mapped to a fixed meaning. The check level belongs to the role."""

from django.db import models
from django.db.models import Q

from peersupport.accounts.models import SchemeRow, SchemeRows
from volunteers.choices import BASIC, CHECK_LEVELS, NO_CHECK, ROLE_KINDS, WITH_GROUPS

ADULT, EVERYBODY = "adult", "both"
WORKFORCES = (
    (ADULT, "Adults"),
    ("child", "Children"),
    (EVERYBODY, "Adults and children"),
    ("other", "Neither: another workforce"),
)


class Roles(SchemeRows):
    def on(self) -> "Roles":
        """Those that are switched on."""
        return self.filter(off_since_on__isnull=True)


class Role(SchemeRow):
    """`caseload` and `caseload_figures` are a pattern of programmes.schedule.caseload; `people_at_once` is the most.

    They change by version, with a preview, on a page of the programmes' room.
    """

    PLAIN = (
        "kind",
        "name",
        "check_level",
        "workforce",
        "check_reason",
        "check_months",
        "needs_training",
        "needs_agreement",
        "caseload",
        "caseload_figures",
        "people_at_once",
        "references_needed",
        "off_since_on",
    )

    kind = models.CharField(max_length=20, choices=ROLE_KINDS)
    name = models.CharField(max_length=60)
    check_level = models.CharField(max_length=10, choices=CHECK_LEVELS)
    # With whom somebody works in this role. It is part of what a standard or enhanced check is asked for.
    workforce = models.CharField(max_length=10, choices=WORKFORCES, default=ADULT)
    # domain.md: asking for a level the role is not eligible for is unlawful, so the reason is kept.
    check_reason = models.CharField(max_length=300)
    check_months = models.PositiveSmallIntegerField("renew the check after, months", default=36)
    needs_training = models.BooleanField(default=True)
    needs_agreement = models.BooleanField(default=True)
    caseload = models.CharField(
        max_length=20,
        default="fixed",
        choices=[
            ("hcc", "In steps: more people once the first have stepped down"),
            ("fixed", "A fixed number"),
            ("budget", "A number of contacts a week"),
        ],
    )
    # `joins` and `months` of the steps, `contacts` a week of a budget; empty for what is usual.
    caseload_figures = models.JSONField(default=dict, blank=True)
    people_at_once = models.PositiveSmallIntegerField(default=3)
    references_needed = models.PositiveSmallIntegerField(default=2)
    # A role that is switched off is offered to nobody new; who holds it keeps it.
    off_since_on = models.DateField(null=True, blank=True)

    objects = Roles.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scheme", "name"], name="one_role_per_name")]

    @property
    def with_groups(self) -> bool:
        """Whether nobody is matched with this role one to one."""
        return self.kind in WITH_GROUPS

    @property
    def knows_workforce(self) -> bool:
        """A basic check is for any kind of work."""
        return self.check_level not in (NO_CHECK, BASIC)

    @property
    def check_asked(self) -> str:
        """What to ask for: "enhanced check, workforce: adults"."""
        level = f"{self.get_check_level_display().lower()} check"
        return (
            f"{level}, workforce: {self.get_workforce_display().lower()}" if self.knows_workforce else level
        )

    def __str__(self) -> str:
        return self.name


class HeldRole(SchemeRow):
    """A volunteer holds a role for a time; one may hold several."""

    PLAIN = ("volunteer", "role", "since_on", "until_on")

    volunteer = models.ForeignKey("volunteers.Volunteer", on_delete=models.CASCADE, related_name="held_roles")
    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="held")
    since_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["volunteer", "role"], condition=Q(until_on__isnull=True), name="one_open_role"
            )
        ]
