"""When a volunteer is away. The weekly pattern is on the volunteer."""

from django.db import models

from peersupport.accounts.models import SchemeRow
from volunteers.choices import LEAVE_REASONS


class Leave(SchemeRow):
    """First and last day away. A reason is offered, never asked for: it helps others to plan, and blames nobody."""

    PERSONAL = ("reason",)
    PLAIN = ("volunteer", "starts_on", "ends_on", "told_on")

    volunteer = models.ForeignKey("volunteers.Volunteer", on_delete=models.CASCADE, related_name="leave")
    starts_on = models.DateField()
    ends_on = models.DateField()
    reason = models.CharField(max_length=10, blank=True, choices=LEAVE_REASONS)
    told_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="leave_ends_after_start"
            )
        ]
