"""May this message go now? Asked at sending time, with the clock as an argument."""

from dataclasses import dataclass
from datetime import datetime, time

from django.utils import timezone

from peersupport.core.calendar import to_utc
from peersupport.messaging import quiet
from peersupport.messaging.choices import (
    ACCOUNT,
    CALL,
    CANCELLED,
    EXPIRED,
    FAILED,
    NONE,
    POST,
    SENT,
    STAFF,
    WAITING,
)
from peersupport.messaging.models import Message, OptOut
from peersupport.messaging.recipients import Recipient
from peersupport.messaging.texts import TEMPLATES


@dataclass(frozen=True)
class Held:
    """Why a message does not go now; `until` if it may go later."""

    state: str
    why: str
    until: datetime | None = None


def held(message: Message, recipient: Recipient, *, at: datetime) -> Held | None:
    """None when it may go. The gravest reason is named first.

    Must-have messages (urgent ones to staff, and a new password) pass an opt-out, urgent ones and those to staff pass
    quiet hours and cap.
    """
    urgent, staff = TEMPLATES[message.template].urgent, message.recipient_kind == STAFF
    if message.expires_at and message.expires_at <= at:
        return Held(EXPIRED, "too late")
    if recipient.refusal:
        return Held(CANCELLED, recipient.refusal[:100])
    must = urgent and (staff or message.recipient_kind == ACCOUNT)
    if not must and (recipient.prefers == NONE or opted_out(message, recipient, at=at)):
        return Held(CANCELLED, "asked for no messages")
    if not must and (way := _another_way(recipient)):
        return Held(FAILED, way[:100])
    if urgent or staff:
        return None
    return _quiet_hours(message, at) or _enough_today(message, recipient, at)


def _another_way(recipient: Recipient) -> str:
    """Why no message will do, and somebody has to tell them: the worklist shows it."""
    if recipient.prefers in (POST, CALL):
        return "wants a letter" if recipient.prefers == POST else "wants to be rung"
    return f"needs it another way: {recipient.needs}" if recipient.needs else ""


def opted_out(message: Message, recipient: Recipient, *, at: datetime) -> bool:
    """Whether the person behind it asked for no messages."""
    today = timezone.localdate(at)
    rows = OptOut.objects.of(message.scheme_id).by(*recipient.person)
    return rows.on(today).exists()


def _quiet_hours(message: Message, at: datetime) -> Held | None:
    scheme = message.scheme
    allowed = quiet.next_allowed(at, start=scheme.quiet_from, end=scheme.quiet_until)
    return Held(WAITING, "quiet hours", until=allowed) if allowed > at else None


def _enough_today(message: Message, recipient: Recipient, at: datetime) -> Held | None:
    """What the person got today in any way: one clinician has many referrals. Messages of work are apart.

    Two pumps at the very same moment may send one more: the cap is a courtesy, not a promise.
    """
    scheme = message.scheme
    midnight = to_utc(timezone.localdate(at), time(0))
    _, key = recipient.person
    sent = Message.objects.of(scheme).filter(person_key=key, state=SENT, sent_at__gte=midnight)
    if sent.exclude(recipient_kind=STAFF).count() < scheme.messages_a_day:
        return None
    tomorrow = quiet.next_day(at, end=scheme.quiet_until)
    return Held(WAITING, "enough messages for one day", until=tomorrow)
