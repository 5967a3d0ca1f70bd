"""Facts as numpy columns: codes become bits, so that a rule or feature is a few operations for all pairs."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.engine import ties
from matching.engine import weights as weighing
from matching.engine.errors import SameIdTwice
from matching.engine.facts import NONE, Codes, PersonFacts, VolunteerFacts

UNKNOWN = -1
BITS = 64
SHORT = 1 << 14


@dataclass(frozen=True, slots=True)
class Encoding:
    """Which bit each code has; the words of a mask are as narrow as the number of codes allows."""

    bit: dict[str, int]

    @property
    def dtype(self) -> np.dtype[Any]:
        return np.min_scalar_type((1 << min(max(len(self.bit), 1), BITS)) - 1)

    def masks(self, sets: Iterable[frozenset[str]]) -> list[NDArray[Any]]:
        """One array per 64 codes, with a word per set. Codes without a bit are left out: nobody shares them."""
        every = list(sets)
        known = {codes: self.mask(codes) for codes in set(every)}
        whole = list(map(known.__getitem__, every))
        if len(self.bit) <= BITS:
            return [np.array(whole, dtype=self.dtype)]
        low = (1 << BITS) - 1
        starts = range(0, len(self.bit), BITS)
        return [np.array([mask >> start & low for mask in whole], dtype=self.dtype) for start in starts]

    def mask(self, codes: frozenset[str]) -> int:
        return sum([1 << self.bit[code] for code in codes if code in self.bit])


class Columns:
    """Facts of many, read column by column on first use and then kept."""

    def __init__(self, facts: Sequence[Any]) -> None:
        self.facts = tuple(facts)
        self.ids = [fact.id for fact in self.facts]
        self.index = {key: at for at, key in enumerate(self.ids)}
        if len(self.index) != len(self.ids):
            raise SameIdTwice(next(key for at, key in enumerate(self.ids) if self.index[key] != at))
        self._numbers: dict[str, NDArray[Any]] = {}

    def __len__(self) -> int:
        return len(self.facts)

    def raw(self, name: str) -> list[Any]:
        return list(map(attrgetter(name), self.facts))

    def codes(self, name: str) -> list[frozenset[str]]:
        """A field that holds codes, for each: all hold a set, or all hold one code ("" is none)."""
        values = self.raw(name)
        if values and isinstance(values[0], frozenset):
            return values
        alone = {value: frozenset((value,)) if value else NONE for value in set(values)}
        return list(map(alone.__getitem__, values))

    def numbers(self, name: str) -> NDArray[Any]:
        """Integers from 0 or dates (as ordinals), int16 if that is enough, else int32; None becomes UNKNOWN."""
        if name not in self._numbers:
            values = (value.toordinal() if isinstance(value, date) else value for value in self.raw(name))
            column = [UNKNOWN if value is None else value for value in values]
            short = 0 <= max(column, default=UNKNOWN) < SHORT
            self._numbers[name] = np.array(column, dtype=np.int16 if short else np.int32)
        return self._numbers[name]

    @cached_property
    def points(self) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Eastings and northings in metres; nan where the place is not known."""
        unknown = (np.nan, np.nan)
        points = np.array([fact.point or unknown for fact in self.facts], dtype=np.float32).reshape(-1, 2)
        return points[:, 0].copy(), points[:, 1].copy()

    @cached_property
    def mapped(self) -> tuple[bool, bool]:
        """Whether anybody's place is known, and whether everybody's is."""
        known = ~np.isnan(self.points[0])
        return bool(known.any()), bool(known.all())

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
            codes = sorted(set().union(*self.codes(name)))
            self._encodings[name] = Encoding({code: bit for bit, code in enumerate(codes)})
        return self._encodings[name]

    def masks(self, name: str) -> list[NDArray[Any]]:
        """The sets of codes in this field, as bits."""
        if name not in self._masks:
            self._masks[name] = self.encoding(name).masks(self.codes(name))
        return self._masks[name]

    def offers(self, name: str, code: str) -> NDArray[np.bool_]:
        """Which volunteers offer this code here."""
        only = self.encoding(name).masks([frozenset({code})])
        hits = [mask & word[0] != 0 for mask, word in zip(self.masks(name), only, strict=True)]
        return np.logical_or.reduce(hits)

    def empty(self, name: str) -> NDArray[np.bool_]:
        """Which volunteers offer nothing here."""
        if name not in self._empty:
            self._empty[name] = ~np.logical_or.reduce([mask != 0 for mask in self.masks(name)])
        return self._empty[name]


@dataclass(frozen=True, slots=True)
class Asked:
    """Per person: whether they insist on something, and the codes as bits of what the pool offers."""

    insists: NDArray[np.bool_]
    masks: list[NDArray[Any]]


class Queue(Columns):
    """People who wait, in the order given, for one pool: their masks are made in its bits. Raises SameIdTwice."""

    def __init__(self, people: Iterable[PersonFacts], pool: Pool) -> None:
        super().__init__(list(people))
        self.pool = pool
        self._sets: dict[str, list[frozenset[str]]] = {}
        self._sizes: dict[str, NDArray[np.uint8]] = {}
        self._masks: dict[tuple[str, str], list[NDArray[Any]]] = {}
        self._asked: dict[Hashable, Asked] = {}

    def asked(self, key: Hashable, offered: str, wanted: Callable[[PersonFacts], Codes | None]) -> "Asked":
        """Who insists on some codes of a volunteer (None: anybody will do) and on which, worked out once per key."""
        if key not in self._asked:
            codes = list(map(wanted, self.facts))
            insists = np.array([one is not None for one in codes], dtype=np.bool_)
            masks = self.pool.encoding(offered).masks(one or frozenset() for one in codes)
            self._asked[key] = Asked(insists, masks)
        return self._asked[key]

    def sets(self, name: str) -> list[frozenset[str]]:
        if name not in self._sets:
            self._sets[name] = self.codes(name)
        return self._sets[name]

    def sizes(self, name: str) -> NDArray[np.uint8]:
        if name not in self._sizes:
            sizes = np.fromiter(map(len, self.sets(name)), dtype=np.int64, count=len(self))
            self._sizes[name] = np.minimum(sizes, 255).astype(np.uint8)
        return self._sizes[name]

    def masks(self, name: str, offered: str) -> list[NDArray[Any]]:
        """The sets in `name`, in the bits of what the pool offers."""
        if (name, offered) not in self._masks:
            self._masks[name, offered] = self.pool.encoding(offered).masks(self.sets(name))
        return self._masks[name, offered]

    @cached_property
    def weights(self) -> dict[str, NDArray[np.uint16]]:
        """Each person's weight for every feature that weighs anything for anybody. Raises as `weights.of`."""
        made = [weighing.of(person) for person in self.facts]
        return {code: np.array([weights.get(code, 0) for weights in made], dtype=np.uint16)
                for code in sorted({code for weights in made for code in weights})}  # fmt: skip

    @cached_property
    def musts(self) -> frozenset[str]:
        """Wishes that are a must for anybody here."""
        return frozenset().union(*(person.wishes.must for person in self.facts))
