"""Where a message to a volunteer goes now, and whom the delivery log names."""

from collections.abc import Collection
from uuid import UUID

from django.urls import reverse

from peersupport.accounts.models import Membership
from peersupport.accounts.roles import VOLUNTEER
from peersupport.messaging.people import Person, Whom
from peersupport.messaging.recipients import Recipient
from volunteers.choices import STEPPED_DOWN
from volunteers.models import JoiningLink, Reference, Volunteer


def reach_volunteers(keys: set[UUID]) -> dict[UUID, Recipient]:
    return {row.pk: _reach(row) for row in Volunteer.objects.everywhere().filter(pk__in=keys)}


def _reach(row: Volunteer) -> Recipient:
    if row.stage == STEPPED_DOWN:
        return Recipient(person(row.pk), refusal="has stepped down")
    return Recipient(person(row.pk), first_name=row.short_name, email=row.email, mobile=row.phone)


def person(volunteer: UUID) -> Whom:
    return "volunteer", volunteer


def own(members: Collection[Membership]) -> dict[UUID, Whom]:
    """A volunteer gets messages as one."""
    mine = {(row.scheme_id, row.user_id): row.pk for row in members if row.role == VOLUNTEER}
    rows = Volunteer.objects.everywhere().filter(user__in=[user for _, user in mine])
    found = (((scheme, user), key) for scheme, user, key in rows.values_list("scheme", "user", "pk"))
    return {mine[both]: person(key) for both, key in found if both in mine}


def volunteers(actor, keys: set[UUID]) -> dict[UUID, Person]:
    rows = Volunteer.objects.visible_to(actor).filter(pk__in=keys).only("called", "first_name", "last_name")
    return {row.pk: Person(row.name, reverse("volunteers-detail", args=[row.pk])) for row in rows}


def referees(actor, keys: set[UUID]) -> dict[UUID, Person]:
    """By the volunteer they speak for."""
    seen = Volunteer.objects.visible_to(actor)
    rows = (
        Reference.objects.visible_to(actor)
        .filter(pk__in=keys, volunteer__in=seen)
        .only("first_name", "last_name", "volunteer")
    )
    return {row.pk: Person(row.name, reverse("volunteers-detail", args=[row.volunteer_id])) for row in rows}


def candidates(actor, keys: set[UUID]) -> dict[UUID, Person]:
    """The keys are those of the links."""
    rows = JoiningLink.objects.visible_to(actor).filter(
        pk__in=keys, volunteer__in=Volunteer.objects.visible_to(actor)
    )
    return {
        row.pk: Person(row.volunteer.name, reverse("volunteers-joining", args=[row.volunteer_id]))
        for row in rows.select_related("volunteer")
    }
