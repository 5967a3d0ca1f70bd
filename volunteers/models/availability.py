"""When a volunteer is away. The weekly pattern is on the volunteer."""

from django.db import models

from peersupport.accounts.models import SchemeRow


class Leave(SchemeRow):
    """First and last day away. No reason is asked for."""

    PLAIN = ("volunteer", "starts_on", "ends_on")

    volunteer = models.ForeignKey("volunteers.Volunteer", on_delete=models.CASCADE, related_name="leave")
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="leave_ends_after_start"
            )
        ]
