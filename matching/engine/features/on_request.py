"""Protected characteristics: they weigh nothing, and nothing is said of them, unless that person asked."""

import numpy as np
from numpy.typing import NDArray

from matching.engine.block import Block
from matching.engine.facts import PersonFacts, VolunteerFacts
from matching.engine.features.common import InCommon
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

LOST_PER_YEAR, ABOUT_THE_SAME = 5, 5


@feature
class Age(Feature):
    """Nearness of age: 5 less for each year between the two, whichever is older."""

    code, label, called, protected = "age", "Near in age", "age", True

    def value(self, person: PersonFacts, volunteer: VolunteerFacts, case: Case) -> int:
        if person.birth_year is None or volunteer.birth_year is None:
            return NEUTRAL
        return max(0, FULL - LOST_PER_YEAR * abs(person.birth_year - volunteer.birth_year))

    def grid(self, block: Block) -> NDArray[np.uint8]:
        mine, theirs = block.person("birth_year"), block.volunteer("birth_year")
        value = np.maximum(0, FULL - LOST_PER_YEAR * np.abs(mine - theirs)).astype(np.uint8)
        return neutral_unless((mine >= 0) & (theirs >= 0), value)

    def say(self, person: PersonFacts, volunteer: VolunteerFacts, case: Case, words: Words) -> Said:
        if person.birth_year is None or volunteer.birth_year is None:
            return NOTHING_SAID
        years = person.birth_year - volunteer.birth_year
        if abs(years) <= ABOUT_THE_SAME:
            return "About the same age", ""
        return "", f"About {abs(years)} years {'older' if years > 0 else 'younger'}"


class OnRequest(InCommon):
    """A characteristic that counts for those who asked for one: has it or not."""

    protected = True
    enough = 1


@feature
class Sex(OnRequest):
    code, label, called = "sex", "Sex, as asked", "sex"
    sought, offered = "sought_sex", "sex"

    def shared(self, person: PersonFacts, volunteer: VolunteerFacts) -> frozenset[str]:
        return person.sought_sex & {volunteer.sex}

    def good(self, shared: frozenset[str], sought: frozenset[str], words: Words) -> str:
        return f"{words.any('sex', shared)}, as {words.person} asked"

    def bad(self, sought: frozenset[str], words: Words) -> str:
        return f"{words.person} would rather have {words.any('sex', sought)}"


@feature
class Background(OnRequest):
    code, label, called = "background", "Background, as asked", "background"
    sought, offered = "sought_background", "background"

    def good(self, shared: frozenset[str], sought: frozenset[str], words: Words) -> str:
        return f"Background as {words.person} asked: {words.every('background', shared)}"

    def bad(self, sought: frozenset[str], words: Words) -> str:
        return f"{words.person} would rather share this background: {words.any('background', sought)}"
