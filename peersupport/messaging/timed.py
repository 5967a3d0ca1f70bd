"""The class of every task: how each run ends is noted, so that a timer which stopped or fails can be seen."""

from celery import Task

from peersupport.core import clock
from peersupport.core.ticks import SomeFailed
from peersupport.messaging.services import heartbeats


class Timed(Task):
    def on_success(self, retval, task_id, args, kwargs):
        heartbeats.ran(name=self.name, at=clock.now())

    def on_failure(self, exc, task_id, args, kwargs, einfo):
        """The kind of the error only: its words may name somebody."""
        why = str(exc) if isinstance(exc, SomeFailed) else type(exc).__name__
        heartbeats.failed(name=self.name, why=why, at=clock.now())
