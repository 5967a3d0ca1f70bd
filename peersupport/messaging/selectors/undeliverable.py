"""Who needs a new address: messages came back from the one that is on record now."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from peersupport.accounts.actors import Actor
from peersupport.messaging import people
from peersupport.messaging.choices import STAFF, WAITING
from peersupport.messaging.models import Bounce, Message
from peersupport.messaging.people import Person, Whom
from peersupport.messaging.recipients import Recipient, look_up_all
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
    """The oldest first, one for each address of a person, whatever its messages were about.

    Whose address was corrected since, has left or is unseen, is left out. As many queries for many as for two.

    `staff`: only those of staff, or only all others.
    """
    rows = Bounce.objects.visible_to(actor).holding().select_related("message").order_by("at", "pk")
    if staff is not None:
        of_staff = Q(message__recipient_kind=STAFF)
        rows = rows.filter(of_staff if staff else ~of_staff)
    bounces = {row: row.message.whom for row in rows}
    found, named = look_up_all(bounces.values()), people.find(actor, bounces.values())
    first: dict[tuple[Whom, str], Bounce] = {}
    for row, whom in bounces.items():
        if whom in named and _is_current(row, found[whom]):
            first.setdefault((found[whom].person, row.address), row)
    held = _held_back(actor) if first else {}
    return [_line(row, named[bounces[row]], waiting=held.get(key, 0)) for ((_, key), _), row in first.items()]


def waits_for_an_address(messages: QuerySet[Message]) -> list[UUID]:
    """The keys of those of these that came back, unless their people have another address now. As many queries for
    many as for two.
    """
    rows = Bounce.objects.everywhere().holding().filter(message__in=messages).select_related("message")
    found = look_up_all([row.message.whom for row in rows])
    lapsed = {row: found[row.message.whom] for row in rows}
    return [row.message_id for row, who in lapsed.items() if who.refusal or _is_current(row, who)]


def _is_current(bounce: Bounce, recipient: Recipient) -> bool:
    current = {way.digest for way in ways(recipient, bounce.message.channel)}
    return not recipient.refusal and bounce.address in current


def _held_back(actor: Actor) -> dict[UUID, int]:
    """How many messages wait for a new address, by key of person."""
    rows = Message.objects.visible_to(actor).filter(state=WAITING, why=CAME_BACK).order_by()
    return dict(rows.values_list("person_key").annotate(Count("pk")))


def _line(bounce: Bounce, person: Person, *, waiting: int) -> Undeliverable:
    message = bounce.message
    return Undeliverable(message.recipient_kind, person, message.channel, bounce.at, message, waiting)
