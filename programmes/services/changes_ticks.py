"""A pause ends by itself on the day that was agreed; its contacts were planned behind it from the start."""

from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from peersupport.accounts.actors import Actor
from peersupport.audit.services import events
from peersupport.core.locks import hold
from peersupport.core.ticks import each
from programmes.choices import OPEN, PAUSED, RELATIONSHIP
from programmes.models import Relationship


def end_pauses(*, at: datetime) -> int:
    """Open what was paused until today or earlier in its scheme. Gives how many; twice is the same as once."""
    soon = _paused().filter(paused_until_on__lte=at.date() + timedelta(days=1))
    return each(list(soon.order_by("pk").values_list("pk", flat=True)), partial(_end, at=at))


def _paused():
    return Relationship.objects.everywhere().running().filter(state=PAUSED, paused_until_on__isnull=False)


@transaction.atomic
def _end(key: UUID, *, at: datetime) -> int:
    """A transaction for each: no scheme waits for the audit of another, and none is stopped by a broken one."""
    rows = hold(_paused().select_related("scheme", "patient"))
    row = rows.filter(pk=key).first()
    if row is None or row.paused_until_on > timezone.localdate(at):
        return 0
    RELATIONSHIP.check(row.state, OPEN)
    detail = {"until": row.paused_until_on.isoformat()}
    row.change(state=OPEN, paused_from_on=None, paused_until_on=None)
    by = Actor.system(row.scheme)
    events.record(by=by, action="relationship.pause_over", row=row, person=row.patient, at=at, detail=detail)
    return 1
