"""A large round in parts that compete for no place with each other: each solved on its own, wherever, then joined.

parts(asked, made)                 rounds of their own; none if it is not worth it
solved(part)                       what one part gives: plain values
whole(asked, made, solutions)      the answer, proved over every pair of the whole round
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from matching.engine.rounds import Answer, Ints, Place, Problem, Round, answered, problem, rest_of, solve
from matching.engine.solver import NotCertified, Objective, best_scores, joined

PART_PAIRS = 1 << 20  # about a second of solving
NOBODY = -1


@dataclass(frozen=True, slots=True)
class Solution:
    """By key of seeker the place given, and what one more place would add, by place."""

    place_of: Mapping[str, Place]
    prices: Mapping[Place, int]


def parts(asked: Round, made: Problem) -> list[Round]:
    """Small separate problems go together into one part, up to PART_PAIRS pairs; a larger one is a part by itself."""
    if len(made.score) <= PART_PAIRS:
        return []
    label, count = _labels(asked, made)
    bins = _bins(np.bincount(label[made.patient], minlength=count))
    found = int(bins.max(initial=NOBODY)) + 1
    if found < 2:
        return []
    rest, people = rest_of(asked, made), len(asked.seekers)
    best = best_scores(made.patient, made.worth, people)
    priority = np.array(rest["priority"], dtype=np.int64)
    objective = Objective.of(best, priority, made.places, kappa=asked.kappa, fairness=asked.fairness)
    mine, theirs = bins[label[:people]], bins[label[people:]]
    return [_part(asked, made, objective, mine == one, theirs == one) for one in range(found)]


def _labels(asked: Round, made: Problem) -> tuple[NDArray[np.int32], int]:
    """The separate problem of each seeker, then of each place, and how many there are."""
    people = len(asked.seekers)
    size = people + len(made.places_of)
    pairs = np.ones(len(made.patient), dtype=np.int8)
    graph = csr_array((pairs, (made.patient, made.volunteer + people)), shape=(size, size))
    count, label = connected_components(graph, directed=False)
    return label, count


def _bins(pairs: Ints) -> Ints:
    """The part of each separate problem, -1 for those without a pair."""
    bins, now, left = np.full(len(pairs), NOBODY, dtype=np.int64), NOBODY, 0
    for one in np.argsort(-pairs, kind="stable").tolist():
        if not pairs[one]:
            break
        if pairs[one] > left:
            now, left = now + 1, PART_PAIRS
        bins[one] = now
        left -= int(pairs[one])
    return bins


def _part(
    asked: Round, made: Problem, objective: Objective, mine: NDArray[np.bool_], theirs: NDArray[np.bool_]
) -> Round:
    places = {made.places_of[at]: int(made.places[at]) for at in np.flatnonzero(theirs)}
    seekers = tuple(asked.seekers[at] for at in np.flatnonzero(mine))
    wanted = {one.programme for one in seekers}
    programmes = {key: one for key, one in asked.programmes.items() if key in wanted}
    pools = {
        one.role: tuple(fact for fact in asked.pools[one.role] if (fact.id, one.role) in places)
        for one in programmes.values()
    }
    return replace(
        asked,
        seekers=seekers,
        programmes=programmes,
        pools=pools,
        held={},
        places=places,
        objective=objective,
    )


def solved(part: Round) -> Solution:
    """Raises NotCertified rather than give an answer that is not the best."""
    made = problem(part)
    found = solve(part, made)
    place_of = {
        one.key: made.places_of[at]
        for one, at in zip(part.seekers, found.volunteer_of.tolist(), strict=True) if at >= 0
    }  # fmt: skip
    prices = dict(zip(made.places_of, found.prices.tolist(), strict=True))
    return Solution(place_of, {place: price for place, price in prices.items() if price})


def whole(asked: Round, made: Problem, solutions: Iterable[Solution]) -> Answer:
    """Raises NotCertified unless the parts together are proved to be the best answer of the whole round."""
    at = {place: index for index, place in enumerate(made.places_of)}
    row = {one.key: index for index, one in enumerate(asked.seekers)}
    volunteer_of = np.full(len(row), NOBODY, dtype=np.int64)
    prices = np.zeros(len(at), dtype=np.int64)
    for one in solutions:
        if not (one.place_of.keys() <= row.keys() and {*one.place_of.values(), *one.prices} <= at.keys()):
            raise NotCertified("a part knows somebody whom the round does not know")
        for key, place in one.place_of.items():
            volunteer_of[row[key]] = at[place]
        for place, price in one.prices.items():
            prices[at[place]] = price
    pairs = (made.patient, made.volunteer, made.worth)
    return answered(asked, made, joined(*pairs, volunteer_of, prices, **rest_of(asked, made)))
