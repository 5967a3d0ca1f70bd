"""What two people have in common: conditions, what they have been through, life, interests, times."""

import numpy as np
from numpy.typing import NDArray

from matching.engine.block import Block
from matching.engine.facts import Codes, PersonFacts, VolunteerFacts
from matching.engine.features.registry import NEUTRAL, NOTHING_SAID, Feature, Said, feature
from matching.engine.settings import Case
from matching.engine.words import Words, times

# Value = START[k] + STEP[k] x shared codes, where k is how many of the sought codes are enough for 100.
START = (NEUTRAL, 0, 50, 49)
STEP = (0, 100, 25, 17)


class InCommon(Feature):
    """Codes the person seeks that the volunteer has: the first counts most, `enough` of them are 100."""

    sought: str
    offered: str
    enough: int

    def shared(self, person: PersonFacts, volunteer: VolunteerFacts) -> Codes:
        return getattr(person, self.sought) & getattr(volunteer, self.offered)

    def value(self, person: PersonFacts, volunteer: VolunteerFacts, case: Case) -> int:
        top = min(len(getattr(person, self.sought)), self.enough)
        count = min(len(self.shared(person, volunteer)), top)
        return START[top] + STEP[top] * count if count or not top else 0

    def grid(self, block: Block) -> NDArray[np.uint8]:
        top = np.minimum(block.size(self.sought), self.enough)
        count = np.minimum(block.shared(self.sought, self.offered), top)
        value = count * np.array(STEP, dtype=np.uint8)[top]
        value += np.array(START, dtype=np.uint8)[top]
        value *= (count > 0).view(np.uint8)
        value[top[:, 0] == 0] = NEUTRAL
        return value

    def say(self, person: PersonFacts, volunteer: VolunteerFacts, case: Case, words: Words) -> Said:
        if not (sought := getattr(person, self.sought)):
            return NOTHING_SAID
        if shared := self.shared(person, volunteer):
            return self.good(shared, sought, words), ""
        return "", self.bad(sought, words)

    def good(self, shared: Codes, sought: Codes, words: Words) -> str:
        raise NotImplementedError

    def bad(self, sought: Codes, words: Words) -> str:
        raise NotImplementedError


@feature
class Conditions(InCommon):
    code, label, weight = "conditions", "Same condition", 30
    called, asks = "the same condition", "Has the same condition"
    sought, offered, enough = "sought_conditions", "conditions", 3

    def good(self, shared: Codes, sought: Codes, words: Words) -> str:
        return f"Has {words.every('condition', shared)}" + (
            f", like {words.person}" if shared == sought else ""
        )

    def bad(self, sought: Codes, words: Words) -> str:
        return "No shared condition"


@feature
class Experience(InCommon):
    code, label, weight = "experience", "Been through the same", 5
    called, asks = "having been through the same", "Has been through the same"
    sought, offered, enough = "sought_experiences", "experiences", 2

    def good(self, shared: Codes, sought: Codes, words: Words) -> str:
        return f"Has been through {words.every('experience', shared)}"

    def bad(self, sought: Codes, words: Words) -> str:
        return f"Has not been through {words.any('experience', sought)}"


@feature
class Life(InCommon):
    """Work, caring, benefits: what a day is made of."""

    code, label, weight = "life", "Similar life", 10
    called, asks = "a similar life", "Has a similar life"
    sought, offered, enough = "sought_life", "life", 2

    def good(self, shared: Codes, sought: Codes, words: Words) -> str:
        return f"Similar life: {words.every('life', shared)}"

    def bad(self, sought: Codes, words: Words) -> str:
        return f"A different life: not {words.any('life', sought)}"


@feature
class Interests(InCommon):
    code, label, weight = "interests", "Shared interests", 10
    called, asks = "shared interests", "Shares interests"
    sought, offered, enough = "sought_interests", "interests", 3

    def good(self, shared: Codes, sought: Codes, words: Words) -> str:
        return f"Also likes {words.every('interest', shared)}"

    def bad(self, sought: Codes, words: Words) -> str:
        return f"Does not share an interest in {words.any('interest', sought)}"


@feature
class Times(InCommon):
    code, label, weight = "times", "Times that fit", 10
    called, asks = "times that fit", "Is free at the same times"
    sought, offered, enough = "times", "times", 3

    def good(self, shared: Codes, sought: Codes, words: Words) -> str:
        return f"Free on {times(shared)}"

    def bad(self, sought: Codes, words: Words) -> str:
        return f"Not free when {words.person} is: {times(sought)}"
