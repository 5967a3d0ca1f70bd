"""Where a message to a volunteer goes now, and whom the delivery log names."""

from uuid import UUID

from django.urls import reverse

from peersupport.accounts.roles import VOLUNTEER
from peersupport.messaging.people import Person, Whom
from peersupport.messaging.recipients import GONE, Recipient
from volunteers.choices import STEPPED_DOWN
from volunteers.models import JoiningLink, Reference, Volunteer


def volunteer(key: UUID) -> Recipient:
    row = Volunteer.objects.everywhere().filter(pk=key).first()
    if row is None:
        return GONE
    if row.stage == STEPPED_DOWN:
        return Recipient(refusal="has stepped down")
    return Recipient(first_name=row.short_name, email=row.email, mobile=row.phone)


def own(actor) -> Whom | None:
    """A volunteer gets messages as one."""
    if actor.role != VOLUNTEER:
        return None
    mine = Volunteer.objects.visible_to(actor).filter(user_id=actor.user_key)
    key = mine.values_list("pk", flat=True).first()
    return ("volunteer", key) if key else None


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
