"""Noting how the runs of a timer end."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from peersupport.messaging.models import Heartbeat


def ran(*, name: str, at: datetime) -> None:
    """One statement, whoever else is noting the same."""
    row = Heartbeat(name=name, last_run_at=at)
    Heartbeat.objects.everywhere().bulk_create(
        [row],
        update_conflicts=True,
        unique_fields=["name"],
        update_fields=["last_run_at", "failures", "why"],
    )


@transaction.atomic
def failed(*, name: str, why: str, at: datetime) -> None:
    """Once more in a row."""
    rows = Heartbeat.objects.everywhere()
    rows.bulk_create([Heartbeat(name=name)], ignore_conflicts=True)
    rows.filter(name=name).update(failures=F("failures") + 1, failed_at=at, why=why[:100])
