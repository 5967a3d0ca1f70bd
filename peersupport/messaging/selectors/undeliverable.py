"""Who needs a new address: messages came back from the one that is on record now."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from peersupport.accounts.actors import Actor
from peersupport.messaging import people
from peersupport.messaging.choices import STAFF, WAITING
from peersupport.messaging.models import Bounce, Message
from peersupport.messaging.people import Person
from peersupport.messaging.recipients import look_up
from peersupport.messaging.selectors.ways import CAME_BACK, ways


@dataclass(frozen=True, slots=True)
class Undeliverable:
    """`message` is the one that came back, `channel` the address that does not work, `waiting` what is held back."""

    kind: str
    person: Person
    channel: str
    since: datetime
    message: Message
    waiting: int


def undeliverable(*, actor: Actor, staff: bool | None = None) -> list[Undeliverable]:
    """The oldest first, one for each address. Whose address was corrected since, has left or is unseen, is left out.

    `staff`: only those of staff, or only all others.
    """
    rows = Bounce.objects.visible_to(actor).holding().select_related("message").order_by("at")
    if staff is not None:
        of_staff = Q(message__recipient_kind=STAFF)
        rows = rows.filter(of_staff if staff else ~of_staff)
    first = {(row.message.recipient_kind, row.message.recipient_key, row.address): row for row in rows}
    named = people.find(actor, [key[:2] for key in first])
    return [
        _line(row, named[kind, key])
        for (kind, key, _), row in first.items()
        if (kind, key) in named and _is_current(row)
    ]


def _is_current(bounce: Bounce) -> bool:
    message = bounce.message
    recipient = look_up(message.recipient_kind, message.recipient_key)
    current = {way.digest for way in ways(recipient, message.channel)}
    return not recipient.refusal and bounce.address in current


def _line(bounce: Bounce, person: Person) -> Undeliverable:
    message = bounce.message
    held = Message.objects.of(message.scheme_id).filter(
        recipient_kind=message.recipient_kind,
        recipient_key=message.recipient_key,
        state=WAITING,
        why=CAME_BACK,
    )
    return Undeliverable(message.recipient_kind, person, message.channel, bounce.at, message, held.count())
