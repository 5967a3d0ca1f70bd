"""How fast the engine is, measured: pure functions that return rows for a table. Figures are medians.

Seconds are of the processor: the engine runs on one thread, so on an idle machine they are those of the clock,
and on a busy one they still mean something. Compare figures within one table only, and ratios across machines.
The people are made up.
"""

from collections.abc import Iterator, Sequence

from matching.engine.bench.compared import greedy, plain_python
from matching.engine.bench.measure import Row, alone, memory, seconds_of
from matching.engine.bench.rounds import closed_schemes, ranking, run, shuffled

__all__ = ["Row", "memory", "seconds_of", "table"]

RANKS = (150, 4_000, 30_000)
RUNS = ((500, 150), (2_000, 800), (10_000, 4_000))
NATIONAL = (100_000, 30_000)
SCHEMES = 200
NATIONAL_AREAS, EVERYWHERE = 200, 0.03
PLAIN, GREEDY = (200, 200), (500, 150)
ALONE_FROM = 10_000  # from here memory is worth a process of its own


def table(
    ranks: Sequence[int] = RANKS, runs: Sequence[tuple[int, int]] = RUNS, schemes: int = SCHEMES,
    *, plain: tuple[int, int] = PLAIN, national: bool = False,
) -> Iterator[Row]:  # fmt: skip
    """The whole table, a row as soon as it is measured. The national rows take minutes and are left out by default."""
    yield from (ranking(count) for count in ranks)
    for size in runs:
        yield from alone(run, *size) if size[0] >= ALONE_FROM else run(*size)
    if schemes:
        yield closed_schemes(schemes)
    yield shuffled(*GREEDY)
    yield from plain_python(*plain)
    yield from greedy(*GREEDY)
    if national:
        yield from alone(run, *NATIONAL, areas=NATIONAL_AREAS, everywhere=EVERYWHERE)
