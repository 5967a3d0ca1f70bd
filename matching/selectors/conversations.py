"""What two people said when they talked, and whether a match may follow."""

from matching.choices import NO, NOT_ASKED
from matching.models import Conversation
from programmes.models import Enrolment
from volunteers.models import Volunteer


def conversations_of(enrolment: Enrolment) -> tuple[Conversation, ...]:
    """Newest first. One query."""
    rows = (
        Conversation.objects.of(enrolment.scheme_id).filter(enrolment=enrolment).select_related("volunteer")
    )
    return tuple(rows.order_by("-held_on", "-recorded_at", "-pk"))


def newest_talk(enrolment: Enrolment, volunteer: Volunteer) -> Conversation | None:
    """The last conversation of the two: it holds what each has said by then. One query."""
    rows = Conversation.objects.of(enrolment.scheme_id).filter(enrolment=enrolment, volunteer=volunteer)
    return rows.order_by("held_on", "recorded_at", "pk").last()


def why_not_yet(enrolment: Enrolment, volunteer: Volunteer) -> str:
    """A sentence, if the programme asks for a conversation and what the two said does not allow a match; else ""."""
    if not enrolment.cohort.programme.conversation_first:
        return ""
    person = enrolment.patient.short_name
    last = newest_talk(enrolment, volunteer)
    if last is None:
        return f"{person} and {volunteer.name} have not talked yet. Record their conversation first, then decide."
    said = ((person, last.patient_said), (volunteer.name, last.volunteer_said))
    against = " and ".join(name for name, answer in said if answer == NO)
    if against:
        return f"{against} said no on {last.held_on.day} {last.held_on:%B}. Choose somebody else."
    silent = next((name for name, answer in said if answer == NOT_ASKED), "")
    return f"What {silent} thinks is not known yet. Ask, record it, then decide." if silent else ""
