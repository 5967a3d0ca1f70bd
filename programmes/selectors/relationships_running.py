"""What somebody who wants to stop volunteering still has to hand over."""

from peersupport.core.templatetags.words import count
from programmes.models import Relationship
from volunteers.models import HeldRole, Volunteer


def still_supports(volunteer: Volunteer) -> str:
    """Words for the volunteers' room, which asks before it lets somebody go; empty when nobody is supported."""
    running = Relationship.objects.of(volunteer.scheme_id).running().filter(volunteer=volunteer).count()
    if not running:
        return ""
    people = count(running, "person", "people")
    return f"{volunteer.short_name} still supports {people}. Hand them over or end that first."


def still_supports_as(held: HeldRole) -> str:
    """The same for one role, before it ends."""
    running = Relationship.objects.of(held.scheme_id).running()
    number = running.filter(volunteer=held.volunteer_id, role=held.role_id).count()
    if not number:
        return ""
    people = count(number, "person", "people")
    return (
        f"{held.volunteer.short_name} still supports {people} in this role. Hand them over or end that first."
    )
