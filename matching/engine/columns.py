"""Facts as numpy columns: codes become bits, so that a rule or feature is a few operations for all pairs."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from matching.engine import ties
from matching.engine.errors import SameIdTwice
from matching.engine.facts import NONE, Codes, PersonFacts, VolunteerFacts

Made = TypeVar("Made")
UNKNOWN = -1
BITS = 64
SHORT = 1 << 14


@dataclass(frozen=True, slots=True)
class Encoding:
    """Which bit each code has; the words of a mask are as narrow as the number of codes allows."""

    bit: dict[str, int]

    @classmethod
    def of(cls, sets: Iterable[Codes]) -> "Encoding":
        return cls({code: bit for bit, code in enumerate(sorted(set().union(*sets)))})

    @property
    def dtype(self) -> np.dtype[Any]:
        return np.min_scalar_type((1 << min(max(len(self.bit), 1), BITS)) - 1)

    def masks(self, sets: Iterable[Codes]) -> list[NDArray[Any]]:
        """One array per 64 codes, with a word per set. Codes without a bit are left out: nobody shares them."""
        every = list(sets)
        words = {code: 1 << bit for code, bit in self.bit.items()}
        known = {codes: sum([words[code] for code in codes if code in words]) for codes in set(every)}
        whole = list(map(known.__getitem__, every))
        if len(self.bit) <= BITS:
            return [np.array(whole, dtype=self.dtype)]
        low = (1 << BITS) - 1
        starts = range(0, len(self.bit), BITS)
        return [np.array([mask >> start & low for mask in whole], dtype=self.dtype) for start in starts]


class Columns:
    """Facts of many, read column by column on first use and then kept."""

    def __init__(self, facts: Sequence[Any]) -> None:
        self.facts = tuple(facts)
        self.ids = [fact.id for fact in self.facts]
        self.index = {key: at for at, key in enumerate(self.ids)}
        if len(self.index) != len(self.ids):
            raise SameIdTwice(next(key for at, key in enumerate(self.ids) if self.index[key] != at))
        self._kept: dict[Hashable, Any] = {}

    def __len__(self) -> int:
        return len(self.facts)

    def once(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What `make` gives, made on first use and kept."""
        if key not in self._kept:
            self._kept[key] = make()
        return self._kept[key]

    def raw(self, name: str) -> list[Any]:
        return list(map(attrgetter(name), self.facts))

    def codes(self, name: str) -> list[Codes]:
        """A field that holds codes, for each: all hold a set, or all hold one code ("" is none)."""
        values = self.raw(name)
        if values and isinstance(values[0], frozenset):
            return values
        alone = {value: frozenset((value,)) if value else NONE for value in set(values)}
        return list(map(alone.__getitem__, values))

    def numbers(self, name: str) -> NDArray[Any]:
        """Integers from 0 or dates (as ordinals), int16 if that is enough, else int32; None becomes UNKNOWN."""
        return self.once(("numbers", name), lambda: _numbers(self.raw(name)))

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

    def encoding(self, name: str) -> Encoding:
        return self.once(("encoding", name), lambda: Encoding.of(self.codes(name)))

    def masks(self, name: str) -> list[NDArray[Any]]:
        """The sets of codes in this field, as bits."""
        return self.once(("masks", name), lambda: self.encoding(name).masks(self.codes(name)))

    def offers(self, name: str, code: str) -> NDArray[np.bool_]:
        """Which volunteers offer this code here."""
        only = self.encoding(name).masks([frozenset({code})])
        hits = [mask & word[0] != 0 for mask, word in zip(self.masks(name), only, strict=True)]
        return np.logical_or.reduce(hits)

    def empty(self, name: str) -> NDArray[np.bool_]:
        """Which volunteers offer nothing here."""
        return self.once(
            ("empty", name), lambda: ~np.logical_or.reduce([mask != 0 for mask in self.masks(name)])
        )


@dataclass(frozen=True, slots=True)
class Asked:
    """Per person: whether they insist on something, and the codes as bits of what the pool offers."""

    insists: NDArray[np.bool_]
    masks: list[NDArray[Any]]

    @classmethod
    def of(cls, wanted: Iterable[Codes | None], encoding: Encoding) -> "Asked":
        codes = list(wanted)
        insists = np.array([one is not None for one in codes], dtype=np.bool_)
        return cls(insists, encoding.masks(one or NONE for one in codes))


class Queue(Columns):
    """People who wait, in the order given, for one pool: their masks are made in its bits. Raises SameIdTwice."""

    def __init__(self, people: Iterable[PersonFacts], pool: Pool) -> None:
        super().__init__(list(people))
        self.pool = pool

    def asked(self, key: Hashable, offered: str, wanted: Callable[[PersonFacts], Codes | None]) -> Asked:
        """Who insists on some codes of a volunteer (None: anybody will do) and on which, worked out once per key."""
        return self.once(
            ("asked", key), lambda: Asked.of(map(wanted, self.facts), self.pool.encoding(offered))
        )

    def sets(self, name: str) -> list[Codes]:
        return self.once(("sets", name), lambda: self.codes(name))

    def sizes(self, name: str) -> NDArray[np.uint8]:
        """How many codes each set in `name` holds; 255 stands for more."""
        return self.once(("sizes", name), lambda: _sizes(self.sets(name)))

    def masks(self, name: str, offered: str) -> list[NDArray[Any]]:
        """The sets in `name`, in the bits of what the pool offers."""
        return self.once(("masks", name, offered), lambda: self.pool.encoding(offered).masks(self.sets(name)))

    @cached_property
    def musts(self) -> Codes:
        """Wishes that are a must for anybody here."""
        return frozenset().union(*(person.wishes.must for person in self.facts))


def _numbers(values: Iterable[Any]) -> NDArray[Any]:
    whole = (value.toordinal() if isinstance(value, date) else value for value in values)
    column = [UNKNOWN if value is None else value for value in whole]
    short = 0 <= max(column, default=UNKNOWN) < SHORT
    return np.array(column, dtype=np.int16 if short else np.int32)


def _sizes(sets: list[Codes]) -> NDArray[np.uint8]:
    return np.minimum(np.fromiter(map(len, sets), dtype=np.int64, count=len(sets)), 255).astype(np.uint8)
