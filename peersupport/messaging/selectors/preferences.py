"""What recipients said about how they want to be told things."""

from collections.abc import Collection
from dataclasses import replace
from uuid import UUID

from peersupport.accounts.actors import Actor
from peersupport.accounts.roles import COORDINATOR
from peersupport.messaging import people
from peersupport.messaging.choices import USER
from peersupport.messaging.models import Message, Preference
from peersupport.messaging.people import Person, Whom
from peersupport.messaging.recipients import Recipient

# For whom the staff write it down: they said it on the phone, or on paper.
ASKED_FOR = ("patient", "volunteer")
# Who gets the daily message without having said anything.
DIGEST_ROLES = (COORDINATOR,)


def of(scheme, whom: Whom) -> Preference | None:
    kind, key = whom
    return Preference.objects.of(scheme).filter(recipient_kind=kind, recipient_key=key).first()


def own(actor: Actor) -> Whom | None:
    """As which person messages reach them: a volunteer as one, everybody else by their account."""
    return people.own([actor.membership])[actor.membership.pk] if actor.membership else None


def named(actor: Actor, kind: str, key: UUID) -> Person | None:
    """Somebody for whom this person may write it down."""
    return people.find(actor, [(kind, key)]).get((kind, key)) if kind in ASKED_FOR else None


def digests(scheme, keys: Collection[UUID]) -> dict[UUID, bool]:
    """By key of account: what those who said something said about the daily message."""
    rows = Preference.objects.of(scheme).filter(recipient_kind=USER, recipient_key__in=list(keys))
    return dict(rows.values_list("recipient_key", "digest"))


def as_they_wish(message: Message, recipient: Recipient) -> Recipient:
    """The recipient with the wish of the person that was written down, if there is one."""
    said = of(message.scheme_id, recipient.person)
    return replace(recipient, prefers=said.wish) if said and said.wish else recipient
