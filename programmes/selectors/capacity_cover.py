"""Whether volunteers have room to stand in for another for some days.

How a caseload grows is about people who come for months. Who stands in is held to the most people at once, of the
role and as they wish themselves, and under a budget to the contacts a week.
"""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from peersupport.core.templatetags.words import count
from programmes.choices import PLANNED
from programmes.models import Cover, PlannedContact, Relationship
from programmes.promised import promised
from programmes.schedule.load import week_of, weekly_load
from programmes.schedule.supported import Supported
from programmes.selectors.capacity import Support, pattern_of, supports_of
from volunteers.models import Role, Volunteer


def too_full(
    relationship: Relationship, volunteers: Collection[Volunteer], *, on: date, until: date
) -> dict[UUID, str]:
    """By key of volunteer: why they have no room for this person in these days; "" for who has. Six queries."""
    people, others = supports_of(volunteers), covers_of(volunteers, since=on)
    held = promised(relationship.scheme_id, [one.pk for one in volunteers])
    days = relationship.planned.filter(state=PLANNED, due_on__range=(on, until)).values_list(
        "due_on", flat=True
    )
    added, found = list(days), {}
    for one in volunteers:
        there = [*people[one.pk], *others[one.pk]]
        those = [some for some in there if some.course.starts_on <= until and some.course.runs(on)]
        taken = [*(some.role for some in those), *(some.role for some in held[one.pk])]
        found[one.pk] = _people(one, relationship.role, taken) or _contacts(
            one, relationship.role, those, added
        )
    return found


def covers_of(volunteers: Collection[Volunteer], *, since: date) -> dict[UUID, list[Support]]:
    """People with whom they stand in on that day or later, as a caseload takes them. Two queries."""
    found: dict[UUID, list[Support]] = {one.pk: [] for one in volunteers}
    scheme = next((one.scheme_id for one in volunteers), None)
    rows = Cover.objects.of(scheme).filter(volunteer__in=found.keys(), stopped_at=None, ends_on__gte=since)
    covers = list(rows.select_related("relationship"))
    contacts = PlannedContact.objects.of(scheme).filter(
        relationship__in={row.relationship_id for row in covers}, state=PLANNED
    )
    days = list(contacts.values_list("relationship_id", "due_on"))
    for row in covers:
        theirs = [
            day for key, day in days if key == row.relationship_id and row.starts_on <= day <= row.ends_on
        ]
        course = Supported.for_days(row.starts_on, row.ends_on, theirs)
        found[row.volunteer_id].append(Support(row.relationship.role_id, course))
    return found


def _people(volunteer: Volunteer, role: Role, taken: list[UUID]) -> str:
    """`taken`: the role of each place that is taken or held."""
    most = volunteer.most_people
    if taken.count(role.pk) < role.people_at_once and (most is None or len(taken) < most):
        return ""
    number = count(len(taken), "person", "people")
    return f"{volunteer.short_name} supports {number} in those days, and takes no more."


def _contacts(volunteer: Volunteer, role: Role, those: list[Support], added: list[date]) -> str:
    if role.caseload != "budget" or not added:
        return ""
    limit = pattern_of(role).contacts
    load = weekly_load([*(one.course.held_or_due for one in those if one.role == role.pk), added])
    busiest = max(load[week_of(day)] for day in added)
    if busiest <= limit:
        return ""
    return f"{volunteer.short_name} would have {count(busiest, 'contact')} in a week. The limit is {limit}."
