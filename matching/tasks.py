"""Carrying out rounds. The row is the order; these tasks may run twice, late or not at all."""

from uuid import UUID

from celery import shared_task

from matching.services import runs, runs_parts
from matching.services.runs_wake import PART_TASK, TASK, wake, wake_part
from peersupport.core import clock

# A national list takes minutes; a scheme takes less than a second.
LIMITS = {"soft_time_limit": 1_700, "time_limit": 1_800}


@shared_task(name=TASK, **LIMITS)
def run(key: str) -> None:
    """A small round whole; a large one only as far as its parts, which any worker can take."""
    if runs.carry_out(key=UUID(key), now=clock.now):
        for part in runs_parts.due(at=clock.now(), run=UUID(key)):
            wake_part(part)


@shared_task(name=PART_TASK, **LIMITS)
def run_part(key: str) -> None:
    """Solve one part. Whoever solves the last one wakes the round, to be joined, proved and published."""
    if whole := runs_parts.solve(key=UUID(key), now=clock.now):
        wake(whole)


@shared_task(name="matching.sweep")
def sweep() -> None:
    """Wake somebody for every round, and every part of one, that nobody carries out."""
    for key in runs.due(at=clock.now()):
        wake(key)
    for key in runs_parts.due(at=clock.now()):
        wake_part(key)
