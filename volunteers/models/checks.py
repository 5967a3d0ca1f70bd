"""The register of criminal-record checks: that one was seen, never what it said."""

from django.db import models

from peersupport.accounts.models import SchemeRow
from volunteers.choices import CHECK_LEVELS


class Check(SchemeRow):
    """`renew_by_on` is the local re-check date; there is no legal expiry (domain.md)."""

    PERSONAL = ("number",)
    PLAIN = ("volunteer", "level", "issued_on", "renew_by_on", "workforce", "on_update_service", "seen_by")

    volunteer = models.ForeignKey("volunteers.Volunteer", on_delete=models.CASCADE, related_name="checks")
    level = models.CharField(max_length=10, choices=CHECK_LEVELS)
    number = models.CharField(max_length=20, blank=True)
    issued_on = models.DateField()
    renew_by_on = models.DateField()
    workforce = models.CharField(
        max_length=20,
        default="adult",
        choices=[("adult", "Adult"), ("child", "Child"), ("both", "Adult and child"), ("other", "Other")],
    )
    on_update_service = models.BooleanField(default=False)
    seen_by = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["volunteer", "level", "issued_on"], name="one_check_per_day"),
            models.CheckConstraint(
                condition=models.Q(renew_by_on__gt=models.F("issued_on")), name="check_renewed_later"
            ),
        ]
        indexes = [models.Index(fields=["renew_by_on"], name="checks_by_renewal")]
