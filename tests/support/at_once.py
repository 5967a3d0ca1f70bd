"""Several people at the same moment, each on a connection of their own. PostgreSQL only."""

import time
from concurrent.futures import ThreadPoolExecutor
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


def until_somebody_waits(*, seconds: float = 10) -> None:
    """Return when a statement waits for a lock of somebody else's. The caller is in a transaction of its own."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with connection.cursor() as cursor:
            cursor.execute(WAITING, [connection.settings_dict["NAME"]])
            if cursor.fetchone()[0]:
                return
        time.sleep(0.02)
    raise AssertionError("Nobody waited for a lock")


def after(first, second):
    """What `second` gave (or raised), which began while `first` was done and not yet committed."""
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            first()
            other = pool.submit(alone, second)
            until_somebody_waits()
        return other.result(timeout=20)
