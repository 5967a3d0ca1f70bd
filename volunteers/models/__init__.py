from volunteers.models.agreements import Agreement, AgreementText
from volunteers.models.availability import Leave
from volunteers.models.checks import Check
from volunteers.models.interviews import Interview
from volunteers.models.recruitment import Enquiry, StageChange
from volunteers.models.references import Reference
from volunteers.models.roles import HeldRole, Role
from volunteers.models.training import Training
from volunteers.models.volunteers import Volunteer

__all__ = [
    "Agreement",
    "AgreementText",
    "Check",
    "Enquiry",
    "HeldRole",
    "Interview",
    "Leave",
    "Reference",
    "Role",
    "StageChange",
    "Training",
    "Volunteer",
]
