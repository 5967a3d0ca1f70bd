"""Hard rules: one small class each, asked in a fixed order. A rule that is not listed here does not exist.

To add one, write a class with `@rule` in a module of this package: nothing else needs touching.
A rule answers twice, for one pair with words (`rules_out`) and for many pairs at once (`grid`);
a property test holds the two to the same answer.
"""

from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from matching.engine.block import Block
from matching.engine.facts import PersonFacts, VolunteerFacts
from matching.engine.settings import Case
from matching.engine.words import Words


class Rule(Protocol):
    """`order` decides which reason is "the first that applies"; codes are stored with runs and never change."""

    code: str
    order: int

    def rules_out(self, person: PersonFacts, volunteer: VolunteerFacts, case: Case) -> bool:
        """Whether this pair is unlawful."""
        ...

    def grid(self, block: Block) -> NDArray[np.bool_]:
        """The same for all pairs of a block: broadcastable to (people, volunteers), True is unlawful."""
        ...

    def title(self, person: PersonFacts, case: Case, words: Words) -> str:
        """Why, in words that are true of everybody it rules out for this person."""
        ...

    def why(self, person: PersonFacts, volunteer: VolunteerFacts, case: Case, words: Words) -> str:
        """Why, for this volunteer."""
        ...


class HardRule:
    """Base of the rules: for most, what is said of one volunteer is what is said of all."""

    code: str
    order: int

    def title(self, person: PersonFacts, case: Case, words: Words) -> str:
        raise NotImplementedError

    def why(self, person: PersonFacts, volunteer: VolunteerFacts, case: Case, words: Words) -> str:
        return self.title(person, case, words)


_rules: dict[str, Rule] = {}
R = TypeVar("R", bound=type)


def rule(cls: R) -> R:
    """Register a rule. Two rules may share neither code nor order."""
    made = cls()
    if made.code in _rules or made.order in {known.order for known in _rules.values()}:
        raise ValueError(f"rule {made.code} has a code or an order that is taken")
    _rules[made.code] = made
    return cls


def rules() -> tuple[Rule, ...]:
    """All rules in the order in which they are asked."""
    return tuple(sorted(_rules.values(), key=lambda known: known.order))
