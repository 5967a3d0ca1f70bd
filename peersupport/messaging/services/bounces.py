"""Messages that came back, and addresses that work again."""

from datetime import datetime

from django.db import transaction

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import require
from peersupport.audit.services import events
from peersupport.core.errors import Refusal
from peersupport.core.locks import hold
from peersupport.messaging.choices import FAILED, MESSAGE
from peersupport.messaging.models import Bounce, Message

HARD = "came back: the address does not work"
SOFT = "came back: the address took nothing for now"


class NotOnItsWay(Refusal):
    words = "This message was not sent, so it cannot have come back."


@transaction.atomic
def bounced(*, message: Message, hard: bool, by: Actor, at: datetime) -> Bounce:
    """A sent message did not arrive. After a hard bounce nothing more goes to its address. Raises MoveNotAllowed."""
    message = _locked(message, by)
    if not message.address:
        raise NotOnItsWay
    MESSAGE.check(message.state, FAILED)
    message.change(state=FAILED, why=HARD if hard else SOFT)
    bounce = Bounce.make(scheme=by.scheme, message=message, address=message.address, hard=hard, at=at)
    _say(message, "bounced", {"channel": message.channel, "hard": hard}, by=by, at=at)
    return bounce


@transaction.atomic
def works_again(*, message: Message, by: Actor, at: datetime) -> int:
    """The address that this message came back from takes messages again. Gives how many bounces that answers."""
    message = _locked(message, by)
    holding = Bounce.objects.of(by.scheme).holding().filter(address=message.address)
    cleared = holding.update(works_again_at=at)
    _say(message, "address_works", {"channel": message.channel}, by=by, at=at)
    return cleared


def _locked(message: Message, by: Actor) -> Message:
    require(by, may.WORK_MESSAGES, message)
    return hold(Message.objects.of(by.scheme)).get(pk=message.pk)


def _say(message: Message, verb: str, detail: dict, *, by: Actor, at: datetime) -> None:
    events.record(by=by, action=f"message.{verb}", row=message, at=at, detail=detail)
