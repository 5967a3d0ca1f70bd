from volunteers.models.agreements import Agreement, AgreementText
from volunteers.models.availability import Leave
from volunteers.models.certificates import Certificate
from volunteers.models.checks import Check, CheckLook, covers
from volunteers.models.competency import LevelDecision
from volunteers.models.courses import Attendance, Course, Debrief, Module, Place, Question, Session
from volunteers.models.expenses import Claim, ClaimFile, ClaimLine, MileageRate, MilesElsewhere, PayRun
from volunteers.models.interviews import Interview
from volunteers.models.joining import JoiningLink, JoiningRules
from volunteers.models.observations import Observation, ObservationAnswer, QualityQuestion
from volunteers.models.recognition import MilestoneReached, MilestoneRule, Thanks
from volunteers.models.recruitment import Enquiry, GoingOn, StageChange
from volunteers.models.references import Reference
from volunteers.models.roles import HeldRole, Role
from volunteers.models.supervision import (
    Supervision,
    SupervisionAction,
    SupervisionPlace,
    SupervisionRule,
)
from volunteers.models.supervisors import Supervisor, SupervisorCover
from volunteers.models.training import ModuleDone, QuizTry, Training, TrainingNeeds
from volunteers.models.volunteers import Volunteer
from volunteers.models.wellbeing import CareTalk, CheckIn
from volunteers.models.workload import Duty

__all__ = [
    "Agreement",
    "AgreementText",
    "Attendance",
    "CareTalk",
    "Certificate",
    "Check",
    "CheckIn",
    "CheckLook",
    "Claim",
    "ClaimFile",
    "ClaimLine",
    "Course",
    "Debrief",
    "Duty",
    "Enquiry",
    "GoingOn",
    "HeldRole",
    "Interview",
    "JoiningLink",
    "JoiningRules",
    "Leave",
    "LevelDecision",
    "MileageRate",
    "MilesElsewhere",
    "MilestoneReached",
    "MilestoneRule",
    "Module",
    "ModuleDone",
    "Observation",
    "ObservationAnswer",
    "PayRun",
    "Place",
    "QualityQuestion",
    "Question",
    "QuizTry",
    "Reference",
    "Role",
    "Session",
    "StageChange",
    "Supervision",
    "SupervisionAction",
    "SupervisionPlace",
    "SupervisionRule",
    "Supervisor",
    "SupervisorCover",
    "Thanks",
    "Training",
    "TrainingNeeds",
    "Volunteer",
    "covers",
]
