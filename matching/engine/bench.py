"""How fast the engine is, measured: pure functions that return rows for a table. Figures are medians.

Seconds are of the processor: the engine runs on one thread, so on an idle machine they are those of the clock,
and on a busy one they still mean something. Compare figures within one table only, and ratios across machines.
The people are made up.
"""

import resource
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from statistics import median
from time import process_time
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from matching.engine.columns import Pool, Queue
from matching.engine.pairs import Pairs, lawful_pairs
from matching.engine.population import TODAY, people, volunteers
from matching.engine.ranking import rank
from matching.engine.settings import Settings
from matching.engine.solver import Assignment, assign

RANKS = (150, 4_000, 30_000)
RUNS = ((500, 150), (2_000, 800), (10_000, 4_000))
NATIONAL = (100_000, 30_000)
SCHEMES = 200
SETTINGS = Settings(area_required=True)
NATIONAL_AREAS, EVERYWHERE = 200, 0.03
BARE_UP_TO = 2_000


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. Seconds are the median of `repeats`; `ratio` is to a bare linear_sum_assignment."""

    work: str
    seconds: float
    goal: float | None = None
    repeats: int = 1
    pairs: int | None = None
    ns_a_pair: float | None = None
    ratio: float | None = None
    certified: bool | None = None
    memory_mb: int | None = None

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def table(
    ranks: Sequence[int] = RANKS, runs: Sequence[tuple[int, int]] = RUNS, schemes: int = SCHEMES,
    *, national: bool = False,
) -> Iterator[Row]:  # fmt: skip
    """The whole table, a row as soon as it is measured. The national row takes minutes and is left out by default."""
    yield from (ranking(count) for count in ranks)
    for size in runs:
        yield from run(*size)
    if schemes:
        yield closed_schemes(schemes)
    if national:
        yield from run(*NATIONAL, areas=NATIONAL_AREAS, everywhere=EVERYWHERE)


def ranking(count: int, *, repeats: int = 40) -> Row:
    """One patient, top 10 with reasons, against a pool that is prepared."""
    pool, asking = Pool(volunteers(count)), iter([*people(repeats + 1)])
    rank(next(asking), pool, settings=SETTINGS, today=TODAY).best(10)
    seconds = _median(lambda: rank(next(asking), pool, settings=SETTINGS, today=TODAY).best(10), repeats)
    goal = {150: 0.001, 4_000: 0.003, 30_000: 0.012}.get(count)
    return Row(f"top 10 of {count:,} with reasons", seconds, goal, repeats, memory_mb=memory())


def run(patients: int, helpers: int, *, areas: int = 8, everywhere: float = 0.5) -> Iterator[Row]:
    """Scoring, then solving with the proof, then both; against bare linear_sum_assignment where that fits."""
    name, repeats = f"{patients:,} x {helpers:,}", max(1, min(15, 8_000 // patients))
    pool = Pool(volunteers(helpers, areas=areas, everywhere=everywhere))
    queue = Queue(people(patients, areas=areas), pool)
    pairs = lawful_pairs(queue, pool, settings=SETTINGS, today=TODAY)  # prepares the columns, as reading does
    scoring = _median(lambda: lawful_pairs(queue, pool, settings=SETTINGS, today=TODAY), repeats)
    yield Row(f"score {name}", scoring, None, repeats, len(pairs), scoring / patients / helpers * 1e9)
    rest = _rest(queue, pool)
    answers: list[Assignment] = []
    solving = _median(lambda: answers.append(_solve(pairs, rest)), repeats)
    found = answers[-1]
    ratio = solving / bare(pairs, rest, repeats) if patients <= BARE_UP_TO else None
    yield Row(
        f"solve and prove {name}", solving, None, repeats, len(pairs), ratio=ratio, certified=found.certified
    )
    goal = {500: 0.015, 2_000: 0.4, 10_000: 10.0, 100_000: 600.0}.get(patients)
    yield Row(f"run {name}", scoring + solving, goal, repeats, len(pairs), certified=found.certified,
              memory_mb=memory())  # fmt: skip


def closed_schemes(schemes: int = SCHEMES, *, patients: int = 500, helpers: int = 150) -> Row:
    """Many schemes in one problem: no volunteer of one may support a patient of another."""
    pool = Pool(volunteers(helpers))
    queue = Queue(people(patients), pool)
    pairs = lawful_pairs(queue, pool, settings=SETTINGS, today=TODAY)
    shift = np.repeat(np.arange(schemes, dtype=np.int32), len(pairs))
    many = Pairs(np.tile(pairs.patient, schemes) + shift * np.int32(patients),
                 np.tile(pairs.volunteer, schemes) + shift * np.int32(helpers), np.tile(pairs.score, schemes),
                 pairs.people, pairs.volunteers)  # fmt: skip
    rest = {name: np.tile(values, schemes) for name, values in _rest(queue, pool).items()}
    started = process_time()
    found = _solve(many, rest)
    return Row(f"{schemes} closed schemes of {patients} x {helpers}", process_time() - started, 3.0, 1, len(many),
               certified=found.certified, memory_mb=memory())  # fmt: skip


def bare(pairs: Pairs, rest: dict[str, NDArray[Any]], repeats: int) -> float:
    """Median seconds of linear_sum_assignment alone on the same weights, ready made as a dense matrix."""
    priority, places = rest["priority"], rest["places"]
    spacing = 2 * len(priority) * (int(pairs.score.max()) + 1)
    holder = np.repeat(np.arange(len(places)), places)
    weight = np.zeros((len(priority), len(places)))
    weight[pairs.patient, pairs.volunteer] = (4 - priority[pairs.patient]) * spacing + pairs.score
    dense = weight[:, holder]
    return _median(lambda: linear_sum_assignment(dense, maximize=True), repeats)


def memory() -> int:
    """The most memory this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (
        1024 if sys.platform != "darwin" else 1024**2
    )


def _rest(queue: Queue, pool: Pool) -> dict[str, NDArray[Any]]:
    chance = np.random.default_rng(1)
    return {
        "priority": chance.choice(4, len(queue), p=(0.1, 0.2, 0.4, 0.3)),
        "places": pool.numbers("places"),
    }


def _solve(pairs: Pairs, rest: dict[str, NDArray[Any]]) -> Assignment:
    return assign(
        pairs.patient, pairs.volunteer, pairs.score, priority=rest["priority"], places=rest["places"]
    )


def _median(work: Callable[[], object], repeats: int) -> float:
    taken = []
    for _ in range(repeats):
        started = process_time()
        work()
        taken.append(process_time() - started)
    return median(taken)


if __name__ == "__main__":
    for row in table(national="--national" in sys.argv):
        print(row.as_dict())
