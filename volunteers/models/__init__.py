from volunteers.models.agreements import Agreement
from volunteers.models.availability import Leave
from volunteers.models.checks import Check
from volunteers.models.roles import HeldRole, Role
from volunteers.models.training import Training
from volunteers.models.volunteers import Volunteer

__all__ = ["Agreement", "Check", "HeldRole", "Leave", "Role", "Training", "Volunteer"]
