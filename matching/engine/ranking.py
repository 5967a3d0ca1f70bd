"""One person who waits: who could support them, best first and with reasons, and who was ruled out and why.

pool = Pool(volunteers)                         # once; a plain list of VolunteerFacts does too
ranking = rank(person, pool, settings=settings, today=today, words=Words(person="Grace"))
ranking.best(10)             tuple[Candidate]   rank, volunteer, score 0..10,000, percent, parts, for, against
ranking.possible             int                how many are lawful
ranking.candidate(id)        Candidate          any lawful one, to compare two side by side
ranking.ruled_out_counts     tuple[Count]       code, words, people: by the first reason that applies
ranking.ruled_out_by(code)   tuple[RuledOut]    who those are: volunteer, first reason, all reasons
ranking.ruled_out            tuple[RuledOut]    all of them, in order of id
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from matching.engine import ties
from matching.engine import weights as weighing
from matching.engine.block import Block
from matching.engine.columns import Pool, Queue
from matching.engine.errors import NotACandidate
from matching.engine.facts import PersonFacts, VolunteerFacts
from matching.engine.features import features
from matching.engine.rules import Reason, Rule, eligibility, rules, unlawful
from matching.engine.scoring import Part, parts, parts_of, scores
from matching.engine.settings import Case, Settings
from matching.engine.words import Words, sentence

LAWFUL = -1
FEATURE = {feature.code: feature for feature in features()}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A lawful volunteer in their place of the order. `reasons_for` and `reasons_against` are sentences."""

    rank: int
    volunteer: VolunteerFacts
    score: int
    parts: tuple[Part, ...]
    reasons_for: tuple[str, ...]
    reasons_against: tuple[str, ...]

    @property
    def percent(self) -> int:
        """The score out of 100, as pages show it."""
        return (self.score + 50) // 100


@dataclass(frozen=True, slots=True)
class RuledOut:
    """A volunteer who may not support this person: every reason, in the order of the rules."""

    volunteer: VolunteerFacts
    reasons: tuple[Reason, ...]

    @property
    def first(self) -> Reason:
        return self.reasons[0]


@dataclass(frozen=True, slots=True)
class Count:
    """How many volunteers one rule was the first to rule out."""

    code: str
    words: str
    people: int


class Ranking:
    """The answer of `rank`. Explanations are made when asked for: a pool of 30,000 is explained for ten."""

    def __init__(self, person: PersonFacts, block: Block, words: Words) -> None:
        self.person, self._block, self._words = person, block, words
        self._first = np.full(len(block.pool), LAWFUL, dtype=np.int16)
        number = {rule.code: at for at, rule in enumerate(rules())}
        for rule, mask in unlawful(block):
            self._first[mask[0] & (self._first == LAWFUL)] = number[rule.code]
        self._scores = scores(block)[0]
        self._weights = weighing.of(person)

    @cached_property
    def _order(self) -> NDArray[np.intp]:
        """Positions of lawful volunteers, best first; ties by hash of the two ids, then by id."""
        lawful = np.flatnonzero(self._first == LAWFUL)
        hashes = ties.pair_hashes(self._block.people.hashes, self._block.pool.hashes[lawful])
        high = (np.uint64(0xFFFF) - self._scores[lawful]).astype(np.uint64) << np.uint64(48)
        return lawful[np.argsort(high | hashes >> np.uint64(16), kind="stable")]

    @property
    def possible(self) -> int:
        """How many volunteers are lawful."""
        return len(self._order)

    def best(self, count: int | None = None) -> tuple[Candidate, ...]:
        """The first `count` candidates, explained; all of them if None."""
        return tuple(self._explained(place, at) for place, at in enumerate(self._order[:count], start=1))

    def candidate(self, volunteer_id: str) -> Candidate:
        """One candidate, explained. Raises NotACandidate."""
        at = self._block.pool.index.get(volunteer_id, LAWFUL)
        places = np.flatnonzero(self._order == at)
        if not len(places):
            raise NotACandidate(volunteer_id)
        return self._explained(int(places[0]) + 1, at)

    @cached_property
    def ruled_out_counts(self) -> tuple[Count, ...]:
        """Counts by the first reason that applies, in the order of the rules."""
        counts = np.bincount(self._first[self._first != LAWFUL], minlength=len(rules()))
        return tuple(Count(rule.code, self._title(rule), int(people))
                     for rule, people in zip(rules(), counts, strict=True) if people)  # fmt: skip

    def ruled_out_by(self, code: str) -> tuple[RuledOut, ...]:
        """The volunteers whom this rule was the first to rule out."""
        number = [rule.code for rule in rules()].index(code)
        return tuple(map(self._refused, np.flatnonzero(self._first == number).tolist()))

    @cached_property
    def ruled_out(self) -> tuple[RuledOut, ...]:
        """Every volunteer who is ruled out, in order of id."""
        return tuple(map(self._refused, np.flatnonzero(self._first != LAWFUL).tolist()))

    def _title(self, rule: Rule) -> str:
        return sentence(rule.title(self.person, self._block.case, self._words))

    def _refused(self, at: int) -> RuledOut:
        volunteer, case = self._block.pool.facts[at], self._block.case
        return RuledOut(volunteer, tuple(eligibility(self.person, volunteer, case.settings, today=case.today,
                                                     words=self._words)))  # fmt: skip

    def _explained(self, place: int, at: int) -> Candidate:
        volunteer = self._block.pool.facts[at]
        made = parts_of(self._weights, self.person, volunteer, self._block.case)
        good, bad = reasons(self.person, volunteer, self._block.case, self._words, made)
        return Candidate(place, volunteer, int(self._scores[at]), made, good, bad)


def reasons(
    person: PersonFacts,
    volunteer: VolunteerFacts,
    case: Case,
    words: Words,
    made: tuple[Part, ...] | None = None,
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What speaks for and against a pair, the heaviest first. Features that weigh nothing say nothing.

    `made` are the pair's parts, if they are known already.
    """
    made = parts(person, volunteer, case) if made is None else made
    said = [FEATURE[part.code].say(person, volunteer, case, words) for part in made]
    return (tuple(sentence(good) for good, _ in said if good), tuple(sentence(bad) for _, bad in said if bad))


def rank(
    person: PersonFacts,
    volunteers: Pool | Iterable[VolunteerFacts],
    *,
    settings: Settings,
    today: date,
    words: Words | None = None,
) -> Ranking:
    """Everybody in the pool for one person. The order of `volunteers` does not matter.

    Raises SameIdTwice, and what `weights.validated` raises for weights that may not be used.
    """
    pool = volunteers if isinstance(volunteers, Pool) else Pool(volunteers)
    return Ranking(person, Block(Queue([person], pool), Case(settings, today)), words or Words())
