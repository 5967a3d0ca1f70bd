"""Which level somebody has in a role: decided by a person, on evidence, and kept with its day."""

from django.db import models

from peersupport.accounts.models import SchemeRow
from peersupport.core.fields import EncryptedTextField
from volunteers.choices import LEVELS
from volunteers.models.roles import Role
from volunteers.models.supervision import SupervisionPlaces
from volunteers.models.volunteers import Volunteer


class LevelDecision(SchemeRow):
    """The newest one of a role counts; whoever has none is new. Append-only."""

    PERSONAL = ("evidence",)
    PLAIN = ("volunteer", "role", "level", "decided_on", "decided_by")

    volunteer = models.ForeignKey(Volunteer, on_delete=models.CASCADE, related_name="levels")
    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="+")
    level = models.CharField(max_length=10, choices=LEVELS)
    evidence = EncryptedTextField()
    decided_on = models.DateField()
    decided_by = models.CharField(max_length=150)

    objects = SupervisionPlaces.as_manager()
