"""Pairs that are kept apart. Why is private to coordinators; that it is so comes after every other reason."""

import numpy as np
from numpy.typing import NDArray

from matching.engine.block import NOBODY, Block
from matching.engine.facts import PersonFacts, VolunteerFacts
from matching.engine.rules.registry import HardRule, rule
from matching.engine.settings import Case
from matching.engine.words import Words


class KeptApart(HardRule):
    """The person's facts name the volunteer in `names`; `said` is said of them, with the person's name in it."""

    names: str
    said: str

    def rules_out(self, person: PersonFacts, volunteer: VolunteerFacts, case: Case) -> bool:
        return volunteer.id in getattr(person, self.names)

    def grid(self, block: Block) -> NDArray[np.bool_]:
        return block.named(self.names) if block.any_person(self.names) else NOBODY

    def title(self, person: PersonFacts, case: Case, words: Words) -> str:
        return self.said.format(person=words.person)


@rule
class ThePersonThemselves(KeptApart):
    code, order = "self", 155
    names, said = "is_also", "This is {person}, who volunteers now"


@rule
class PersonAskedNot(KeptApart):
    code, order = "not-with", 160
    names, said = "not_with", "{person} asked not to be matched with them"


@rule
class VolunteerAskedNot(KeptApart):
    code, order = "not-from", 170
    names, said = "not_from", "Asked not to be matched with {person}"


@rule
class KnownToEachOther(KeptApart):
    code, order = "known", 180
    names, said = "known_to", "Known to each other outside the scheme"


@rule
class TriedBefore(KeptApart):
    code, order = "tried", 190
    names, said = "tried", "Already tried with {person}, or decided against"
