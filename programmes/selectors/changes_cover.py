"""Who may stand in for a volunteer, and whether somebody does."""

from datetime import date

from peersupport.accounts.actors import Actor
from programmes.models import Cover, Relationship
from programmes.selectors.together import against_cover
from volunteers.models import Volunteer


def may_cover(relationship: Relationship, *, by: Actor, on: date) -> list[Volunteer]:
    """Volunteers in the same role against whom nothing stands on that day, by name."""
    rows = Volunteer.objects.visible_to(by).filter(held_roles__role=relationship.role).distinct()
    found = list(rows.exclude(pk=relationship.volunteer_id).order_by("last_name", "first_name", "pk"))
    against = against_cover(relationship, found, on=on, until=on)
    return [row for row in found if not against[row.pk]]


def own_cover(relationship: Relationship, *, by: Actor, on: date) -> Cover | None:
    """As whom a volunteer sees somebody else's person on that day; None for one's own people, and for staff."""
    if by.user_key is None or relationship.volunteer.user_id == by.user_key:
        return None
    rows = Cover.objects.of(by.scheme).on(on).filter(relationship=relationship)
    return rows.filter(volunteer__user_id=by.user_key).first()
