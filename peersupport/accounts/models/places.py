"""Neighbourhood teams and the GP practices in them. Teams narrow what a coordinator sees."""

from django.core.validators import RegexValidator
from django.db import models

from peersupport.accounts.models.schemes import SchemeRow

ods_code = RegexValidator(
    r"^[A-Z0-9]{3,10}$", "An ODS code is 3 to 10 capital letters and digits, like L83001."
)


class Team(SchemeRow):
    PLAIN = ("name",)

    name = models.CharField(max_length=100)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scheme", "name"], name="one_team_per_name")]

    def __str__(self) -> str:
        return self.name


class Practice(SchemeRow):
    PLAIN = ("ods_code", "name", "team")

    ods_code = models.CharField("ODS code", max_length=10, validators=[ods_code])
    name = models.CharField(max_length=150)
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="practices")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scheme", "ods_code"], name="one_practice_per_code")]

    def __str__(self) -> str:
        return f"{self.name} ({self.ods_code})"
