"""Who may stand in for a volunteer."""

from datetime import date

from peersupport.accounts.actors import Actor
from programmes.models import Relationship
from programmes.selectors.together import against_cover
from volunteers.models import Volunteer


def may_cover(relationship: Relationship, *, by: Actor, on: date) -> list[Volunteer]:
    """Volunteers in the same role against whom nothing stands on that day, by name."""
    rows = Volunteer.objects.visible_to(by).filter(held_roles__role=relationship.role).distinct()
    found = list(rows.exclude(pk=relationship.volunteer_id).order_by("last_name", "first_name", "pk"))
    against = against_cover(relationship, found, on=on, until=on)
    return [row for row in found if not against[row.pk]]
