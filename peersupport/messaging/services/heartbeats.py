"""Noting that a timer ran."""

from datetime import datetime

from peersupport.messaging.models import Heartbeat


def ran(*, name: str, at: datetime) -> None:
    """One statement, whoever else is noting the same."""
    row = Heartbeat(name=name, last_run_at=at)
    Heartbeat.objects.everywhere().bulk_create(
        [row], update_conflicts=True, unique_fields=["name"], update_fields=["last_run_at"]
    )
