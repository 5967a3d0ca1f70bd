"""Why somebody is left without a match, and what kind of volunteer would help."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from matching.engine.block import Block
from matching.engine.columns import Pool, Queue
from matching.engine.facts import PersonFacts
from matching.engine.rules import rules, unlawful
from matching.engine.settings import Case
from matching.engine.words import Words, sentence, times

TAKEN, ROLE = "taken", "role"


@dataclass(frozen=True, slots=True)
class Lack:
    """`possible`: how many could support the person. `why`: words and how many volunteers each rules out first,
    the most first. `code` is the rule that stands nearest to a match, or TAKEN: all places went to others.
    """

    possible: int
    why: tuple[tuple[str, int], ...]
    code: str


def lack(person: PersonFacts, pool: Pool, case: Case, words: Words) -> Lack:
    """Among those who hold the role. The order of the pool does not matter."""
    block = Block(Queue([person], pool), case)
    names = {rule.code: sentence(rule.title(person, case, words)) for rule in rules()}
    masks = {rule.code: np.broadcast_to(mask, block.shape)[0] for rule, mask in unlawful(block)}
    holds = ~masks.pop(ROLE, np.zeros(len(pool), dtype=np.bool_))
    against = sum((mask.astype(np.int64) for mask in masks.values()), np.zeros(len(pool), dtype=np.int64))
    possible = int((holds & (against == 0)).sum())
    first, open_ = [], holds.copy()
    for code, mask in masks.items():
        first.append((names[code], int((open_ & mask).sum())))
        open_ &= ~mask
    why = tuple(sorted((one for one in first if one[1]), key=lambda one: -one[1]))
    return Lack(possible, why, TAKEN if possible else _nearest(masks, holds, against))


def _nearest(masks, holds, against) -> str:
    """The most common reason among the volunteers with the fewest: one change, and somebody fits."""
    if not holds.any():
        return ROLE
    near = holds & (against == against[holds].min())
    counts = {code: int((near & mask).sum()) for code, mask in masks.items()}
    return max(counts, key=lambda code: counts[code])


def _condition(person: PersonFacts, words: Words) -> str:
    sought = words.any("condition", person.sought_conditions)
    return f"with {sought}" if sought else ""


# What a new volunteer would need, by the rule that stands in the way; all other rules ask for no special kind.
KINDS: dict[str, Callable[[PersonFacts, Words], str]] = {
    "language": lambda person, words: f"who speaks {words.any('language', person.languages)}",
    "mode": lambda person, words: f"for {words.doing(person.modes)}",
    "travel": lambda person, words: "who lives near",
    "times": lambda person, words: f"free on {times(person.times)}",
    "condition": _condition,
    "asked-sex": lambda person, words: f"who is {words.any('sex', person.sought_sex)}",
    "asked-background": lambda person, words: (
        f"with background {words.any('background', person.sought_background)}"
    ),
    "asked-age": lambda person, words: "of about the same age",
    "asked-experience": lambda person, words: f"with {words.any('experience', person.sought_experiences)}",
    "asked-life": lambda person, words: words.any("life", person.sought_life),
    "asked-interest": lambda person, words: f"who likes {words.any('interest', person.sought_interests)}",
}


def kind(person: PersonFacts, code: str, words: Words) -> str:
    """`who speaks Urdu`; "" where any more volunteer in the role would help."""
    return KINDS[code](person, words) if code in KINDS else ""
