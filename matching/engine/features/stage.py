"""Stage of illness: a peer who is some way further along the same road."""

import numpy as np
from numpy.typing import NDArray

from matching.engine.block import Block
from matching.engine.facts import PersonFacts, VolunteerFacts
from matching.engine.features.registry import FULL, NEUTRAL, NOTHING_SAID, Feature, Said, feature
from matching.engine.settings import Case
from matching.engine.words import Words

LEAD, SETTLED, LOST_PER_YEAR = 2, 10, 15


@feature
class Stage(Feature):
    """100 when the volunteer has lived with it two years longer, or for ten years; 15 less for each year short."""

    code, label, weight = "stage", "Further along the road", 10

    def value(self, person: PersonFacts, volunteer: VolunteerFacts, case: Case) -> int:
        if person.diagnosed_year is None or volunteer.diagnosed_year is None:
            return NEUTRAL
        needed = min(case.today.year - person.diagnosed_year + LEAD, SETTLED)
        short = max(0, needed - (case.today.year - volunteer.diagnosed_year))
        return max(0, FULL - LOST_PER_YEAR * short)

    def grid(self, block: Block) -> NDArray[np.uint8]:
        since, theirs = block.person("diagnosed_year"), block.volunteer("diagnosed_year")
        year = block.case.today.year
        needed = np.clip(year - since + LEAD, -SETTLED, SETTLED).astype(np.int8)
        lived = np.clip(year - theirs, -SETTLED, SETTLED).astype(np.int8)
        short = np.clip(needed - lived, 0, 7)
        value = np.array([max(0, FULL - LOST_PER_YEAR * years) for years in range(8)], dtype=np.uint8).take(short)
        return np.where((since >= 0) & (theirs >= 0), value, np.uint8(NEUTRAL))

    def say(self, person: PersonFacts, volunteer: VolunteerFacts, case: Case, words: Words) -> Said:
        if person.diagnosed_year is None or volunteer.diagnosed_year is None:
            return NOTHING_SAID
        years = case.today.year - volunteer.diagnosed_year
        lived = "Was diagnosed this year" if years < 1 else f"Diagnosed {years} year{'s' if years > 1 else ''} ago"
        good = self.value(person, volunteer, case) >= FULL
        return (lived, "") if good else ("", f"{lived}, less far along than {words.person} may need")
