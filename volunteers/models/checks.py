"""The register of criminal-record checks: that one was seen, never what it said."""

from django.db import models

from peersupport.accounts.models import Membership, SchemeRow
from volunteers.choices import CHECK_LEVELS
from volunteers.models.roles import ADULT, EVERYBODY, WORKFORCES, Role

# In rising order: a higher level also covers a lower one.
RANK = {level: rank for rank, (level, _) in enumerate(CHECK_LEVELS)}


def covers(level: str, workforce: str, role: Role) -> bool:
    """Whether a check of this level, for this workforce, is what the role needs, or more. Dates aside."""
    fits = not role.knows_workforce or workforce in (role.workforce, EVERYBODY)
    return RANK[level] >= RANK[role.check_level] and fits


class Check(SchemeRow):
    """`renew_by_on` is the local re-check date; there is no legal expiry (domain.md)."""

    PERSONAL = ("number",)
    PLAIN = ("volunteer", "level", "issued_on", "renew_by_on", "workforce", "on_update_service", "seen_by")

    volunteer = models.ForeignKey("volunteers.Volunteer", on_delete=models.CASCADE, related_name="checks")
    level = models.CharField(max_length=10, choices=CHECK_LEVELS)
    number = models.CharField(max_length=20, blank=True)
    issued_on = models.DateField()
    renew_by_on = models.DateField()
    workforce = models.CharField(max_length=20, default=ADULT, choices=WORKFORCES)
    # The volunteer has joined it and agrees that we look.
    on_update_service = models.BooleanField(default=False)
    seen_by = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["volunteer", "level", "workforce", "issued_on"], name="one_check_per_day"
            ),
            models.CheckConstraint(
                condition=models.Q(renew_by_on__gt=models.F("issued_on")), name="check_renewed_later"
            ),
        ]
        indexes = [models.Index(fields=["renew_by_on"], name="checks_by_renewal")]


class CheckLook(SchemeRow):
    """The Update Service was asked about a certificate. Kept is whether it still counts, never why it does not."""

    PLAIN = ("check_seen", "looked_on", "looked_by", "still_counts")

    check_seen = models.ForeignKey(Check, on_delete=models.CASCADE, related_name="looks")
    looked_on = models.DateField()
    looked_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    still_counts = models.BooleanField()
