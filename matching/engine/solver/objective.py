"""One number per pair that puts priority strictly before score, and leaves room to break ties.

weight = (classes - class) x spacing + score + kappa if it was proposed last round - fairness x slot.
Spacing exceeds all the score there can be, so equal steps between classes are enough for strict priority:
sets of patients who can be matched together form a matroid, where best-first by any falling weights is best.
Mostly it is twice that, and counts one place more than there is: so a price, which is what one more place would
bring, can be taken apart again into steps of priority and score. Scores too large for that get the least spacing.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.engine.solver.edges import CHUNK
from matching.engine.solver.errors import WeightTooLarge

LIMIT = 1 << 52
USUAL_CLASSES = 4
TIE_BITS = 8


@dataclass(frozen=True, slots=True)
class Objective:
    """`spacing` is the worth of one step of priority; `most` the largest weight that a pair can have."""

    classes: int
    spacing: int
    most: int
    kappa: int
    fairness: int

    @classmethod
    def of(
        cls, best: NDArray[np.int64], priority: NDArray[np.int64], places: NDArray[np.int64],
        kappa: int, fairness: int,
    ) -> "Objective":  # fmt: skip
        """`best` is each patient's highest score, -1 for who has no lawful pair: see `best_scores`.

        Raises WeightTooLarge where the weight of a pair (with kappa) reaches 2^52: up to there all that is done with
        weights, and with differences of two, is exact in int64 and in float64.
        """
        classes = max(USUAL_CLASSES, int(priority.max(initial=0)) + 1)
        room = sum(np.minimum(places, len(priority)).tolist())
        slots = min(int(places.max(initial=0)), len(priority))
        worth = int(best.max(initial=0)) + kappa + fairness * max(0, slots - 1)
        least, wide = min(len(priority), room) * worth + 1, 2 * min(len(priority), room + 1) * worth + 1
        # A step of priority is more than any score, so the largest weight is in the most urgent class.
        first = int(priority[best >= 0].min(initial=classes - 1))
        top = max(0, int(best[priority == first].max(initial=0))) + kappa
        spacing = wide if (classes - first) * wide + top < LIMIT else least
        most = (classes - first) * spacing + top
        if most >= LIMIT:
            raise WeightTooLarge(f"weights would reach {most}, the limit is {LIMIT}")
        return cls(classes, spacing, most, kappa, fairness if slots > 1 else 0)

    def base(self, priority: NDArray[np.int64]) -> NDArray[np.int64]:
        """What matching each patient is worth before any score."""
        return (self.classes - priority) * self.spacing

    def tie(self, matches: int) -> tuple[int, int]:
        """(factor, bits): weights times the factor leave room for a hash of so many bits on every match."""
        for bits in range(TIE_BITS, 0, -1):
            factor = matches * ((1 << bits) - 1) + 1
            if self.most * factor + (1 << bits) < LIMIT:
                return factor, bits
        return 1, 0


def best_scores(patient: NDArray[np.integer], score: NDArray[np.integer], patients: int) -> NDArray[np.int64]:
    """The highest score of each patient's pairs, -1 for who has none. Piece by piece, to spare memory."""
    best = np.full(patients, -1, dtype=np.int64)
    for first in range(0, len(score), CHUNK):
        piece = slice(first, first + CHUNK)
        np.maximum.at(best, patient[piece], score[piece].astype(np.int64))
    return best
