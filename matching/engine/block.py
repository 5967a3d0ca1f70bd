"""Some people against a pool of volunteers: what rules and features share, worked out once per block.

Every grid has a row per person and a column per volunteer, or 1 where it doesn't depend on them.
"""

from collections.abc import Callable, Hashable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.engine.columns import UNKNOWN, Queue
from matching.engine.facts import Codes, PersonFacts
from matching.engine.places import MILES_PER_METRE
from matching.engine.settings import Case

Grid = NDArray[Any]
At = slice | NDArray[np.integer]
ALL = slice(None)
NOBODY: NDArray[np.bool_] = np.zeros((1, 1), dtype=np.bool_)
EVERYBODY: NDArray[np.bool_] = np.ones((1, 1), dtype=np.bool_)


class Block:
    """Some people of a queue face to face with some of its pool, in the circumstances of one case."""

    def __init__(self, people: Queue, case: Case, rows: At = ALL, columns: At = ALL) -> None:
        self.people, self.pool, self.case, self.rows, self.columns = people, people.pool, case, rows, columns
        width = range(len(self.pool))[columns] if isinstance(columns, slice) else columns
        self.shape = (len(range(len(people))[rows] if isinstance(rows, slice) else rows), len(width))
        self._kept: dict[Any, Grid] = {}

    @property
    def at(self) -> NDArray[np.intp]:
        """Positions of these people in the queue."""
        return np.arange(len(self.people))[self.rows]

    @property
    def facts(self) -> list[PersonFacts]:
        """What is known of these people."""
        return [self.people.facts[row] for row in self.at.tolist()]

    def of_rows(self, rows: NDArray[np.intp]) -> "Block":
        """Only these of the people (positions in the block), against the same volunteers."""
        return Block(self.people, self.case, self.at[rows], self.columns)

    def once(self, key: Any, make: Callable[[], Grid]) -> Grid:
        """What `make` gives, made on first use and kept."""
        if key not in self._kept:
            self._kept[key] = make()
        return self._kept[key]

    def shared(self, sought: str, offered: str) -> NDArray[np.uint8]:
        """How many of the codes that the person seeks the volunteer offers."""
        return self.once(
            (sought, offered), lambda: _count(self._mine(sought, offered), self._theirs(offered))
        )

    def shared_among(self, sought: str, offered: str, codes: Codes) -> NDArray[np.uint8]:
        """How many of these codes the person seeks and the volunteer offers."""
        only = self.pool.encoding(offered).masks([codes])
        mine = [word & mask for word, mask in zip(self._mine(sought, offered), only, strict=True)]
        return self.once((sought, offered, codes), lambda: _count(mine, self._theirs(offered)))

    def offers(self, offered: str, codes: Codes) -> NDArray[np.bool_]:
        """Which volunteers offer any of these codes, the same for all people."""
        only = self.pool.encoding(offered).masks([codes])
        return _count(only, self._theirs(offered)) > 0

    def lacking(
        self, key: Hashable, offered: str, wanted: Callable[[PersonFacts], Codes | None]
    ) -> NDArray[np.bool_]:
        """Where the person insists on codes of which the volunteer offers none. `key` names the wish."""
        asked = self.people.asked(key, offered, wanted)
        rows = np.flatnonzero(asked.insists[self.rows])
        if not len(rows):
            return NOBODY
        mine = [word[self.rows][rows] for word in asked.masks]
        lacking = np.zeros(self.shape, dtype=np.bool_)
        lacking[rows] = _count(mine, self._theirs(offered)) == 0
        return lacking

    def _mine(self, sought: str, offered: str) -> list[NDArray[Any]]:
        return [word[self.rows] for word in self.people.masks(sought, offered)]

    def _theirs(self, offered: str) -> list[NDArray[Any]]:
        return [word[self.columns] for word in self.pool.masks(offered)]

    def size(self, sought: str) -> NDArray[np.uint8]:
        """How many codes the person seeks."""
        return self.people.sizes(sought)[self.rows][:, None]

    def person(self, name: str) -> NDArray[Any]:
        return self.people.numbers(name)[self.rows][:, None]

    def volunteer(self, name: str) -> NDArray[Any]:
        return self.pool.numbers(name)[self.columns][None, :]

    def offers_any(self, offered: str) -> NDArray[np.bool_]:
        """Which volunteers offer anything at all here."""
        return ~self.pool.empty(offered)[self.columns][None, :]

    def any_person(self, name: str) -> bool:
        """Whether anybody here has this wish at all: most rules about wishes stop at once."""
        return bool(self.size(name).any())

    def named(self, name: str) -> NDArray[np.bool_]:
        """True where the person's set of ids holds the volunteer."""
        sets, index = self.people.sets(name), self.pool.index
        named = np.zeros((self.shape[0], len(self.pool)), dtype=np.bool_)
        for row, at in enumerate(self.at.tolist()):
            named[row, [index[key] for key in sets[at] if key in index]] = True
        return named[:, self.columns]

    def miles(self) -> NDArray[np.int16]:
        """Whole miles as the crow flies; UNKNOWN where either place is."""
        return self.once("miles", self._miles)

    def _miles(self) -> NDArray[np.int16]:
        (east, north), (easts, norths) = self.people.points, self.pool.points
        away = (east[self.rows][:, None] - easts[self.columns]) ** 2
        away += (north[self.rows][:, None] - norths[self.columns]) ** 2
        np.sqrt(away, out=away)
        away *= MILES_PER_METRE
        return (away if self.all_mapped else np.nan_to_num(away, copy=False, nan=UNKNOWN)).astype(np.int16)

    @property
    def any_mapped(self) -> bool:
        """Whether any place is known on both sides."""
        return self.people.mapped[0] and self.pool.mapped[0]

    @property
    def all_mapped(self) -> bool:
        """Whether everybody's place is known."""
        return self.people.mapped[1] and self.pool.mapped[1]


def _count(mine: list[NDArray[Any]], theirs: list[NDArray[Any]]) -> NDArray[np.uint8]:
    counts = [
        np.bitwise_count(left[:, None] & right[None, :]) for left, right in zip(mine, theirs, strict=True)
    ]
    return sum(counts[1:], counts[0])
