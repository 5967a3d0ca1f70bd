"""Where the message with an invite goes now. The accounts' room below cannot know what a recipient is."""

from uuid import UUID

from django.urls import reverse

from peersupport.accounts.models import Invite
from peersupport.accounts.selectors.invites import token
from peersupport.core import clock
from peersupport.messaging.people import Person, Whom, own
from peersupport.messaging.recipients import Recipient


def reach_invited(keys: set[UUID]) -> dict[UUID, Recipient]:
    rows = list(Invite.objects.everywhere().filter(pk__in=keys).select_related("membership__user"))
    persons = own([row.membership for row in rows])
    return {row.pk: _reach(row, persons[row.membership_id]) for row in rows}


def _reach(row: Invite, person: Whom) -> Recipient:
    if not row.is_open(clock.today()):
        return Recipient(person, refusal="not needed any more")
    text, user = token(row), row.membership.user
    if text is None:
        return Recipient(person, refusal="the key of the link is gone")
    return Recipient(person, user.name.split()[0], user.email, link=reverse("welcome", args=[text]))


def people(actor, keys: set[UUID]) -> dict[UUID, Person]:
    rows = Invite.objects.visible_to(actor).filter(pk__in=keys).select_related("membership__user")
    return {row.pk: Person(row.membership.user.name) for row in rows}
