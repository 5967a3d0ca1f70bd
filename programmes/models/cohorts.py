"""A programme is an offer of a scheme; people join it in cohorts."""

from django.db import models

from peersupport.accounts.models import SchemeRow
from programmes.models.tapers import Taper
from volunteers.models import Role


class Programme(SchemeRow):
    """What is offered: by which role, on which taper, and what matching asks for."""

    PLAIN = ("name", "role", "taper", "same_condition_required", "conversation_first")

    name = models.CharField(max_length=100)
    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="+")
    taper = models.ForeignKey(Taper, on_delete=models.PROTECT, related_name="+")
    same_condition_required = models.BooleanField(default=False)
    conversation_first = models.BooleanField("a getting-to-know conversation before a decision", default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scheme", "name"], name="one_programme_per_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_course(self) -> bool:
        """Whether people take part together, and nobody is matched."""
        return self.role.with_groups


class Cohort(SchemeRow):
    PLAIN = ("programme", "name", "starts_on", "closed_on")

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="cohorts")
    name = models.CharField(max_length=100)
    starts_on = models.DateField()
    closed_on = models.DateField("takes nobody after", null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "name"], name="one_cohort_per_name")]

    def __str__(self) -> str:
        return f"{self.programme.name}, {self.name}"
