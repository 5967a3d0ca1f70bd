"""The pump: claims a message, reads the recipient again, sends, and marks it in a second step.

Between claim and mark the lease protects it; a killed pump's lease runs out and another pump
sends it with the same reference, which a gateway that honours references drops.
One message a claim (docs/adr/0004): a lease covers one send, so it can be short.
"""

import logging
from datetime import datetime, timedelta
from time import monotonic
from uuid import uuid4

from django.db import transaction
from django.db.models import F

from peersupport.core.claims import claim
from peersupport.messaging import channels, choices
from peersupport.messaging.channels.base import LONGEST_WAIT
from peersupport.messaging.models import Bounce, Message
from peersupport.messaging.recipients import look_up
from peersupport.messaging.selectors import rules
from peersupport.messaging.selectors.preferences import as_they_wish
from peersupport.messaging.selectors.ways import CAME_BACK, Way, choose
from peersupport.messaging.services.parcels import pack

log = logging.getLogger(__name__)
LEASE_SECONDS = 2 * LONGEST_WAIT
MOST_ATTEMPTS = 8
LONGEST_BACK_OFF = timedelta(hours=2)
ASK_AGAIN_FOR_ADDRESS = timedelta(hours=1)
# A run ends well before a worker's time limit, and early when a gateway fails several times in a row.
RUN_SECONDS = 60
FAILURES_IN_A_ROW = 3
TRY_LATER = "try later"


def pump(*, at: datetime, most: int = 200) -> int:
    """Send what is due at this moment, at most `most`. Gives how many were sent."""
    rows = Message.objects.everywhere().due(at).order_by("not_before", "pk")
    keys, started = list(rows.values_list("pk", flat=True)[:most]), monotonic()
    sent = failures = 0
    with channels.opened() as ways:
        for key in keys:
            passed = int(monotonic() - started)
            if passed >= RUN_SECONDS or failures >= FAILURES_IN_A_ROW:
                break
            end = _send_one(key, ways, at=at + timedelta(seconds=passed))
            sent += end == choices.SENT
            failures = failures + 1 if end == TRY_LATER else 0
    return sent


def _send_one(key, ways: dict, *, at: datetime) -> str:
    """What became of the message: its state, TRY_LATER, or nothing when another pump has it."""
    lease = uuid4()
    waiting = Message.objects.everywhere().filter(state=choices.WAITING)
    more = {"attempts": F("attempts") + 1}
    if not claim(waiting, key, lease=lease, at=at, for_seconds=LEASE_SECONDS, **more):
        return ""
    message = Message.objects.everywhere().select_related("scheme").get(pk=key)
    try:
        outcome = _outcome(message, ways, at=at)
    except Exception as error:
        # Whatever it is, the messages behind this one must go. Only the kind is logged: texts may hold an address.
        outcome = _try_again(message, error, at=at)
    _mark(message, outcome, at=at)
    return TRY_LATER if outcome.get("leased_until") else outcome["state"]


def _outcome(message: Message, ways: dict, *, at: datetime) -> dict:
    """What becomes of a claimed message: the columns to write."""
    recipient = as_they_wish(message, look_up(message.recipient_kind, message.recipient_key))
    held = rules.held(message, recipient, at=at)
    if held:
        return _later(message, held.until, held.why) if held.until else {"state": held.state, "why": held.why}
    if message.attempts > MOST_ATTEMPTS:
        return {"state": choices.FAILED, "why": "tried too often"}
    way = choose(message, recipient, set_up=ways)
    if way.why == CAME_BACK:
        return _later(message, at + ASK_AGAIN_FOR_ADDRESS, way.why)
    if not way.address:
        return {"state": choices.FAILED, "why": way.why}
    return _sent(message, recipient, way, ways, at=at)


def _sent(message: Message, recipient, way: Way, ways: dict, *, at: datetime) -> dict:
    used = {"channel": way.channel, "address": way.digest}
    try:
        ways[way.channel].send(pack(message, recipient, way))
    except channels.Refused as refusal:
        bad = isinstance(refusal, channels.BadAddress)
        return {"state": choices.FAILED, "why": str(refusal)[:100], "bounce": bad, **used}
    return {"state": choices.SENT, "sent_at": at, "why": "", **used}


def _later(message: Message, until: datetime, why: str) -> dict:
    """Not sent, and no fault of anybody: the attempt does not count."""
    return {"state": choices.WAITING, "not_before": until, "why": why, "attempts": message.attempts - 1}


def _try_again(message: Message, error: Exception, *, at: datetime) -> dict:
    """Wait as long as the gateway asked for, or longer after each try; then give up where the health page shows it."""
    log.warning("message %s was not sent: %s", message.pk, type(error).__name__)
    if message.attempts >= MOST_ATTEMPTS:
        return {"state": choices.FAILED, "why": "tried too often"}
    asked = getattr(error, "after", None)
    wait = timedelta(minutes=2 ** (message.attempts - 1)) if asked is None else timedelta(seconds=asked)
    why = str(error) if isinstance(error, channels.TryLater) else "the gateway could not be reached"
    return {
        "state": choices.WAITING,
        "leased_until": at + min(wait, LONGEST_BACK_OFF),
        "why": f"will be tried again: {why}"[:100],
    }


@transaction.atomic
def _mark(message: Message, outcome: dict, *, at: datetime) -> None:
    """Write the end down, unless the lease ran out and another pump has the message now."""
    bounce = outcome.pop("bounce", False)
    rows = Message.objects.everywhere().filter(pk=message.pk, lease=message.lease, state=choices.WAITING)
    mine = rows.update(**{"lease": None, "leased_until": None, **outcome})
    if mine and bounce:
        Bounce.make(scheme=message.scheme, message=message, address=outcome["address"], hard=True, at=at)
