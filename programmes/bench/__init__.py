"""How fast the nightly ticks are, measured in a database of its own on the server that DATABASE_URL names.

A night after a week of missed nights: everybody has one contact that is overdue and some have one tomorrow.
Seconds are of the processor, here and on the server (see stopwatch.py); `clock` is the time that passed. Each tick
is set beside bare statements that write the same rows to the same tables,
keys and foreign keys checked, on the same server in the same run; compare ratios across machines.
"""

import resource
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from django.db import connection
from django.urls import reverse

from programmes.bench import bare, crowd
from programmes.bench.crowd import NIGHT
from programmes.bench.scratch import scratch_database
from programmes.bench.stopwatch import Stopwatch
from programmes.services import contacts_ticks

__all__ = ["Row", "table"]

RELATIONSHIPS, CONTACTS = 100_000, 10
GOAL = 2.0
TICKS = (
    ("no answer", contacts_ticks.give_up, bare.give_up),
    ("overdue", contacts_ticks.flag_overdue, bare.flag_overdue),
    ("reminders", contacts_ticks.remind, bare.remind),
)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table. `ratio` is to the bare statements; `memory_mb` is the most this process has held so far."""

    work: str
    rows: int
    seconds: float
    clock: float
    rows_a_second: float | None = None
    bare_seconds: float | None = None
    ratio: float | None = None
    goal: float | None = None
    queries_per_1000: float | None = None
    memory_mb: int | None = None

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def table(relationships: int = RELATIONSHIPS) -> Iterator[Row]:
    """Refuses a server without PostgreSQL, or with a scheme of real people in its database (NotHere)."""
    with scratch_database():
        yield _filled(relationships)
        whole: list[Row] = []
        for work, tick, plain in TICKS:
            whole.append(_tick(work, tick, plain))
            yield whole[-1]
        yield _together(whole)
        yield _again()


def _filled(relationships: int) -> Row:
    reverse("my-people")  # a worker has loaded the addresses long ago
    with Stopwatch() as watch:
        crowd.fill(relationships, CONTACTS)
    return Row(
        "planned contacts made", relationships * CONTACTS, watch.seconds, watch.clock, memory_mb=memory()
    )


def _tick(work: str, tick: Callable[..., int], plain: Callable[[], float]) -> Row:
    bare_seconds, counted = plain(), Counter()
    with Stopwatch() as watch, connection.execute_wrapper(counted):
        rows = tick(at=NIGHT)
    queries = counted.queries * 1_000 / max(rows, 1)
    return _row(work, rows, watch.seconds, watch.clock, bare_seconds, queries)


class Counter:
    """Counts statements without keeping them."""

    queries = 0

    def __call__(self, execute, sql, params, many, context):
        self.queries += 1
        return execute(sql, params, many, context)


def _together(parts: list[Row]) -> Row:
    rows, plain = sum(part.rows for part in parts), sum(part.bare_seconds or 0 for part in parts)
    seconds, clock = sum(part.seconds for part in parts), sum(part.clock for part in parts)
    return _row("the whole night", rows, seconds, clock, plain, None, goal=GOAL)


def _again() -> Row:
    """The same ticks once more: nothing is left to do."""
    with Stopwatch() as watch:
        rows = sum(tick(at=NIGHT) for _, tick, _ in TICKS)
    return Row("the same night again", rows, watch.seconds, watch.clock, memory_mb=memory())


def _row(
    work: str, rows: int, seconds: float, clock: float, plain: float, queries: float | None, goal: float | None = None
) -> Row:  # fmt: skip
    return Row(
        work, rows, seconds, clock, rows_a_second=rows / max(seconds, 0.001), bare_seconds=plain,
        ratio=seconds / max(plain, 0.001), goal=goal, queries_per_1000=queries, memory_mb=memory(),
    )  # fmt: skip


def memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
