"""A pair that fits too badly is not lawful: without this, counting matches would trade good ones for many poor ones."""

import numpy as np
from numpy.typing import NDArray

from matching.engine.block import NOBODY, Block
from matching.engine.facts import PersonFacts, VolunteerFacts
from matching.engine.rules.registry import HardRule, rule
from matching.engine.scoring import score, scores
from matching.engine.settings import Case
from matching.engine.words import Words


@rule
class FitsWellEnough(HardRule):
    """The programme's minimum score, asked last."""

    code, order = "minimum", 900

    def rules_out(self, person: PersonFacts, volunteer: VolunteerFacts, case: Case) -> bool:
        return (
            case.settings.minimum_score > 0 and score(person, volunteer, case) < case.settings.minimum_score
        )

    def grid(self, block: Block) -> NDArray[np.bool_]:
        minimum = block.case.settings.minimum_score
        return scores(block) < minimum if minimum > 0 else NOBODY

    def title(self, person: PersonFacts, case: Case, words: Words) -> str:
        return (
            f"Fits less well than the {case.settings.minimum_score // 100} of 100 that the programme asks for"
        )
