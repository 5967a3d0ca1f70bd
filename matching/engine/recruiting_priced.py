"""Where recruiting would help a round that is too large to be solved again and again: an estimate from its prices.

The proof of an answer gives every person a profit: what the round would lose without them. Somebody new with one place
gains exactly as much as their best pair is worth beyond the profit of the person in it. Of further places it is only
known that they gain no more than the next best pairs: so the number of people is the most that it can be.
"""

from collections.abc import Sequence

import numpy as np

from matching.engine.recruiting import LINES, Kind, pairs_of
from matching.engine.rounds import Answer, Ints, Round, base_of


def at_most(asked: Round, found: Answer, kinds: Sequence[Kind], lines: int = LINES) -> list[tuple[str, int]]:
    """Kinds, and how many more people one of that kind could see matched at most; each by itself, the most first."""
    base, left = base_of(asked, found), len(asked.seekers) - len(found.volunteer_of)
    profits = np.array([found.profits.get(one.key, 0) for one in asked.seekers], dtype=np.int64)
    listed = []
    for kind in kinds:
        gains = _gains(asked, kind, base - profits)
        people = min(int((gains > found.spacing // 2).sum()), left)
        listed.append((people, int(gains.sum()), kind.name))
    best = sorted(listed, key=lambda one: (-one[0], -one[1], one[2]))
    return [(name, people) for people, _, name in best[:lines] if people]


def _gains(asked: Round, kind: Kind, beyond: Ints) -> Ints:
    """What each place of somebody of this kind could gain at most, the first places first."""
    found = [pairs_of(asked, key, kind.volunteer) for key in sorted(asked.programmes)]
    rows, worth = np.concatenate([np.empty((2, 0), dtype=np.int64), *found], axis=1)
    gains = np.sort(worth + beyond[rows])[::-1][: kind.volunteer.places]
    return gains[gains > 0]
