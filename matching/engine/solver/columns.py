"""A large problem in one piece: solve it on the pairs that are likely to matter, price all, add what was missed.

The result is exact: the loop ends only when no pair at all is worth more than the prices say.
Keeping the best few per patient without the pricing is not exact.
"""

import numpy as np
from numpy.typing import NDArray

from matching.engine.solver import direct
from matching.engine.solver.certificate import Certificate, prove
from matching.engine.solver.edges import Edges
from matching.engine.solver.errors import NotCertified

Ints = NDArray[np.int64]
PER_PATIENT, PER_VOLUNTEER, ADDED = 12, 24, 12
WORD_BITS = 62


def solve(edges: Edges, places: Ints, fairness: int) -> tuple[Ints, Ints]:
    """The volunteer of each row, -1 for none, and the positions of the pairs that were enough to find it.

    The last pairs added mostly change little: so the old answer is proved anew before it is solved anew, and
    then from prices a little below the old ones, which is ten times as fast as from nothing.
    """
    working = promising(edges)
    part = edges.only(working)
    matched, proof = _solved(part, places, fairness, None)
    while True:
        missed, most = worst_missed(edges, proof)
        if not len(missed):
            return matched, working
        working = np.union1d(working, missed)
        part = edges.only(working)
        try:
            proof = prove(part, places, fairness, matched)
        except NotCertified:
            floor = np.maximum(proof.prices - most, 0)
            matched, proof = _solved(part, places, fairness, floor)


def _solved(part: Edges, places: Ints, fairness: int, floor: Ints | None) -> tuple[Ints, Certificate]:
    """The answer for these pairs and its proof; a floor that turns out too high is taken away."""
    matched = direct.solve(part, places, fairness, floor)
    try:
        return matched, prove(part, places, fairness, matched)
    except NotCertified:
        if floor is None:
            raise
        return _solved(part, places, fairness, None)


def worst_missed(edges: Edges, proof: Certificate) -> tuple[Ints, int]:
    """Of each patient the pairs most underrated by the prices, and by how much at most. All pairs are looked at."""
    found, most = [np.zeros(0, dtype=np.int64)], 0
    for first, owner, volunteer, weight in edges.chunks():
        over = weight - proof.profits[owner]
        over -= proof.prices[volunteer]
        at = np.flatnonzero(over > 0)
        most = max(most, int(over[at].max(initial=0)))
        found.append(first + at[best_of(owner[at], over[at], ADDED)])
    return np.concatenate(found), most


def promising(edges: Edges) -> Ints:
    """Positions of the best pairs of each patient and of each volunteer."""
    mine = []
    theirs, whose, merit = (np.zeros(0, dtype=np.int64) for _ in range(3))
    for first, owner, volunteer, weight in edges.chunks():
        mine.append(first + best_of(owner, weight, PER_PATIENT))
        # The best so far of each volunteer go on to the next chunk, so that a long list keeps no more than a short one.
        new = best_of(volunteer, weight, PER_VOLUNTEER)
        theirs = np.concatenate([theirs, first + new])
        whose, merit = np.concatenate([whose, volunteer[new]]), np.concatenate([merit, weight[new]])
        kept = best_of(whose, merit, PER_VOLUNTEER)
        theirs, whose, merit = theirs[kept], whose[kept], merit[kept]
    return np.union1d(np.concatenate(mine), theirs)


def best_of(group: NDArray[np.integer], merit: Ints, count: int) -> Ints:
    """Positions of the `count` highest merits in each group, rising; ties go to the first.

    Merit is cut to the bits that are left beside group and position in one word, which sorts ten times as fast:
    which pairs are tried first may be rough, for it changes only how soon the answer is found.
    """
    if not len(group):
        return np.zeros(0, dtype=np.int64)
    position_bits, group_bits = len(group).bit_length(), int(group.max()).bit_length()
    left = WORD_BITS - position_bits - group_bits
    behind = int(merit.max()) - merit
    behind >>= max(0, int(behind.max()).bit_length() - left)
    word = ((group.astype(np.int64) << left | behind) << position_bits) + np.arange(len(group))
    word.sort()
    groups = word >> (left + position_bits)
    starts = np.flatnonzero(np.concatenate(([True], groups[1:] != groups[:-1])))
    place = np.arange(len(groups)) - np.repeat(starts, np.diff(np.append(starts, len(groups))))
    return np.sort(word[place < count] & ((1 << position_bits) - 1))
