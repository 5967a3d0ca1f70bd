"""Some people against a pool of volunteers: what rules and features share, worked out once per block.

Every grid has a row per person and a column per volunteer, or 1 where it doesn't depend on them.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.engine.columns import UNKNOWN, Pool, Queue
from matching.engine.facts import Codes, PersonFacts
from matching.engine.places import MILES_PER_METRE
from matching.engine.settings import Case

Grid = NDArray[Any]
NOBODY: NDArray[np.bool_] = np.zeros((1, 1), dtype=np.bool_)
EVERYBODY: NDArray[np.bool_] = np.ones((1, 1), dtype=np.bool_)


class Block:
    """People and volunteers face to face, in the circumstances of one case."""

    def __init__(self, people: Queue, pool: Pool, case: Case) -> None:
        self.people, self.pool, self.case = people, pool, case
        self.shape = (len(people), len(pool))
        self._kept: dict[Any, Grid] = {}

    def once(self, key: Any, make: Callable[[], Grid]) -> Grid:
        """What `make` gives, made on first use and kept."""
        if key not in self._kept:
            self._kept[key] = make()
        return self._kept[key]

    def shared(self, sought: str, offered: str) -> NDArray[np.uint8]:
        """How many of the codes that the person seeks the volunteer offers."""
        return self.once((sought, offered), lambda: self._shared(sought, offered))

    def _shared(self, sought: str, offered: str) -> NDArray[np.uint8]:
        pairs = zip(self.people.masks(sought, offered, self.pool), self.pool.masks(offered), strict=True)
        counts = [np.bitwise_count(mine[:, None] & theirs[None, :]) for mine, theirs in pairs]
        return sum(counts[1:], counts[0])

    def offers(self, offered: str, codes: Codes) -> NDArray[np.bool_]:
        """Which volunteers offer any of these codes, the same for all people."""
        wanted = self.pool.encoding(offered).masks([codes])
        hits = [theirs & mine[0] != 0 for mine, theirs in zip(wanted, self.pool.masks(offered), strict=True)]
        return np.logical_or.reduce(hits)[None, :]

    def shared_among(self, sought: str, offered: str, codes: Codes) -> NDArray[np.uint8]:
        """How many of these codes the person seeks and the volunteer offers."""
        only = self.pool.encoding(offered).masks([codes])
        mine = self.people.masks(sought, offered, self.pool)
        triples = zip(mine, self.pool.masks(offered), only, strict=True)
        return sum(np.bitwise_count((left & mask)[:, None] & right[None, :]) for left, right, mask in triples)

    def overlap(self, wanted: list[Codes], offered: str) -> NDArray[np.bool_]:
        """Whether the volunteer offers any of the codes wanted, given a set for each person."""
        pairs = zip(self.pool.encoding(offered).masks(wanted), self.pool.masks(offered), strict=True)
        return np.logical_or.reduce([mine[:, None] & theirs[None, :] != 0 for mine, theirs in pairs])

    def size(self, sought: str) -> NDArray[np.uint8]:
        """How many codes the person seeks."""
        return self.people.sizes(sought)[:, None]

    def person(self, name: str) -> NDArray[np.int32]:
        return self.people.numbers(name)[:, None]

    def volunteer(self, name: str) -> NDArray[np.int32]:
        return self.pool.numbers(name)[None, :]

    def any_person(self, name: str) -> bool:
        """Whether anybody here has this wish at all: most rules about wishes stop at once."""
        return any(self.people.sets(name))

    def each(self, answer: Callable[[PersonFacts], bool]) -> NDArray[np.bool_]:
        """A yes or no per person, from a function of their facts."""
        return np.array([bool(answer(person)) for person in self.people.facts], dtype=np.bool_)[:, None]

    def named(self, name: str) -> NDArray[np.bool_]:
        """True where the person's set of ids holds the volunteer."""
        named = np.zeros(self.shape, dtype=np.bool_)
        for row, ids in enumerate(self.people.sets(name)):
            named[row, [self.pool.index[key] for key in ids if key in self.pool.index]] = True
        return named

    def miles(self) -> NDArray[np.int32]:
        """Whole miles as the crow flies; UNKNOWN where either place is."""
        return self.once("miles", self._miles)

    def _miles(self) -> NDArray[np.int32]:
        east, north = self.people.points
        away = (east[:, None] - self.pool.points[0]) ** 2
        away += (north[:, None] - self.pool.points[1]) ** 2
        np.sqrt(away, out=away)
        away *= MILES_PER_METRE
        return np.nan_to_num(away, copy=False, nan=UNKNOWN).astype(np.int32)

    @property
    def has_map(self) -> bool:
        """Whether any place is known on both sides."""
        return self.people.mapped and self.pool.mapped
