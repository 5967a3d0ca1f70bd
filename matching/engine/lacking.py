"""Why somebody is left without a match, and what kind of volunteer would help."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.engine.block import Block
from matching.engine.columns import Pool, Queue
from matching.engine.facts import PersonFacts
from matching.engine.rules import rules, unlawful
from matching.engine.rules.asked import SharesCondition, must_share
from matching.engine.settings import Case, Settings
from matching.engine.words import Words, sentence, times

TAKEN, ROLE = "taken", "role"
BLOCK_PAIRS = 1 << 20


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
    (found,) = lacks([person], pool, case, lambda one: words)
    return found


def lacks(
    people: Sequence[PersonFacts], pool: Pool, case: Case, words: Callable[[PersonFacts], Words]
) -> Iterator[Lack]:
    """The same for many, whose ids differ, in their order. `words` gives the words to speak of a person."""
    step = max(1, BLOCK_PAIRS // max(1, len(pool)))
    for start in range(0, len(people), step):
        some = people[start : start + step]
        counted = _counted(Block(Queue(some, pool), case))
        for row, person in enumerate(some):
            yield _lack(person, counted, row, case, words(person))


@dataclass(frozen=True, slots=True)
class Counted:
    """A row per person, a column per rule in `codes`: whom it is the first to rule out, and who else is near.

    `near` counts those whom fewest rules keep from the person. `holds`: whether anybody holds the role.
    """

    codes: tuple[str, ...]
    first: NDArray[np.int64]
    near: NDArray[np.int64]
    possible: NDArray[np.int64]
    holds: NDArray[np.bool_]


def _counted(block: Block) -> Counted:
    masks = {rule.code: np.broadcast_to(mask, block.shape) for rule, mask in unlawful(block)}
    holds = ~masks.pop(ROLE, np.zeros(block.shape, dtype=np.bool_))
    against = np.zeros(block.shape, dtype=np.uint8)
    first, left = [np.zeros((block.shape[0], 0), dtype=np.int64)], holds.copy()
    for mask in masks.values():
        against += mask
        first.append((left & mask).sum(axis=1)[:, None])
        left &= ~mask
    fewest = np.where(holds, against, np.uint8(255)).min(axis=1, initial=255)
    nearest = holds & (against == fewest[:, None])
    near = [(nearest & mask).sum(axis=1)[:, None] for mask in masks.values()]
    return Counted(
        tuple(masks),
        np.hstack(first),
        np.hstack([first[0], *near]),
        left.sum(axis=1),
        np.asarray(holds.any(axis=1)),
    )


def _lack(person: PersonFacts, counted: Counted, row: int, case: Case, words: Words) -> Lack:
    by_code = dict(zip(counted.codes, counted.first[row].tolist(), strict=True))
    names = {rule.code: rule for rule in rules()}
    why = [
        (sentence(names[code].title(person, case, words)), people)
        for code, people in by_code.items() if people
    ]  # fmt: skip
    possible = int(counted.possible[row])
    code = TAKEN if possible else _nearest(counted, row)
    return Lack(possible, tuple(sorted(why, key=lambda one: -one[1])), code)


def _nearest(counted: Counted, row: int) -> str:
    """The most common reason among the volunteers with the fewest: one change, and somebody fits."""
    return counted.codes[int(counted.near[row].argmax())] if counted.holds[row] else ROLE


def _condition(person: PersonFacts, words: Words, settings: Settings) -> str:
    sought = words.any("condition", must_share(person, settings) or person.sought_conditions)
    return f"with {sought}" if sought else ""


def _near(person: PersonFacts, words: Words) -> str:
    return f"who lives in or near {words.label('area', person.area)}" if person.area else "who lives near"


# What a new volunteer would need, by the rule that stands in the way; all other rules ask for no special kind.
KINDS: dict[str, Callable[[PersonFacts, Words], str]] = {
    "language": lambda person, words: f"who speaks {words.any('language', person.languages)}",
    "mode": lambda person, words: f"for {words.doing(person.modes)}",
    "travel": _near,
    "times": lambda person, words: f"free on {times(person.times)}",
    "asked-sex": lambda person, words: f"who is {words.any('sex', person.sought_sex)}",
    "asked-background": lambda person, words: (
        f"with background {words.any('background', person.sought_background)}"
    ),
    "asked-age": lambda person, words: "of about the same age",
    "asked-experience": lambda person, words: f"with {words.any('experience', person.sought_experiences)}",
    "asked-life": lambda person, words: words.any("life", person.sought_life),
    "asked-interest": lambda person, words: f"who likes {words.any('interest', person.sought_interests)}",
}


def kind(person: PersonFacts, code: str, words: Words, settings: Settings) -> str:
    """`who speaks Urdu`; "" where any more volunteer in the role would help."""
    if code == SharesCondition.code:
        return _condition(person, words, settings)
    return KINDS[code](person, words) if code in KINDS else ""
