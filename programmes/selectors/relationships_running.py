"""What somebody who wants to stop volunteering still has to hand over: their people, and those they stand in with."""

from datetime import date

from django.db.models import QuerySet

from peersupport.core.templatetags.words import count
from programmes.models import Cover, Relationship
from volunteers.models import HeldRole, Volunteer


def still_supports(volunteer: Volunteer, on: date) -> str:
    """Words for the volunteers' room, which asks before it lets somebody go; empty when nobody counts on them."""
    running, covers = _theirs(volunteer, on)
    return _words(volunteer, running.count(), covers, "")


def still_supports_as(held: HeldRole, on: date) -> str:
    """The same for one role, before it ends."""
    running, covers = _theirs(held.volunteer, on)
    own, others = running.filter(role=held.role_id), covers.filter(relationship__role=held.role_id)
    return _words(held.volunteer, own.count(), others, " in this role")


def _theirs(volunteer: Volunteer, on: date) -> tuple[QuerySet[Relationship], QuerySet[Cover]]:
    of = volunteer.scheme_id
    covers = Cover.objects.of(of).standing().filter(ends_on__gte=on, relationship__ended_on=None)
    return Relationship.objects.of(of).running().filter(volunteer=volunteer), covers.filter(
        volunteer=volunteer
    )


def _words(volunteer: Volunteer, own: int, others: QuerySet[Cover], where: str) -> str:
    name, said = volunteer.short_name, []
    if own:
        people = count(own, "person", "people")
        said.append(f"{name} still supports {people}{where}. Hand them over or end that first.")
    covers = others.select_related("relationship__volunteer").order_by("starts_on", "pk")
    whom = [cover.relationship.volunteer.name for cover in covers]
    said.extend(f"{name} stands in for {one}{where}. Stop that cover first." for one in whom)
    return " ".join(said)
