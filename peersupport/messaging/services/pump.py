"""The pump: claims a message, reads the recipient again, sends, and marks it in a second step.

Between claim and mark the lease protects it; a killed pump's lease runs out and another pump
sends it with the same key, which a gateway that honours keys drops.
"""

import logging
from datetime import datetime, timedelta
from uuid import uuid4

from django.conf import settings

from peersupport.core.claims import claim
from peersupport.core.templatetags.words import day as day_words
from peersupport.messaging import channels, choices
from peersupport.messaging.models import Message
from peersupport.messaging.recipients import Recipient, look_up
from peersupport.messaging.texts import TEMPLATES

log = logging.getLogger(__name__)
LEASE_SECONDS = 60
MOST_ATTEMPTS = 8


def pump(*, at: datetime, most: int = 200) -> int:
    """Send what is due at this moment, at most `most`. Gives how many were sent."""
    keys = (
        Message.objects.everywhere().due(at).order_by("not_before", "pk").values_list("pk", flat=True)[:most]
    )
    return sum(_send_one(key, at=at) for key in list(keys))


def _send_one(key, *, at: datetime) -> bool:
    lease = uuid4()
    waiting = Message.objects.everywhere().filter(state=choices.WAITING)
    if not claim(waiting, key, lease=lease, at=at, for_seconds=LEASE_SECONDS):
        return False
    message = Message.objects.everywhere().get(pk=key)
    outcome = _outcome(message, at=at)
    mine = Message.objects.everywhere().filter(pk=key, lease=lease, state=choices.WAITING)
    mine.update(lease=None, attempts=message.attempts + 1, **outcome)
    return outcome["state"] == choices.SENT


def _outcome(message: Message, *, at: datetime) -> dict:
    """What becomes of a claimed message: the columns to write."""
    if message.expires_at and message.expires_at <= at:
        return {"state": choices.EXPIRED, "why": "too late", "leased_until": None}
    recipient = look_up(message.recipient_kind, message.recipient_key)
    if recipient.refusal:
        return {"state": choices.CANCELLED, "why": recipient.refusal[:100], "leased_until": None}
    try:
        _send(message, recipient)
    except channels.Refused as refusal:
        return {"state": choices.FAILED, "why": str(refusal)[:100], "leased_until": None}
    except OSError as error:
        return _try_again(message, error, at=at)
    return {"state": choices.SENT, "sent_at": at, "leased_until": None, "why": ""}


def _send(message: Message, recipient: Recipient) -> None:
    text = TEMPLATES[message.template]
    knows = {
        "first_name": recipient.first_name,
        "day": day_words(message.day),
        "link": f"{settings.SITE_URL}{recipient.link or message.link}",
    }
    channels.CHANNELS[message.channel](
        recipient=recipient,
        subject=text.subject.format(**knows),
        body=text.body.format(**knows),
        key=f"{message.scheme_id}:{message.key}",
    )


def _try_again(message: Message, error: Exception, *, at: datetime) -> dict:
    """Wait longer after each try, then give up where the health page shows it."""
    log.warning("message %s was not sent: %s", message.pk, type(error).__name__)
    if message.attempts + 1 >= MOST_ATTEMPTS:
        return {"state": choices.FAILED, "why": "tried too often", "leased_until": None}
    return {"state": choices.WAITING, "leased_until": at + timedelta(minutes=2**message.attempts)}
