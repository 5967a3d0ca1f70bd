"""How time and memory are taken: seconds of the processor, and the most memory that a process of its own has held."""

import resource
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any, TypeVar

Answer = TypeVar("Answer")
STATUS = Path("/proc/self/status")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. Seconds are the median of `repeats`; `ratio` is to a bare linear_sum_assignment.

    `times` says how many times as long as ours another way takes, `goal_times` how many it should be;
    `goal_ratio` and `goal_ns` are the most that the ratio and the nanoseconds a pair should be.
    """

    work: str
    seconds: float
    goal: float | None = None
    repeats: int = 1
    pairs: int | None = None
    ns_a_pair: float | None = None
    goal_ns: float | None = None
    ratio: float | None = None
    goal_ratio: float | None = None
    certified: bool | None = None
    memory_mb: int | None = None
    times: float | None = None
    goal_times: float | None = None
    note: str = ""

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def seconds_of(work: Callable[[], object], repeats: int) -> float:
    """Median seconds of the processor."""
    taken = []
    for _ in range(repeats):
        started = process_time()
        work()
        taken.append(process_time() - started)
    return median(taken)


def memory() -> int:
    """The most memory this process has held, in MB. What it was started from does not count."""
    if STATUS.exists():
        line = next(line for line in STATUS.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) // 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most // (1024**2 if sys.platform == "darwin" else 1024)


def alone(work: Callable[..., Answer], *args: Any, **kwargs: Any) -> Answer:
    """What `work` gives in a fresh process, so that its memory is its own."""
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(work, args, kwargs)
