"""What recipients said about how they want to be told things."""

from collections.abc import Collection
from dataclasses import replace
from uuid import UUID

from peersupport.accounts.actors import Actor
from peersupport.accounts.roles import COORDINATOR
from peersupport.messaging import people
from peersupport.messaging.choices import STAFF
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
    """As which recipient messages reach this person: a volunteer as one, staff by their membership."""
    return people.own(actor) or ((STAFF, actor.membership.pk) if actor.membership else None)


def named(actor: Actor, kind: str, key: UUID) -> Person | None:
    """Somebody for whom this person may write it down."""
    return people.find(actor, [(kind, key)]).get((kind, key)) if kind in ASKED_FOR else None


def digests(scheme, keys: Collection[UUID]) -> dict[UUID, bool]:
    """By key of membership: what those who said something said about the daily message."""
    rows = Preference.objects.of(scheme).filter(recipient_kind=STAFF, recipient_key__in=list(keys))
    return dict(rows.values_list("recipient_key", "digest"))


def whom(message: Message, recipient: Recipient) -> Whom:
    """Under which kind and key the wishes of this recipient are written down."""
    return recipient.whom or (message.recipient_kind, message.recipient_key)


def as_they_wish(message: Message, recipient: Recipient) -> Recipient:
    """The recipient with the wish that was written down, if there is one."""
    said = of(message.scheme_id, whom(message, recipient))
    return replace(recipient, prefers=said.wish) if said and said.wish else recipient
