"""Where the message with an invite goes now. The accounts' room below cannot know what a recipient is."""

from uuid import UUID

from django.urls import reverse

from peersupport.accounts.models import Invite
from peersupport.accounts.selectors.invites import token
from peersupport.core import clock
from peersupport.messaging.people import Person
from peersupport.messaging.recipients import GONE, Recipient


def invited(key: UUID) -> Recipient:
    row = Invite.objects.everywhere().select_related("membership__user").filter(pk=key).first()
    if row is None:
        return GONE
    if not row.is_open(clock.today()):
        return Recipient(refusal="not needed any more")
    text, user = token(row), row.membership.user
    if text is None:
        return Recipient(refusal="the key of the link is gone")
    return Recipient(user.name.split()[0], user.email, link=reverse("welcome", args=[text]))


def people(actor, keys: set[UUID]) -> dict[UUID, Person]:
    rows = Invite.objects.visible_to(actor).filter(pk__in=keys).select_related("membership__user")
    return {row.pk: Person(row.membership.user.name) for row in rows}
