"""Who supervises whom, from when until when, and who stands in for a supervisor who is away."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from peersupport.accounts.models import Membership, SchemeRow, SchemeRows
from volunteers.models.volunteers import Volunteer


class Supervisor(SchemeRow):
    """Named for one volunteer. Without such a row their coordinator supervises."""

    PLAIN = ("volunteer", "membership", "since_on", "until_on")

    volunteer = models.ForeignKey(Volunteer, on_delete=models.CASCADE, related_name="supervisors")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    since_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["volunteer"], condition=Q(until_on__isnull=True), name="one_supervisor_at_a_time"
            )
        ]


class SupervisorCovers(SchemeRows):
    def on(self, day: date) -> "SupervisorCovers":
        return self.filter(starts_on__lte=day, ends_on__gte=day)


class SupervisorCover(SchemeRow):
    """Somebody stands in for all that one supervisor supervises, from one day to another, both included."""

    PLAIN = ("membership", "stand_in", "starts_on", "ends_on", "made_by")

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    stand_in = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField()
    made_by = models.CharField(max_length=150)

    objects = SupervisorCovers.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="supervisor_cover_ends_after_start"
            ),
            models.CheckConstraint(
                condition=~Q(membership=F("stand_in")), name="supervisor_cover_is_somebody_else"
            ),
        ]
