"""Rows about the engine itself: one person's ranking, and whole waiting lists."""

from dataclasses import dataclass
from statistics import median
from time import process_time
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from matching.engine.bench.measure import Row, memory, seconds_of
from matching.engine.columns import Pool, Queue
from matching.engine.pairs import Pairs, lawful_pairs
from matching.engine.population import TODAY, people, volunteers
from matching.engine.ranking import rank
from matching.engine.settings import Settings
from matching.engine.solver import Assignment, assign

SETTINGS = Settings(area_required=True)
BARE_UP_TO = 2_000
RANK_GOALS = {150: 0.001, 4_000: 0.003, 30_000: 0.012}
RUN_GOALS = {500: 0.015, 2_000: 0.4, 10_000: 10.0, 100_000: 600.0}
SCORE_GOAL_NS = 30
RATIO_GOALS = {500: 1.3, 2_000: 1.0}
SHUFFLES = 30


@dataclass(frozen=True, slots=True)
class Case:
    """A waiting list with its pool, ready to be scored: columns are prepared, as reading prepares them."""

    queue: Queue
    pool: Pool
    pairs: Pairs
    priority: NDArray[Any]
    places: NDArray[Any]

    @classmethod
    def of(
        cls, patients: int, helpers: int, *, areas: int = 8, everywhere: float = 0.5, one_place: bool = False
    ) -> "Case":
        pool = Pool(volunteers(helpers, areas=areas, everywhere=everywhere))
        queue = Queue(people(patients, areas=areas), pool)
        chance = np.random.default_rng(1)
        priority = chance.choice(4, patients, p=(0.1, 0.2, 0.4, 0.3))
        pairs = lawful_pairs(queue, pool, settings=SETTINGS, today=TODAY)
        places = pool.numbers("places")
        return cls(queue, pool, pairs, priority, np.ones_like(places) if one_place else places)

    def score(self) -> Pairs:
        return lawful_pairs(self.queue, self.pool, settings=SETTINGS, today=TODAY)

    def solve(self) -> Assignment:
        return solved(self.pairs, self.priority, self.places)

    def by_id(self, people: NDArray[Any], helpers: NDArray[Any]) -> dict[str, str]:
        """Who is proposed to whom, with patients and volunteers listed in this order (positions)."""
        pairs, row, column = self.pairs, np.argsort(people), np.argsort(helpers)
        keys = [pairs.people[at] for at in people], [pairs.volunteers[at] for at in helpers]
        found = assign(
            row[pairs.patient], column[pairs.volunteer], pairs.score, priority=self.priority[people],
            places=self.places[helpers], patient_keys=keys[0], volunteer_keys=keys[1],
        )  # fmt: skip
        return {keys[0][at]: keys[1][to] for at, to in enumerate(found.volunteer_of.tolist()) if to >= 0}


def solved(pairs: Pairs, priority: NDArray[Any], places: NDArray[Any]) -> Assignment:
    return assign(pairs.patient, pairs.volunteer, pairs.score, priority=priority, places=places)


def ranking(count: int, *, repeats: int = 40) -> Row:
    """One patient, top 10 with reasons, against a pool that is prepared."""
    pool, asking = Pool(volunteers(count)), iter([*people(repeats + 1)])
    rank(next(asking), pool, settings=SETTINGS, today=TODAY).best(10)
    seconds = seconds_of(lambda: rank(next(asking), pool, settings=SETTINGS, today=TODAY).best(10), repeats)
    return Row(
        f"top 10 of {count:,} with reasons", seconds, RANK_GOALS.get(count), repeats, memory_mb=memory()
    )


def run(patients: int, helpers: int, *, areas: int = 8, everywhere: float = 0.5) -> list[Row]:
    """Scoring, then solving with the proof, then both; against bare linear_sum_assignment where that fits."""
    name, repeats = f"{patients:,} x {helpers:,}", max(1, min(15, 8_000 // patients))
    started = process_time()
    case = Case.of(patients, helpers, areas=areas, everywhere=everywhere)
    scoring, count = process_time() - started, len(case.pairs)
    if patients <= max(RUN_GOALS) // 10:
        scoring = seconds_of(case.score, repeats)
    answers: list[Assignment] = []
    solving = seconds_of(lambda: answers.append(case.solve()), repeats)
    ratio = solving / bare(case, repeats) if patients <= BARE_UP_TO else None
    proved = all(one.certified for one in answers)
    goal = RUN_GOALS.get(patients)
    return [
        Row(
            f"score {name}", scoring, None, repeats, count, scoring / patients / helpers * 1e9, SCORE_GOAL_NS
        ),
        Row(
            f"solve and prove {name}",
            solving,
            None,
            repeats,
            count,
            ratio=ratio,
            goal_ratio=RATIO_GOALS.get(patients),
            certified=proved,
        ),
        Row(f"run {name}", scoring + solving, goal, repeats, count, certified=proved, memory_mb=memory()),
    ]


def closed_schemes(schemes: int, *, patients: int = 500, helpers: int = 150) -> Row:
    """Many schemes in one problem: no volunteer of one may support a patient of another."""
    case = Case.of(patients, helpers)
    pairs = case.pairs
    shift = np.repeat(np.arange(schemes, dtype=np.int32), len(pairs))
    many = Pairs(np.tile(pairs.patient, schemes) + shift * np.int32(patients),
                 np.tile(pairs.volunteer, schemes) + shift * np.int32(helpers), np.tile(pairs.score, schemes),
                 pairs.people, pairs.volunteers)  # fmt: skip
    priority, places = np.tile(case.priority, schemes), np.tile(case.places, schemes)
    started = process_time()
    found = solved(many, priority, places)
    return Row(f"{schemes} closed schemes of {patients} x {helpers}", process_time() - started, 3.0, 1, len(many),
               certified=found.certified, memory_mb=memory())  # fmt: skip


def shuffled(patients: int, helpers: int) -> Row:
    """The same people in another order, again and again: how often that changes who is proposed to whom."""
    case, chance = Case.of(patients, helpers), np.random.default_rng(2)
    first, changed, took = case.by_id(np.arange(patients), np.arange(helpers)), 0, []
    for _ in range(SHUFFLES):
        started = process_time()
        again = case.by_id(chance.permutation(patients), chance.permutation(helpers))
        took.append(process_time() - started)
        changed += again != first
    return Row(f"{patients:,} x {helpers:,} in another order", median(took), None, SHUFFLES, len(case.pairs),
               certified=True, note=f"{changed} of {SHUFFLES} answers changed")  # fmt: skip


def bare(case: Case, repeats: int) -> float:
    """Median seconds of linear_sum_assignment alone on the same weights, ready made as a dense matrix."""
    dense = dense_weights(case)
    return seconds_of(lambda: linear_sum_assignment(dense, maximize=True), repeats)


def dense_weights(case: Case) -> NDArray[np.float64]:
    """The weight of every place for every patient, 0 where the pair is not lawful."""
    pairs, priority = case.pairs, case.priority
    spacing = 2 * len(priority) * (int(pairs.score.max()) + 1)
    weight = np.zeros((len(priority), len(case.places)))
    weight[pairs.patient, pairs.volunteer] = (4 - priority[pairs.patient]) * spacing + pairs.score
    return weight[:, np.repeat(np.arange(len(case.places)), case.places)]
