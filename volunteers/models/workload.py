"""What a volunteer does beside contacts: teaching a course, leading a group, a meeting; a row a date."""

from django.db import models

from peersupport.accounts.models import SchemeRow, SchemeRows
from volunteers.choices import DUTIES
from volunteers.models.volunteers import Volunteer


class Duties(SchemeRows):
    def visible_to(self, actor) -> "Duties":
        return self.within(actor).filter(volunteer__in=Volunteer.objects.visible_to(actor))

    def held(self) -> "Duties":
        """Those that were not cancelled."""
        return self.filter(cancelled_on__isnull=True)


class Duty(SchemeRow):
    PLAIN = ("volunteer", "kind", "name", "on", "minutes", "recorded_by", "cancelled_on")

    volunteer = models.ForeignKey(Volunteer, on_delete=models.CASCADE, related_name="duties")
    kind = models.CharField(max_length=10, choices=DUTIES)
    name = models.CharField(max_length=100)
    on = models.DateField()
    minutes = models.PositiveSmallIntegerField()
    recorded_by = models.CharField(max_length=150)
    cancelled_on = models.DateField(null=True, blank=True)

    objects = Duties.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["volunteer", "name", "on"],
                condition=models.Q(cancelled_on__isnull=True),
                name="one_duty_of_a_name_a_day",
            )
        ]
        indexes = [models.Index(fields=["scheme", "on"], name="duties_by_day")]
