"""Who can introduce two people to each other, or somebody to a group: ready volunteers in a welcomer's role."""

from datetime import date

from django.db.models import QuerySet

from volunteers.choices import WELCOMER
from volunteers.models import Role, Volunteer
from volunteers.selectors.gate import eligibility, evidence_of


def ready(volunteers: QuerySet, *, on: date) -> list[Volunteer]:
    """Those of these who hold such a role on that day and pass its gate, by name."""
    holders = volunteers.filter(held_roles__role__kind=WELCOMER).distinct()
    people = list(holders.order_by("last_name", "first_name", "pk"))
    if not people:
        return []
    roles, evidence = list(Role.objects.of(people[0].scheme_id).filter(kind=WELCOMER)), evidence_of(people)
    return [one for one in people if any(eligibility(evidence[one.pk], role, on).ok for role in roles)]
