from volunteers.models.agreements import Agreement, AgreementText
from volunteers.models.availability import Leave
from volunteers.models.checks import Check
from volunteers.models.courses import Attendance, Course, Module, Place, Question, Session
from volunteers.models.interviews import Interview
from volunteers.models.joining import JoiningLink, JoiningRules
from volunteers.models.recruitment import Enquiry, StageChange
from volunteers.models.references import Reference
from volunteers.models.roles import HeldRole, Role
from volunteers.models.training import Certificate, ModuleDone, QuizTry, Training, TrainingNeeds
from volunteers.models.volunteers import Volunteer

__all__ = [
    "Agreement",
    "AgreementText",
    "Attendance",
    "Certificate",
    "Check",
    "Course",
    "Enquiry",
    "HeldRole",
    "Interview",
    "JoiningLink",
    "JoiningRules",
    "Leave",
    "Module",
    "ModuleDone",
    "Place",
    "Question",
    "QuizTry",
    "Reference",
    "Role",
    "Session",
    "StageChange",
    "Training",
    "TrainingNeeds",
    "Volunteer",
]
