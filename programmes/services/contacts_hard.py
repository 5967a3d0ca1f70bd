"""A contact that was hard for the volunteer: somebody asks how they are."""

from datetime import datetime

from peersupport.accounts.actors import Actor
from peersupport.accounts.roles import VOLUNTEER
from programmes.models import Contact
from volunteers.models import Volunteer
from volunteers.services import wellbeing


def ask_when_hard(contact: Contact, *, by: Actor, at: datetime) -> None:
    """Whoever had the contact: the volunteer who logged it, or the one whom a coordinator logged it for."""
    if contact.hard:
        wellbeing.ask_after_hard_contact(volunteer=_who(contact, by), contact=contact.pk, at=at)


def _who(contact: Contact, by: Actor) -> Volunteer:
    rows = Volunteer.objects.of(by.scheme).select_related("scheme")
    if by.role == VOLUNTEER:
        return rows.get(user_id=by.user_key)
    return rows.get(pk=contact.relationship.volunteer_id)
