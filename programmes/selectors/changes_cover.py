"""Who may stand in for a volunteer."""

from datetime import date

from peersupport.accounts.actors import Actor
from programmes.models import Relationship
from volunteers.models import Volunteer
from volunteers.selectors.gate import eligibilities


def may_cover(relationship: Relationship, *, by: Actor, on: date) -> list[Volunteer]:
    """Volunteers in the same role who pass the gate on that day, by name."""
    rows = Volunteer.objects.visible_to(by).filter(held_roles__role=relationship.role).distinct()
    found = list(rows.exclude(pk=relationship.volunteer_id).order_by("last_name", "first_name", "pk"))
    answers = eligibilities(found, relationship.role, on)
    return [row for row in found if answers[row.pk].ok]
