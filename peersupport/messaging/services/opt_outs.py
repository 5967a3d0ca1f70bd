"""People who ask for no messages."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import require
from peersupport.accounts.models import Scheme
from peersupport.audit.services import events
from peersupport.core.errors import Refusal
from peersupport.core.locks import hold
from peersupport.messaging.models import OptOut


class WrongDays(Refusal):
    words = "The last day without messages must not be before the first."


@transaction.atomic
def stop(
    *, by: Actor, kind: str, key: UUID, since_on: date, at: datetime, until_on: date | None = None
) -> OptOut:
    """No messages to this recipient from `since_on` to `until_on`. Asking twice makes one. Raises WrongDays."""
    require(by, may.WORK_MESSAGES)
    if until_on and until_on < since_on:
        raise WrongDays
    hold(Scheme.objects.all()).get(pk=by.scheme.pk)  # pressed twice at once: the second finds the first
    same = OptOut.objects.of(by.scheme).by(kind, key).filter(until_on=until_on).first()
    if same:
        same.change(since_on=min(same.since_on, since_on))
        return same
    row = OptOut.make(
        scheme=by.scheme, recipient_kind=kind, recipient_key=key, since_on=since_on, until_on=until_on
    )
    _say(row, "stopped", by=by, at=at)
    return row


@transaction.atomic
def resume(*, by: Actor, kind: str, key: UUID, today: date, at: datetime) -> int:
    """Messages go to this recipient again. Gives how many opt-outs ended."""
    require(by, may.WORK_MESSAGES)
    rows = list(hold(OptOut.objects.of(by.scheme).by(kind, key).on(today)))
    for row in rows:
        _say(row, "resumed", by=by, at=at)
        if row.since_on < today:
            row.change(until_on=today - timedelta(days=1))
        else:
            row.delete()
    return len(rows)


def _say(row: OptOut, verb: str, *, by: Actor, at: datetime) -> None:
    detail = {"kind": row.recipient_kind, "until": row.until_on.isoformat() if row.until_on else ""}
    events.record(by=by, action=f"messages.{verb}", row=row, at=at, detail=detail)
