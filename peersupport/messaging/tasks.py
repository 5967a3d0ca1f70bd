from celery import shared_task

from peersupport.core import clock
from peersupport.messaging.services.pump import pump


@shared_task(name="messaging.pump")
def pump_outbox() -> None:
    pump(at=clock.now())


@shared_task(name="messaging.heartbeat")
def heartbeat() -> None:
    """Being run is all it does: beat, broker and a worker are alive (see timed.Timed)."""
