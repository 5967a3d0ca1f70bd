"""The score of a pair: the sum over features of value (0..100) x the person's weight, so 0..10,000."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.engine import weights as weighing
from matching.engine.block import Block
from matching.engine.facts import PersonFacts, VolunteerFacts
from matching.engine.features import features
from matching.engine.settings import Case

HIGHEST = 10_000
FEW = 4  # a feature that weighs for less than a quarter of the people is worked out for them alone


@dataclass(frozen=True, slots=True)
class Part:
    """One feature's part of a score: `value` is 0..100, `points` out of `weight` is what a page shows (16/20)."""

    code: str
    label: str
    value: int
    weight: int

    @property
    def points(self) -> int:
        return (self.value * self.weight + 50) // 100


def parts(person: PersonFacts, volunteer: VolunteerFacts, case: Case) -> tuple[Part, ...]:
    """The parts of a pair's score, the heaviest first; features that weigh nothing are left out."""
    return parts_of(weighing.of(person), person, volunteer, case)


def parts_of(
    weights: weighing.Weights, person: PersonFacts, volunteer: VolunteerFacts, case: Case
) -> tuple[Part, ...]:
    """The same with the person's weights at hand, which must come from `weights.of`."""
    weighing_in = [feature for feature in features() if weights.get(feature.code, 0)]
    made = [Part(feature.code, feature.label, feature.value(person, volunteer, case), weights[feature.code])
            for feature in weighing_in]  # fmt: skip
    return tuple(sorted(made, key=lambda part: -part.weight))


def score(person: PersonFacts, volunteer: VolunteerFacts, case: Case) -> int:
    """The score of one pair, 0..10,000."""
    return sum(part.value * part.weight for part in parts(person, volunteer, case))


def scores(block: Block) -> NDArray[np.uint16]:
    """The scores of all pairs of a block, lawful or not: shape (people, volunteers). Kept by the block."""
    return block.once("scores", lambda: _scores(block))


def _scores(block: Block) -> NDArray[np.uint16]:
    total = np.zeros(block.shape, dtype=np.uint16)
    weights = block.people.once("weights", lambda: weighing.table(block.people.facts))
    for feature in (one for one in features() if one.code in weights):
        weight = weights[feature.code][block.rows][:, None]
        rows = np.flatnonzero(weight)
        if FEW * len(rows) > len(weight):
            total += feature.grid(block) * weight
        elif len(rows):
            total[rows] += feature.grid(block.of_rows(rows)) * weight[rows]
    return total
