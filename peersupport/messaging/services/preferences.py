"""Writing down how somebody wants to be told things: they themselves, or staff for them."""

from datetime import datetime, time

from django.db import transaction

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import NotAllowed, require
from peersupport.accounts.models import Scheme
from peersupport.audit.services import events
from peersupport.core.errors import Refusal
from peersupport.core.locks import hold
from peersupport.messaging.models import Preference
from peersupport.messaging.people import Whom
from peersupport.messaging.selectors import preferences as selectors


class AllDay(Refusal):
    words = "With these times no message could ever go out. Leave some hours of the day"
    field = "quiet_until"


@transaction.atomic
def save(*, whom: Whom, wish: str, by: Actor, at: datetime, digest: bool = False) -> Preference:
    """Keep the wish of this recipient. Raises NotAllowed for somebody else's, unless staff may write it down."""
    if whom != selectors.own(by):
        require(by, may.WORK_MESSAGES)
        if selectors.named(by, *whom) is None:
            raise NotAllowed
    hold(Scheme.objects.all()).get(pk=by.scheme.pk)  # pressed twice at once: the second finds the first
    facts = {"wish": wish, "digest": digest, "set_at": at, "set_by": by.name}
    row = selectors.of(by.scheme, whom)
    if row:
        row.change(**facts)
    else:
        kind, key = whom
        row = Preference.make(scheme=by.scheme, recipient_kind=kind, recipient_key=key, **facts)
    detail = {"kind": whom[0], "wish": wish, "digest": digest}
    events.record(by=by, action="messages.wish_set", row=row, at=at, detail=detail)
    return row


@transaction.atomic
def set_limits(
    *, by: Actor, at: datetime, quiet_from: time, quiet_until: time, messages_a_day: int
) -> Scheme:
    """The hours without messages, and how many one person gets in a day at most. Raises AllDay."""
    require(by, may.MANAGE_SCHEME)
    if _hours(quiet_from, quiet_until) > 20:
        raise AllDay
    scheme = hold(Scheme.objects.all()).get(pk=by.scheme.pk)
    scheme.change(quiet_from=quiet_from, quiet_until=quiet_until, messages_a_day=messages_a_day)
    detail = {"from": str(quiet_from), "until": str(quiet_until), "a_day": messages_a_day}
    events.record(by=by, action="scheme.message_limits_set", row=scheme, at=at, detail=detail)
    return scheme


def _hours(start: time, end: time) -> float:
    minutes = (end.hour * 60 + end.minute) - (start.hour * 60 + start.minute)
    return minutes % (24 * 60) / 60
