"""Several people at the same moment, each on a connection of their own. PostgreSQL only."""

import time
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Barrier

from django.db import connection, transaction

WAITING = "SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid) WHERE NOT granted AND datname = %s"


def at_once(*acts) -> list:
    """What each act gave, all begun at the same moment."""
    barrier = Barrier(len(acts))

    def run(act):
        barrier.wait()
        return alone(act)

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def alone(act):
    """What the act gave; its connection is closed behind it."""
    try:
        return act()
    finally:
        connection.close()


def until_somebody_waits(*, seconds: float = 60, or_done: Future | None = None) -> None:
    """Return when a statement waits for a lock of somebody else's. The caller is in a transaction of its own."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if or_done and or_done.done():
            return
        with connection.cursor() as cursor:
            # A transaction sees who is connected as they were when it first looked: the other may be newer.
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(WAITING, [connection.settings_dict["NAME"]])
            if cursor.fetchone()[0]:
                return
        time.sleep(0.02)
    raise AssertionError("Nobody waited for a lock")


def after(first, second, *, has_to_wait: bool = True):
    """What `second` gave (or raised), which began while `first` was done and not yet committed."""
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            first()
            other = pool.submit(alone, second)
            until_somebody_waits(or_done=None if has_to_wait else other)
        return other.result(timeout=60)
