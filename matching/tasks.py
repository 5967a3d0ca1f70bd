"""Carrying out rounds. The row is the order; these tasks may run twice, late or not at all."""

import logging
from uuid import UUID

from celery import shared_task
from kombu.exceptions import OperationalError

from matching.services import runs
from peersupport.core import clock

log = logging.getLogger(__name__)
# A national list takes minutes; a scheme takes less than a second.
LIMITS = {"soft_time_limit": 1_700, "time_limit": 1_800}


@shared_task(name="matching.run", **LIMITS)
def run(key: str) -> None:
    runs.carry_out(key=UUID(key), now=clock.now)


@shared_task(name="matching.sweep")
def sweep() -> None:
    """Wake somebody for every round that nobody carries out."""
    for key in runs.due(at=clock.now()):
        wake(key)


def wake(key: UUID) -> None:
    """Ask a worker to take the round. Without a broker the sweep finds it later; the page never waits for it."""
    try:
        run.apply_async(args=[str(key)], retry=False)
    except OperationalError:
        log.warning("no broker: round %s waits for the sweep", key)
