from programmes.models.cohorts import Cohort, Programme
from programmes.models.concerns import Concern, ConcernEntry
from programmes.models.consents import Consent
from programmes.models.contacts import Contact
from programmes.models.enrolments import Enrolment
from programmes.models.invitations import Invitation
from programmes.models.patients import Patient
from programmes.models.plans import PlannedContact
from programmes.models.referrals import Referral
from programmes.models.relationships import Relationship
from programmes.models.tapers import Taper, TaperPhase

__all__ = [
    "Cohort",
    "Concern",
    "ConcernEntry",
    "Consent",
    "Contact",
    "Enrolment",
    "Invitation",
    "Patient",
    "PlannedContact",
    "Programme",
    "Referral",
    "Relationship",
    "Taper",
    "TaperPhase",
]
