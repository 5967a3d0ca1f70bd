from celery import shared_task

from peersupport.core import clock
from peersupport.core.services.forgetting import forget


@shared_task(name="core.forget")
def forget_what_is_over() -> None:
    forget(at=clock.now())
