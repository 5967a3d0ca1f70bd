"""When each timer last ran to its end."""

from django.db import models

from peersupport.core.models import Row


class Heartbeats(models.QuerySet):
    def everywhere(self) -> "Heartbeats":
        """Timers belong to the installation, not to a scheme."""
        return self.all()


class Heartbeat(Row):
    """`name` is the name of a task."""

    PLAIN = ("name", "last_run_at")

    name = models.CharField(max_length=100, unique=True)
    last_run_at = models.DateTimeField()

    objects = Heartbeats.as_manager()

    def __str__(self) -> str:
        return self.name
