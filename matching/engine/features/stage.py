"""Stage of illness: a peer who is some way further along the same road."""

import numpy as np
from numpy.typing import NDArray

from matching.engine.block import Block
from matching.engine.facts import PersonFacts, VolunteerFacts
from matching.engine.features.registry import (
    FULL,
    NEUTRAL,
    NOTHING_SAID,
    Feature,
    Said,
    feature,
    neutral_unless,
)
from matching.engine.settings import Case
from matching.engine.words import Words

LEAD, SETTLED, LOST_PER_YEAR = 2, 10, 15


@feature
class Stage(Feature):
    """100 when the volunteer has lived with it two years longer, or for ten; 15 less for each year short."""

    code, label, weight = "stage", "Further along the road", 10
    called, asks = "somebody further along the same road", "Is further along the same road"

    def value(self, person: PersonFacts, volunteer: VolunteerFacts, case: Case) -> int:
        if person.diagnosed_year is None or volunteer.diagnosed_year is None:
            return NEUTRAL
        year = case.today.year
        needed = min(max(0, year - person.diagnosed_year + LEAD), SETTLED)
        short = max(0, needed - max(0, year - volunteer.diagnosed_year))
        return max(0, FULL - LOST_PER_YEAR * short)

    def grid(self, block: Block) -> NDArray[np.uint8]:
        since, theirs, year = (
            block.person("diagnosed_year"),
            block.volunteer("diagnosed_year"),
            block.case.today.year,
        )
        needed = np.clip(year - since + LEAD, 0, SETTLED).astype(np.uint8)
        lived = np.clip(year - theirs, 0, SETTLED).astype(np.uint8)
        short = np.maximum(needed, lived) - lived
        value = FULL - np.minimum(short * np.uint8(LOST_PER_YEAR), FULL)
        return neutral_unless((since >= 0) & (theirs >= 0), value)

    def say(self, person: PersonFacts, volunteer: VolunteerFacts, case: Case, words: Words) -> Said:
        if person.diagnosed_year is None or volunteer.diagnosed_year is None:
            return NOTHING_SAID
        years = case.today.year - volunteer.diagnosed_year
        lived = (
            "Was diagnosed this year"
            if years < 1
            else f"Diagnosed {years} year{'s' if years > 1 else ''} ago"
        )
        good = self.value(person, volunteer, case) >= FULL
        return (lived, "") if good else ("", f"{lived}, less far along than {words.person} may need")
