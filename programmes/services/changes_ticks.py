"""A pause ends by itself on the day that was agreed; its contacts were planned behind it from the start."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from peersupport.accounts.actors import Actor
from peersupport.audit.services import events
from peersupport.core.locks import hold
from programmes.choices import OPEN, PAUSED, RELATIONSHIP
from programmes.models import Relationship


@transaction.atomic
def end_pauses(*, at: datetime) -> int:
    """Open what was paused until today or earlier in its scheme. Gives how many; twice is the same as once."""
    rows = Relationship.objects.everywhere().running().filter(state=PAUSED, paused_until_on__isnull=False)
    rows = hold(rows.select_related("scheme", "patient"))
    over = [row for row in rows.order_by("pk") if row.paused_until_on <= _today(row, at)]
    for row in over:
        RELATIONSHIP.check(row.state, OPEN)
        detail = {"until": row.paused_until_on.isoformat()}
        row.change(state=OPEN, paused_from_on=None, paused_until_on=None)
        by = Actor.system(row.scheme)
        events.record(
            by=by, action="relationship.pause_over", row=row, person=row.patient, at=at, detail=detail
        )
    return len(over)


def _today(row: Relationship, at: datetime):
    return timezone.localdate(at, ZoneInfo(row.scheme.time_zone))
