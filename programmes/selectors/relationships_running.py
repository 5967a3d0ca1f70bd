"""What somebody who wants to stop volunteering still has to hand over."""

from peersupport.core.templatetags.words import count
from programmes.models import Relationship
from volunteers.models import Volunteer


def still_supports(volunteer: Volunteer) -> str:
    """Words for the volunteers' room, which asks before it lets somebody go; empty when nobody is supported."""
    running = Relationship.objects.of(volunteer.scheme_id).running().filter(volunteer=volunteer).count()
    if not running:
        return ""
    people = count(running, "person", "people")
    return f"{volunteer.short_name} still supports {people}. Hand them over or end that first."
