"""What every service that brings a person and a volunteer together does first: hold both rows, then ask."""

from peersupport.accounts.actors import Actor
from peersupport.core import locks
from programmes.models import Enrolment
from volunteers.models import Volunteer


def hold(volunteer: Volunteer, enrolment: Enrolment, *, by: Actor) -> tuple[Volunteer, Enrolment]:
    """Volunteer, place and person anew and held until the end, always in this order; a proposal comes before them,
    relationships and the audit after. Whatever `selectors.together` says then stays true until it is saved.
    """
    volunteers = Volunteer.objects.of(by.scheme).select_related("scheme", "user")
    enrolments = Enrolment.objects.of(by.scheme).select_related(
        "scheme", "patient__practice", "referral", "cohort__programme__role", "cohort__programme__taper"
    )
    return (
        locks.hold(volunteers).get(pk=volunteer.pk),
        locks.hold(enrolments, "patient").get(pk=enrolment.pk),
    )
