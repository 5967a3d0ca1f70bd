"""What two people said when they talked, and whether a match may follow."""

from matching.choices import NO
from matching.models import Conversation
from programmes.models import Enrolment
from volunteers.models import Volunteer


def conversations_of(enrolment: Enrolment) -> tuple[Conversation, ...]:
    """Newest first. One query."""
    rows = (
        Conversation.objects.of(enrolment.scheme_id).filter(enrolment=enrolment).select_related("volunteer")
    )
    return tuple(rows.order_by("-held_on", "-recorded_at"))


def why_not_yet(enrolment: Enrolment, volunteer: Volunteer) -> str:
    """A sentence, if the programme asks for a conversation and the newest one does not allow a match; else ""."""
    if not enrolment.cohort.programme.conversation_first:
        return ""
    person = enrolment.patient.short_name
    last = next((talk for talk in conversations_of(enrolment) if talk.volunteer_id == volunteer.pk), None)
    if last is None:
        return f"{person} and {volunteer.name} have not talked yet. Record their conversation first, then decide."
    said = ((person, last.patient_said), (volunteer.name, last.volunteer_said))
    against = " and ".join(name for name, answer in said if answer == NO)
    return (
        f"{against} said no on {last.held_on.day} {last.held_on:%B}. Choose somebody else." if against else ""
    )
