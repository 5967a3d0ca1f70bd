"""How long a round takes with the reading from a database, in one of its own: the rest is measured in the engine.

Seconds are of the processor in this process; what a database server does besides is in `clock` only.
"""

from collections.abc import Callable
from statistics import median
from time import perf_counter, process_time

from matching.bench.crowd import START, fill
from matching.engine.bench import Row
from matching.engine.rounds import answer, problem
from matching.models import Run
from matching.selectors.runs_inputs import gather
from programmes.bench.scratch import scratch_database

__all__ = ["reading"]

GOAL, REPEATS = 0.040, 9


def reading(patients: int, helpers: int) -> list[Row]:
    """Reading everybody, and the whole round after it: rule out, score, solve and prove."""
    name = f"{patients:,} x {helpers:,}"
    with scratch_database(sqlite=True):
        run = fill(patients, helpers)
        whole = answer(asked := gather(run, on=START.date()).asked, made := problem(asked))
        read, read_clock = _measured(lambda: gather(run, on=START.date()))
        all_, clock = _measured(lambda: _round(run))
    return [
        Row(f"read {name} from the database", read, None, REPEATS, note=_clock(read_clock)),
        Row(f"run {name} with reading", all_, GOAL, REPEATS, len(made.score), certified=whole.certified,
            note=_clock(clock)),
    ]  # fmt: skip


def _round(run: Run) -> None:
    asked = gather(run, on=START.date()).asked
    answer(asked, problem(asked))


def _measured(work: Callable[[], object]) -> tuple[float, float]:
    """Median seconds of the processor, and of the clock."""
    taken, passed = [], []
    for _ in range(REPEATS):
        began, started = perf_counter(), process_time()
        work()
        taken.append(process_time() - started)
        passed.append(perf_counter() - began)
    return median(taken), median(passed)


def _clock(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms by the clock"
