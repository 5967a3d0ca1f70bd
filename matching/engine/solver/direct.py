"""A small problem solved in one go: volunteers become slots, and everybody may stay unmatched."""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

from matching.engine.solver.edges import Edges, int_starts

Ints = NDArray[np.int64]
AnyInts = NDArray[np.integer]
UNMATCHED = -1


def solve(edges: Edges, places: Ints, fairness: int, floor: Ints | None = None) -> Ints:
    """The volunteer of each row, -1 for none: the largest sum of weights (scaled as `edges` says).

    Each patient has a dummy column of their own at the highest cost: that makes every problem feasible, and
    spares scipy a search that explodes on layered graphs (scipy #26147). Patients go in order of the most
    they could bring, so that the later ones mostly find their place, or none, at once: 3 times as fast.

    `floor` are prices already known to be too low (or 0). Every place then costs its floor from the start. As the
    true prices are higher, each such place is taken in the best answer, so that the answer stays the same.
    """
    slots = np.minimum(places, np.bincount(edges.volunteer, minlength=len(places)))
    starts = int_starts(slots)
    matched = np.full(edges.rows, UNMATCHED, dtype=np.int64)
    floor = np.zeros(len(places), dtype=np.int64) if floor is None else floor
    owner, slot, weight = _slot_edges(edges, slots, starts, fairness * edges.factor, floor)
    if not len(owner):
        return matched
    most = np.zeros(edges.rows, dtype=np.int64)
    np.maximum.at(most, owner, weight)
    order = np.argsort(-most, kind="stable")[: np.count_nonzero(most)]
    line = np.empty(edges.rows, dtype=np.int32)
    line[order] = np.arange(len(order))
    taken = _assigned(line[owner], slot, weight, len(order), int(starts[-1]))
    real = np.flatnonzero(taken < starts[-1])
    matched[order[real]] = np.searchsorted(starts, taken[real], side="right") - 1
    return matched


def _slot_edges(
    edges: Edges, slots: Ints, starts: Ints, step: int, floor: Ints
) -> tuple[AnyInts, AnyInts, Ints]:
    """A pair for each slot of the volunteer, less what the slot costs: `step` for each one before it, or the floor."""
    owner, volunteer, weight = edges.all()
    copies = slots[volunteer]
    pair = np.repeat(np.arange(len(copies), dtype=np.int32), copies)
    number = np.arange(len(pair), dtype=np.int32)
    number -= np.repeat(int_starts(copies)[:-1].astype(np.int32), copies)
    theirs = volunteer[pair]
    weight = weight[pair] - np.maximum(step * number.astype(np.int64), floor[theirs])
    slot = starts[theirs].astype(np.int32) + number
    worth = weight > 0
    return owner[pair][worth], slot[worth], weight[worth]


def _assigned(line: AnyInts, other: AnyInts, weight: Ints, lines: int, others: int) -> Ints:
    """For each line the column it takes; `others` and above are the dummies. Costs are at least 1, for zeros vanish."""
    top = int(weight.max()) + 1
    cost = np.concatenate([top - weight, np.full(lines, top)]).astype(np.float64)
    everybody = np.arange(lines, dtype=np.int32)
    row, column = np.concatenate([line, everybody]), np.concatenate([other, everybody + np.int32(others)])
    graph = csr_array((cost, (row, column)), shape=(lines, others + lines))
    found, taken = min_weight_full_bipartite_matching(graph)
    chosen = np.empty(lines, dtype=np.int64)
    chosen[found] = taken
    return chosen
