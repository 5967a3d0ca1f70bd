"""Tapers are data: phases of an interval and a number of contacts, by version."""

from django.db import models

from peersupport.accounts.models import SchemeRow
from programmes.schedule.taper import Phase


class Taper(SchemeRow):
    """A changed taper is a new version; running plans keep theirs."""

    PLAIN = ("name", "version", "retired_on")

    name = models.CharField(max_length=100)
    version = models.PositiveSmallIntegerField(default=1)
    retired_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scheme", "name", "version"], name="one_taper_per_version")
        ]

    def as_phases(self) -> tuple[Phase, ...]:
        """The phases in order, as the pure planner takes them."""
        return tuple(Phase(p.interval_weeks, p.contacts, p.name) for p in self.phases.order_by("position"))

    def __str__(self) -> str:
        return self.name


class TaperPhase(SchemeRow):
    PLAIN = ("taper", "position", "name", "interval_weeks", "contacts")

    taper = models.ForeignKey(Taper, on_delete=models.CASCADE, related_name="phases")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=40)
    interval_weeks = models.PositiveSmallIntegerField()
    contacts = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["taper", "position"], name="one_phase_per_position"),
            models.CheckConstraint(
                condition=models.Q(interval_weeks__gte=1, contacts__gte=1), name="phase_is_not_empty"
            ),
        ]
