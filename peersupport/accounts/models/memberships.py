"""A membership is a role of a user in a scheme, for a time. Permissions follow from the role."""

from datetime import date

from django.db import models
from django.db.models import Q

from peersupport.accounts.models.places import Practice, Team
from peersupport.accounts.models.schemes import SchemeRow, SchemeRows
from peersupport.accounts.models.users import User
from peersupport.accounts.roles import ROLES


class Memberships(SchemeRows):
    def on(self, day: date) -> "Memberships":
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)


class Membership(SchemeRow):
    """`team` limits a coordinator to an area; `practice` is where a clinician works."""

    PLAIN = ("user", "role", "title", "team", "practice", "starts_on", "ends_on")

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=ROLES)
    title = models.CharField("what they do, in words", max_length=60, blank=True)
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    practice = models.ForeignKey(Practice, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = Memberships.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "user", "role"],
                condition=Q(ends_on__isnull=True),
                name="one_open_membership_per_role",
            )
        ]

    def is_open(self, on: date) -> bool:
        """Whether it counts on this day; who is let go is out from the day itself on."""
        return self.starts_on <= on and (self.ends_on is None or self.ends_on >= on)

    def __str__(self) -> str:
        return f"{self.user} ({self.get_role_display()})"
