"""One number per pair that puts priority strictly before score, and leaves room to break ties.

weight = (classes - class) x spacing + score + kappa if it was proposed last round - fairness x slot.
Spacing exceeds all the score there can be, so equal steps between classes are enough for strict priority:
sets of patients who can be matched together form a matroid, where best-first by any falling weights is best.
Spacing is twice what that takes, and counts one place more than there is: so a price, which is what one more
place would bring, can be taken apart again into steps of priority and score.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

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
        cls, scores: NDArray[np.integer], priority: NDArray[np.int64], places: NDArray[np.int64],
        kappa: int, fairness: int,
    ) -> "Objective":  # fmt: skip
        """Raises WeightTooLarge where a weight would reach 2^52."""
        classes = max(USUAL_CLASSES, int(priority.max(initial=0)) + 1)
        slots = min(int(places.max(initial=0)), len(priority))
        extra = int(scores.max(initial=0)) + kappa
        matches = min(len(priority), sum(np.minimum(places, len(priority)).tolist()) + 1)
        spacing = 2 * matches * (extra + fairness * max(0, slots - 1)) + 1
        most = classes * spacing + extra
        if most >= LIMIT:
            raise WeightTooLarge(f"weights would reach {most}, the limit is {LIMIT}")
        return cls(classes, spacing, most, kappa, fairness)

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
