"""Waking a worker for a round, from a task. The row is the order, so it does no harm when this fails.

No page does this: nothing is published inside a request.
"""

import logging
from uuid import UUID

from celery import current_app
from kombu.exceptions import OperationalError

log = logging.getLogger(__name__)
TASK, PART_TASK = "matching.run", "matching.part"
# One try, and a broker that does not answer at once is left to the next sweep.
PATIENCE_SECONDS = 0.2
AT_ONCE = {"socket_timeout": PATIENCE_SECONDS, "socket_connect_timeout": PATIENCE_SECONDS, "max_retries": 0}


def wake(key: UUID) -> None:
    """Ask a worker to take the round. Without a broker the next sweep finds it."""
    _send(TASK, key)


def wake_part(key: UUID) -> None:
    """The same for a part of a large round."""
    _send(PART_TASK, key)


def _send(task: str, key: UUID) -> None:
    options = current_app.conf.broker_transport_options | AT_ONCE
    try:
        with current_app.connection_for_write(
            connect_timeout=PATIENCE_SECONDS, transport_options=options
        ) as line:
            current_app.tasks[task].apply_async(args=[str(key)], retry=False, connection=line)
    except (OperationalError, OSError):
        log.warning("no broker: %s %s waits for the sweep", task, key)
