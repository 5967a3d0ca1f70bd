"""The pump: claims a message, reads the recipient again, sends, and marks it in a second step.

Between claim and mark the lease protects it; a killed pump's lease runs out and another pump
sends it with the same reference, which a gateway that honours references drops.
One message a claim (docs/adr/0004): a lease covers one send, so it can be short.
"""

import logging
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from time import monotonic

from django.db import transaction

from peersupport.core.claims import claim_next
from peersupport.messaging import channels, choices
from peersupport.messaging.channels.base import LONGEST_WAIT, Channel
from peersupport.messaging.models import Bounce, Message
from peersupport.messaging.recipients import Recipient, look_up, settled
from peersupport.messaging.selectors import rules
from peersupport.messaging.selectors.preferences import as_they_wish
from peersupport.messaging.selectors.ways import CAME_BACK, Way, choose
from peersupport.messaging.services.parcels import pack

log = logging.getLogger(__name__)
LEASE_SECONDS = 2 * LONGEST_WAIT
# A fault of our own does not go away by itself. A gateway may be away for a weekend: some three days of tries.
MOST_FAULTS, MOST_ATTEMPTS = 8, 45
LONGEST_BACK_OFF = timedelta(hours=2)
ASK_AGAIN_FOR_ADDRESS = timedelta(hours=1)
# A run ends well before a worker's time limit.
RUN_SECONDS = 60
# After so many failures in a row a channel's messages are put aside for a while; those of the other one go on.
FAILURES_IN_A_ROW, ASIDE = 3, timedelta(minutes=1)
WHY_NOT = {True: "the gateway could not be reached", False: "something went wrong here"}
PUT_ASIDE = "the gateway fails: tried again in a minute"


@dataclass
class Ways:
    """The channels that are set up, and how often each has failed in a row in this run."""

    open: Mapping[str, Channel]
    failed: Counter[str] = field(default_factory=Counter)

    def send(self, message: Message, recipient: Recipient, way: Way) -> None:
        parcel = pack(message, recipient, way)
        self.failed[way.channel] += 1
        try:
            self.open[way.channel].send(parcel)
        except channels.Refused:
            del self.failed[way.channel]
            raise
        del self.failed[way.channel]


def pump(*, at: datetime, most: int = 200) -> int:
    """Send what is due at this moment, at most `most`, what is urgent first. Gives how many were sent."""
    started, ends = monotonic(), Counter[str]()
    with channels.opened() as found:
        ways, passed = Ways(found), 0
        while passed < RUN_SECONDS and ends.total() - ends[PUT_ASIDE] < most:
            end = _send_next(ways, at=at + timedelta(seconds=passed))
            if not end:
                break
            ends[end] += 1
            passed = int(monotonic() - started)
    return ends[choices.SENT]


def _send_next(ways: Ways, *, at: datetime) -> str:
    """What became of the next message: its state or PUT_ASIDE; nothing when none is due."""
    due = Message.objects.everywhere().due(at).in_turn().select_related("scheme")
    message = claim_next(due, at=at, for_seconds=LEASE_SECONDS)
    if message is None:
        return ""
    try:
        outcome = _outcome(message, ways, at=at)
    except Exception as error:
        # Whatever it is, the messages behind this one must go. Only the kind is logged: texts may hold an address.
        outcome = _try_again(message, error, at=at)
    _mark(message, outcome, at=at)
    return PUT_ASIDE if outcome.get("why") == PUT_ASIDE else outcome["state"]


def _outcome(message: Message, ways: Ways, *, at: datetime) -> dict:
    """What becomes of a claimed message: the columns to write."""
    recipient = as_they_wish(message, look_up(*message.whom))
    end = _end(message, recipient, ways, at=at)
    over = {} if end["state"] == choices.WAITING else settled(message.recipient_kind, recipient)
    return {"person_key": recipient.person[1], **end, **over}


def _end(message: Message, recipient: Recipient, ways: Ways, *, at: datetime) -> dict:
    held = rules.held(message, recipient, at=at)
    if held:
        return _later(message, held.until, held.why) if held.until else {"state": held.state, "why": held.why}
    if message.attempts > MOST_ATTEMPTS:
        return {"state": choices.FAILED, "why": "tried too often"}
    way = choose(message, recipient, set_up=ways.open)
    if way.why == CAME_BACK:
        return _later(message, at + ASK_AGAIN_FOR_ADDRESS, way.why)
    if not way.address:
        return {"state": choices.FAILED, "why": way.why}
    if ways.failed[way.channel] >= FAILURES_IN_A_ROW:
        return _aside(message, at=at)
    return _sent(message, recipient, way, ways, at=at)


def _sent(message: Message, recipient: Recipient, way: Way, ways: Ways, *, at: datetime) -> dict:
    used = {"channel": way.channel, "address": way.digest}
    try:
        ways.send(message, recipient, way)
    except channels.Refused as refusal:
        bad = isinstance(refusal, channels.BadAddress)
        return {"state": choices.FAILED, "why": str(refusal)[:100], "bounce": bad, **used}
    return {"state": choices.SENT, "sent_at": at, "why": "", **used}


def _later(message: Message, until: datetime, why: str) -> dict:
    """Not sent, and no fault of anybody: the attempt does not count."""
    return {"state": choices.WAITING, "not_before": until, "why": why, "attempts": message.attempts - 1}


def _aside(message: Message, *, at: datetime) -> dict:
    """Its gateway fails: not tried, and it stays due, so that the health page shows how long it waits."""
    back = {"leased_until": at + ASIDE, "attempts": message.attempts - 1}
    return {"state": choices.WAITING, "why": PUT_ASIDE, **back}


def _try_again(message: Message, error: Exception, *, at: datetime) -> dict:
    """Wait as long as the gateway asked for, or longer after each try; then give up where the worklist shows it."""
    log.warning("message %s was not sent: %s", message.pk, type(error).__name__)
    if message.attempts >= (MOST_ATTEMPTS if isinstance(error, OSError) else MOST_FAULTS):
        return {"state": choices.FAILED, "why": "tried too often"}
    asked = getattr(error, "after", None)
    wait = _back_off(message.attempts) if asked is None else timedelta(seconds=asked)
    why = str(error) if isinstance(error, channels.TryLater) else WHY_NOT[isinstance(error, OSError)]
    return {
        "state": choices.WAITING,
        "leased_until": at + min(wait, LONGEST_BACK_OFF),
        "why": f"will be tried again: {why}"[:100],
    }


def _back_off(attempts: int) -> timedelta:
    """1, 2, 4 … 64 minutes, then two hours."""
    return timedelta(minutes=2 ** min(attempts - 1, 7))


@transaction.atomic
def _mark(message: Message, outcome: dict, *, at: datetime) -> None:
    """Write the end down, unless the lease ran out and another pump has the message now.

    One that was taken back while it was on its way has gone out all the same, and the row says so.
    """
    bounce = outcome.pop("bounce", False)
    states = [choices.WAITING, *([choices.CANCELLED] if outcome["state"] == choices.SENT else [])]
    rows = Message.objects.everywhere().filter(pk=message.pk, lease=message.lease, state__in=states)
    mine = rows.update(**{"lease": None, "leased_until": None, **outcome})
    if mine and bounce:
        Bounce.make(scheme=message.scheme, message=message, address=outcome["address"], hard=True, at=at)
