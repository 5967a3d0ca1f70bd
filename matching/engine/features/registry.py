"""Features of fit: one small class each, giving an integer 0..100 and the words for and against.

To add one, write a class with `@feature` in a module of this package: nothing else needs touching,
as long as its default `weight` is 0 or the defaults still sum to 100.
50 means "nothing is known", neither for nor against.
"""

from functools import cache
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from matching.engine.block import Block
from matching.engine.facts import PersonFacts, VolunteerFacts
from matching.engine.settings import Case
from matching.engine.words import Words

NEUTRAL = 50
FULL = 100
Said = tuple[str, str]
NOTHING_SAID: Said = ("", "")


class Feature:
    """`code` is stored in weights and never changes; `label` heads its bar on a page; `weight` is the default.
    `called` is what it is called within a sentence; `asks` ends "How much does it count that somebody …", and
    without it people are not asked.

    A `protected` feature is about a protected characteristic and weighs 0 unless the person asked.
    """

    code: str
    label: str
    called: str
    asks: str = ""
    weight: int = 0
    protected: bool = False

    def value(self, person: PersonFacts, volunteer: VolunteerFacts, case: Case) -> int:
        """How well this pair fits, 0 to 100."""
        raise NotImplementedError

    def grid(self, block: Block) -> NDArray[np.uint8]:
        """The same for all pairs of a block, broadcastable to (people, volunteers)."""
        raise NotImplementedError

    def say(self, person: PersonFacts, volunteer: VolunteerFacts, case: Case, words: Words) -> Said:
        """A reason for and a reason against, each a sentence without full stop, or ""."""
        raise NotImplementedError


_features: dict[str, Feature] = {}
F = TypeVar("F", bound=type[Feature])


def feature(cls: F) -> F:
    """Register a feature. No two may share a code."""
    made = cls()
    if made.code in _features:
        raise ValueError(f"feature {made.code} is taken")
    _features[made.code] = made
    for known in (features, codes, protected, weighable):
        known.cache_clear()
    return cls


@cache
def features() -> tuple[Feature, ...]:
    """All features, those that weigh most by default first."""
    return tuple(sorted(_features.values(), key=lambda known: (-known.weight, known.code)))


@cache
def codes() -> frozenset[str]:
    return frozenset(_features)


@cache
def protected() -> frozenset[str]:
    """Codes of the features about protected characteristics."""
    return frozenset(code for code, known in _features.items() if known.protected)


@cache
def weighable() -> tuple[Feature, ...]:
    """Those that a scheme can weigh for whoever said nothing: all but the protected ones."""
    return tuple(one for one in features() if not one.protected)


def neutral_unless(known: NDArray[np.bool_], value: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """NEUTRAL where something is not known, the value elsewhere. Bytes wrap around, and back: a cheap `where`."""
    value = (value - np.uint8(NEUTRAL)) * known.view(np.uint8)
    value += np.uint8(NEUTRAL)
    return value
