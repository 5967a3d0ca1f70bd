"""How the runs of each timer ended."""

from django.db import models

from peersupport.core.models import Row


class Heartbeats(models.QuerySet):
    def everywhere(self) -> "Heartbeats":
        """Timers belong to the installation, not to a scheme."""
        return self.all()


class Heartbeat(Row):
    """`name` is the name of a task, `last_run_at` when it last ended well. Since then it failed `failures` times,
    the last time at `failed_at`, and `why` is the kind of error, never its words.
    """

    PLAIN = ("name", "last_run_at", "failures", "failed_at", "why")

    name = models.CharField(max_length=100, unique=True)
    last_run_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveIntegerField(default=0)
    failed_at = models.DateTimeField(null=True, blank=True)
    why = models.CharField(max_length=100, blank=True)

    objects = Heartbeats.as_manager()

    def __str__(self) -> str:
        return self.name
