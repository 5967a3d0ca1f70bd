"""Rows that set the engine beside what people would otherwise use: plain Python, and greedy rules."""

from collections.abc import Callable, Iterator
from time import process_time

import numpy as np

from matching.engine.bench import others
from matching.engine.bench.measure import Row, seconds_of
from matching.engine.bench.rounds import SETTINGS, Case, dense_weights
from matching.engine.population import TODAY
from matching.engine.rules import eligibility
from matching.engine.scoring import score
from matching.engine.settings import Case as Circumstances

GOAL_TIMES = 300
CLASSES = 4
GREEDY_RULES: tuple[tuple[str, Callable[..., others.Ints]], ...] = (
    ("the best pair first", others.best_pair_first),
    ("the most urgent person first", others.most_urgent_first),
)


def plain_python(patients: int, helpers: int) -> Iterator[Row]:
    """The same people and rules in plain Python: pair by pair, then the Hungarian algorithm as textbooks have it."""
    name, case = f"{patients:,} x {helpers:,}", Case.of(patients, helpers, one_place=True)
    ours, solving = seconds_of(case.score, 9), seconds_of(case.solve, 9)
    yield Row(
        f"run {name}, a place each",
        ours + solving,
        None,
        9,
        len(case.pairs),
        certified=case.solve().certified,
    )
    started = process_time()
    lawful = sum(
        _scored(case, person, volunteer) for person in case.queue.facts for volunteer in case.pool.facts
    )
    scoring = process_time() - started
    yield Row(f"plain Python: pair by pair {name}", scoring, None, 1, lawful, times=scoring / ours)
    cost = _square(dense_weights(case))
    started = process_time()
    found = others.Hungarian(cost).answer()
    took = process_time() - started
    same = _worth(cost, found) == _best(case)
    yield Row(f"plain Python: Hungarian {name}", took, None, 1, lawful, times=took / solving,
              goal_times=GOAL_TIMES, note="the same worth" if same else "NOT the same worth")  # fmt: skip
    both = scoring + took
    yield Row(f"plain Python: both {name}", both, None, 1, lawful, times=both / (ours + solving))


def _scored(case: Case, person, volunteer) -> bool:
    """Whether the pair is lawful, once its score is worked out."""
    if eligibility(person, volunteer, SETTINGS, today=TODAY):
        return False
    return score(person, volunteer, Circumstances(SETTINGS, TODAY)) >= 0


def _square(weights) -> list[list[int]]:
    """Costs with as many rows as columns: a place of no worth stands for being left without."""
    rows, columns = weights.shape
    size = max(rows, columns)
    whole = np.pad(weights, ((0, size - rows), (0, size - columns))).astype(np.int64)
    return (int(whole.max()) - whole).tolist()


def _worth(cost: list[list[int]], found: list[int]) -> int:
    top = max(map(max, cost))
    return sum(top - cost[row][column] for row, column in enumerate(found))


def _best(case: Case) -> int:
    """The worth of our own answer in the same weights."""
    weights, found = dense_weights(case), case.solve()
    holder = np.repeat(np.arange(len(case.places)), case.places)
    first = np.searchsorted(holder, found.volunteer_of)
    return sum(int(weights[row, first[row]]) for row in np.flatnonzero(found.volunteer_of >= 0).tolist())


def greedy(patients: int, helpers: int) -> Iterator[Row]:
    """What two rules of thumb lose against the best answer."""
    case = Case.of(patients, helpers)
    best, pairs = case.solve(), case.pairs
    for name, rule in GREEDY_RULES:
        started = process_time()
        found = rule(pairs.patient, pairs.volunteer, pairs.score, case.priority, case.places)
        took = process_time() - started
        yield Row(
            f"greedy: {name} {patients} x {helpers}", took, None, 1, len(pairs), note=_lost(case, found, best)
        )


def _lost(case: Case, found: others.Ints, best) -> str:
    """`by class: -6 +2 -1 0 people; score -11%`."""
    matched = np.bincount(case.priority[found >= 0], minlength=CLASSES)
    more = " ".join(
        f"{int(now) - was:+d}" for now, was in zip(matched, best.matched_by_priority, strict=True)
    )
    pairs = case.pairs
    score_now = int(pairs.score[found[pairs.patient] == pairs.volunteer].sum(dtype=np.int64))
    return f"people by class {more}; score {score_now / best.score - 1:+.1%}"
