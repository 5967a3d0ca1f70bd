"""Seconds of the processor, of this process and of the server's process that works for it.

They mean something on a busy machine too. A server elsewhere cannot be looked at: then it is seconds of the clock.
"""

import os
from pathlib import Path
from time import perf_counter, process_time

from django.db import connection

TICKS = os.sysconf("SC_CLK_TCK")
LOCAL = ("", "localhost", "127.0.0.1", "::1")


class Stopwatch:
    """`with Stopwatch() as watch: …`, then `watch.seconds` and `watch.clock`."""

    def __enter__(self) -> "Stopwatch":
        self.server = _of_server()
        self.started = self._now()
        return self

    def __exit__(self, *_) -> None:
        ours, theirs, clock = (now - before for now, before in zip(self._now(), self.started, strict=True))
        self.clock = clock
        self.seconds = ours + theirs if self.server else clock

    def _now(self) -> tuple[float, float, float]:
        return process_time(), _spent(self.server) if self.server else 0, perf_counter()


def _of_server() -> Path | None:
    """What the system says of the server's process, where it runs on this machine."""
    host = str(connection.settings_dict.get("HOST") or "")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        stat = Path(f"/proc/{cursor.fetchone()[0]}/stat")
    here = host in LOCAL or host.startswith("/")
    return stat if here and stat.exists() and "(postgres" in stat.read_text() else None


def _spent(stat: Path) -> float:
    fields = stat.read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS
