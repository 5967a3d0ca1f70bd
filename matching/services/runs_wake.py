"""Waking a worker for a round. The row is the order, so it does no harm when this fails."""

import logging
from uuid import UUID

from celery import current_app
from kombu.exceptions import OperationalError

log = logging.getLogger(__name__)
TASK = "matching.run"


def wake(key: UUID) -> None:
    """Ask a worker to take the round. Without a broker the sweep finds it later; a page never waits for it."""
    try:
        current_app.tasks[TASK].apply_async(args=[str(key)], retry=False)
    except (OperationalError, OSError):
        log.warning("no broker: round %s waits for the sweep", key)
