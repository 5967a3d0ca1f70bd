"""Carrying out rounds. The row is the order; these tasks may run twice, late or not at all."""

from uuid import UUID

from celery import shared_task

from matching.services import runs
from matching.services.runs_wake import TASK, wake
from peersupport.core import clock

# A national list takes minutes; a scheme takes less than a second.
LIMITS = {"soft_time_limit": 1_700, "time_limit": 1_800}


@shared_task(name=TASK, **LIMITS)
def run(key: str) -> None:
    runs.carry_out(key=UUID(key), now=clock.now)


@shared_task(name="matching.sweep")
def sweep() -> None:
    """Wake somebody for every round that nobody carries out."""
    for key in runs.due(at=clock.now()):
        wake(key)
