"""One act waits for another that has not been saved yet, each on a connection of its own. PostgreSQL only."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from time import monotonic, sleep
from typing import Any

from django.db import connection, transaction


def second_while_first_is_open(first: Callable[[], Any], second: Callable[[], Any]) -> Any:
    """Do `first`, begin `second`, save `first` once the other waits for it (or is done), give what `second` gave."""
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            first()
            other = pool.submit(_on_its_own, second)
            until = monotonic() + 10
            while not other.done() and not _somebody_waits() and monotonic() < until:
                sleep(0.02)
        return other.result(timeout=10)


def _on_its_own(act: Callable[[], Any]) -> Any:
    try:
        return act()
    finally:
        connection.close()


def _somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT 1 FROM pg_stat_activity"
            " WHERE datname = current_database() AND wait_event_type = 'Lock')"
        )
        return cursor.fetchone()[0]
