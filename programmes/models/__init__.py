from programmes.models.calendars import CalendarLink
from programmes.models.caseloads import CaseloadVersion
from programmes.models.changes import PlanChange
from programmes.models.cohorts import Cohort, Programme
from programmes.models.concerns import Concern, ConcernAbout, ConcernEntry, ConcernReader, ConcernTeam
from programmes.models.consents import Consent
from programmes.models.contacts import Contact
from programmes.models.drafts import LogDraft
from programmes.models.enrolments import Enrolment, who_waits
from programmes.models.exclusions import Exclusion
from programmes.models.feedback import Feedback, FeedbackAnswer
from programmes.models.followups import FollowUp, FollowUpRules
from programmes.models.invitations import Invitation
from programmes.models.patients import Patient
from programmes.models.plans import PlannedContact
from programmes.models.quality import QualityFlag, QualityReview, QualityRules
from programmes.models.referrals import Referral
from programmes.models.relationships import Cover, Relationship
from programmes.models.requests import PlanRequest
from programmes.models.reviews import Review
from programmes.models.tapers import Taper, TaperPhase

__all__ = [
    "CalendarLink",
    "CaseloadVersion",
    "Cohort",
    "Concern",
    "ConcernAbout",
    "ConcernEntry",
    "ConcernReader",
    "ConcernTeam",
    "Consent",
    "Contact",
    "Cover",
    "Enrolment",
    "Exclusion",
    "Feedback",
    "FeedbackAnswer",
    "FollowUp",
    "FollowUpRules",
    "Invitation",
    "LogDraft",
    "Patient",
    "PlanChange",
    "PlanRequest",
    "PlannedContact",
    "Programme",
    "QualityFlag",
    "QualityReview",
    "QualityRules",
    "Referral",
    "Relationship",
    "Review",
    "Taper",
    "TaperPhase",
    "who_waits",
]
