"""Where recruiting would help most: the round is solved again with one more volunteer of a kind.

A line comes on top of those above it, so that no two lines count the same people.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matching.engine.columns import Pool
from matching.engine.facts import VolunteerFacts
from matching.engine.pairs import lawful_pairs
from matching.engine.rounds import Ints, Problem, Round, rest_of, weeks_sooner
from matching.engine.solver import Assignment, assign

LINES, KINDS = 4, 8
PAIRS = 1 << 22  # of all first tries together: a few seconds at most; beyond it `recruiting_priced` estimates
NOBODY = -1


class Kind(NamedTuple):
    """A kind of volunteer in words, and somebody of that kind: in one role, with the places of a beginner."""

    name: str
    volunteer: VolunteerFacts


class Gain(NamedTuple):
    """More people matched with one more volunteer of that kind, and people matched on an earlier day than before: of
    all who may move up behind each other, one for each place that the volunteer brings.

    `steps` and `score` are what the objective gains, as the price of a place says it: more urgent first, then fit.
    """

    matched: int
    sooner: int
    steps: int = 0
    score: int = 0

    @property
    def people(self) -> int:
        return self.matched + self.sooner

    @property
    def order(self) -> tuple[int, int, int]:
        return self.people, self.steps, self.score


@dataclass(frozen=True)
class Market:
    """A round with its pairs, to which a volunteer can be added: `days` by place is when it is free."""

    asked: Round
    patient: Ints
    volunteer: Ints
    worth: NDArray[np.integer]
    days: Ints
    rest: dict = field(repr=False)

    @classmethod
    def of(cls, asked: Round, made: Problem) -> "Market":
        facts = {(one.id, role): one for role, pool in asked.pools.items() for one in pool}
        days = [_day(facts[place], asked) for place in made.places_of]
        return cls(
            asked, made.patient, made.volunteer, made.worth, np.array(days, np.int64), rest_of(asked, made)
        )

    def joined_by(self, one: VolunteerFacts) -> "Market":
        found = [pairs_of(self.asked, key, one) for key in sorted(self.asked.programmes)]
        patient, worth = np.concatenate([np.empty((2, 0), dtype=np.int64), *found], axis=1)
        at = np.full(len(patient), len(self.days))
        rest = self.rest | {
            "places": np.append(self.rest["places"], one.places),
            "volunteer_keys": [*self.rest["volunteer_keys"], f"{one.id} {len(self.days)}"],
        }
        return replace(
            self, patient=np.append(self.patient, patient), volunteer=np.append(self.volunteer, at),
            worth=np.append(self.worth, worth), days=np.append(self.days, _day(one, self.asked)), rest=rest,
        )  # fmt: skip

    def solve(self) -> Assignment:
        return assign(self.patient, self.volunteer, self.worth, **self.rest)

    def days_of(self, found: Assignment) -> Ints:
        """When each seeker can start, NOBODY for who is not matched."""
        return np.append(self.days, NOBODY)[found.volunteer_of]


def most_wanted(
    asked: Round, made: Problem, kinds: Sequence[Kind], lines: int = LINES
) -> list[tuple[str, Gain]]:
    """The kinds that help most people, the most first; each as if one of every kind above had been found already.

    KINDS are tried in their order, fewer where a larger round leaves no time. What a kind adds never grows when another
    has come before, so only the best are tried again. Raises what `assign` raises.
    """
    tries = tries_for(made)
    if not kinds or not tries:
        return []
    start = _Tried.of(Market.of(asked, made))
    found: list[tuple[str, Gain]] = []
    waiting = [(start.with_one(kind), kind, start) for kind in kinds[:tries]]
    now = start
    while waiting and len(found) < lines:
        best = max(range(len(waiting)), key=lambda at: (waiting[at][0].gain.order, -at))
        tried, kind, on = waiting.pop(best)
        if tried.gain.people <= 0:
            break
        if on is now:
            found.append((kind.name, tried.gain))
            now = tried
        else:
            waiting.insert(best, (now.with_one(kind), kind, now))
    return found


def tries_for(made: Problem) -> int:
    """How many kinds there is time to try, none for a round of more than PAIRS possible pairs."""
    return min(KINDS, PAIRS // max(1, len(made.score)))


@dataclass(frozen=True)
class _Tried:
    """A market and its answer, and what it gained by whoever joined last."""

    market: Market
    answer: Assignment
    gain: Gain

    @classmethod
    def of(cls, market: Market) -> "_Tried":
        return cls(market, market.solve(), Gain(0, 0))

    def with_one(self, kind: Kind) -> "_Tried":
        market = self.market.joined_by(kind.volunteer)
        then = market.solve()
        before, after = self.market.days_of(self.answer), market.days_of(then)
        return _Tried(market, then, _gain(before, self.answer, after, then, kind.volunteer.places))


def _day(one: VolunteerFacts, asked: Round) -> int:
    return asked.today.toordinal() if one.places or not one.next_place_on else one.next_place_on.toordinal()


def pairs_of(asked: Round, key: str, one: VolunteerFacts) -> Ints:
    """Positions in `seekers` of those whom the volunteer may support in this programme, and what each pair is worth."""
    programme = asked.programmes[key]
    rows = np.array(
        [at for at, seeker in enumerate(asked.seekers) if seeker.programme == key], dtype=np.int64
    )
    if programme.role not in one.roles or not len(rows):
        return np.empty((2, 0), dtype=np.int64)
    people = [replace(asked.seekers[row].person, id=asked.seekers[row].key) for row in rows.tolist()]
    pairs = lawful_pairs(people, Pool([one]), settings=programme.settings, today=asked.today)
    hurry = np.array([asked.seekers[row].hurry for row in rows.tolist()], dtype=np.int64)
    worth = pairs.score + hurry[pairs.patient] * weeks_sooner(one, asked.today)
    return np.stack([rows[pairs.patient], worth])


def _gain(before: Ints, now: Assignment, after: Ints, then: Assignment, places: int) -> Gain:
    both = (before != NOBODY) & (after != NOBODY)
    sooner = int((both & (after < before)).sum() - (both & (after > before)).sum())
    classes = list(zip(then.matched_by_priority, now.matched_by_priority, strict=True))
    more = [one - other for one, other in classes]
    steps = sum((len(more) - at) * one for at, one in enumerate(more))
    return Gain(sum(more), max(0, min(sooner, places - sum(more))), steps, then.score - now.score)
