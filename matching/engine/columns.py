"""Facts as numpy columns: codes become bits, so that a rule or a feature is a few operations for all pairs at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.engine import ties
from matching.engine.errors import SameIdTwice
from matching.engine.facts import PersonFacts, VolunteerFacts

UNKNOWN = -1
BITS = 64


def as_codes(value: Any) -> frozenset[str]:
    """A set of codes as it is; a single code as a set of one, "" as none."""
    return value if isinstance(value, frozenset) else frozenset((value,)) if value else frozenset()


@dataclass(frozen=True, slots=True)
class Encoding:
    """Which bit each code has; the words of a mask are as narrow as the number of codes allows."""

    bit: dict[str, int]

    @property
    def dtype(self) -> np.dtype[Any]:
        return np.min_scalar_type((1 << min(max(len(self.bit), 1), BITS)) - 1)

    def masks(self, sets: Iterable[frozenset[str]]) -> list[NDArray[Any]]:
        """One array per 64 codes, with a word per set. Codes without a bit are left out: nobody shares them."""
        count = -(-len(self.bit) // BITS) or 1
        bit = self.bit
        whole = [sum(1 << bit[code] for code in codes if code in bit) for codes in sets]
        low = (1 << BITS) - 1
        return [
            np.array([mask >> BITS * word & low for mask in whole], dtype=self.dtype) for word in range(count)
        ]


class Columns:
    """Facts of many, read column by column on first use and then kept. `facts` are in order of id for volunteers."""

    def __init__(self, facts: Sequence[Any]) -> None:
        self.facts = tuple(facts)
        self.ids = [fact.id for fact in self.facts]
        self.index = {key: at for at, key in enumerate(self.ids)}
        if len(self.index) != len(self.ids):
            raise SameIdTwice(next(key for at, key in enumerate(self.ids) if self.index[key] != at))
        self._numbers: dict[str, NDArray[np.int32]] = {}

    def __len__(self) -> int:
        return len(self.facts)

    def raw(self, name: str) -> list[Any]:
        return list(map(attrgetter(name), self.facts))

    def numbers(self, name: str) -> NDArray[np.int32]:
        """Integers or dates (as ordinals) as int32; None becomes UNKNOWN."""
        if name not in self._numbers:
            values = (value.toordinal() if isinstance(value, date) else value for value in self.raw(name))
            column = [UNKNOWN if value is None else value for value in values]
            self._numbers[name] = np.array(column, dtype=np.int32)
        return self._numbers[name]

    @cached_property
    def points(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Eastings and northings in metres; nan where the place is not known."""
        points = np.array([fact.point or (np.nan, np.nan) for fact in self.facts], dtype=np.float64).reshape(
            -1, 2
        )
        return points[:, 0].copy(), points[:, 1].copy()

    @cached_property
    def mapped(self) -> bool:
        """Whether anybody's place is known."""
        return not np.isnan(self.points[0]).all()

    @cached_property
    def hashes(self) -> NDArray[np.uint64]:
        return ties.hashes(self.ids)


class Pool(Columns):
    """Volunteers, in order of id, prepared once and asked many times. Raises SameIdTwice."""

    def __init__(self, volunteers: Iterable[VolunteerFacts]) -> None:
        super().__init__(sorted(volunteers, key=attrgetter("id")))
        self._encodings: dict[str, Encoding] = {}
        self._masks: dict[str, list[NDArray[Any]]] = {}
        self._empty: dict[str, NDArray[np.bool_]] = {}

    def encoding(self, name: str) -> Encoding:
        if name not in self._encodings:
            codes = sorted(set().union(*map(as_codes, self.raw(name))))
            self._encodings[name] = Encoding({code: bit for bit, code in enumerate(codes)})
        return self._encodings[name]

    def masks(self, name: str) -> list[NDArray[Any]]:
        """The sets of codes in this field, as bits."""
        if name not in self._masks:
            self._masks[name] = self.encoding(name).masks(map(as_codes, self.raw(name)))
        return self._masks[name]

    def empty(self, name: str) -> NDArray[np.bool_]:
        """Which volunteers offer nothing here."""
        if name not in self._empty:
            self._empty[name] = ~np.logical_or.reduce([mask != 0 for mask in self.masks(name)])
        return self._empty[name]


class Queue(Columns):
    """People who wait, in the order given. Masks are made in the bits of a pool."""

    def __init__(self, people: Iterable[PersonFacts]) -> None:
        super().__init__(list(people))
        self._sets: dict[str, list[frozenset[str]]] = {}
        self._masks: dict[tuple[str, str], list[NDArray[Any]]] = {}

    def sets(self, name: str) -> list[frozenset[str]]:
        if name not in self._sets:
            self._sets[name] = list(map(as_codes, self.raw(name)))
        return self._sets[name]

    def sizes(self, name: str) -> NDArray[np.uint8]:
        return np.array([min(len(codes), 255) for codes in self.sets(name)], dtype=np.uint8)

    def masks(self, name: str, offered: str, pool: Pool) -> list[NDArray[Any]]:
        if (name, offered) not in self._masks:
            self._masks[name, offered] = pool.encoding(offered).masks(self.sets(name))
        return self._masks[name, offered]
