"""Lawful pairs row by row (a row is a patient), with their weights worked out where they are needed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from matching.engine import ties

Ints = NDArray[np.int64]
CHUNK = 1 << 20
KEEP_UP_TO = 1 << 24
HASH_BITS = 64


def int_starts(counts: NDArray[np.integer]) -> Ints:
    """Where each row starts, from how many pairs it has; one longer than the rows."""
    return np.concatenate(([0], np.cumsum(counts, dtype=np.int64)))


@dataclass(frozen=True, slots=True)
class Edges:
    """Row i holds the pairs starts[i]:starts[i+1], in order of volunteer.

    `base` and `before` (the volunteer proposed last round) are per row; the hashes are of the ids of both sides.
    `factor` and `bits` scale weights to make room for the hash that breaks ties; 1 and 0 give plain weights.
    `weight` keeps the weights where they were worked out beforehand.
    """

    starts: Ints
    volunteer: NDArray[np.int32]
    score: NDArray[np.integer]
    base: Ints
    before: Ints
    kappa: int
    left: NDArray[np.uint64]
    right: NDArray[np.uint64]
    factor: int = 1
    bits: int = 0
    weight: Ints | None = None

    def __len__(self) -> int:
        return len(self.volunteer)

    @property
    def rows(self) -> int:
        return len(self.starts) - 1

    def scaled(self, factor: int, bits: int) -> "Edges":
        return replace(self, factor=factor, bits=bits, weight=None)

    def weighed(self) -> "Edges":
        """The same with all weights worked out and kept, unless there are too many."""
        return self if len(self) > KEEP_UP_TO else replace(self, weight=self.all()[2])

    def owners(self, first: int, last: int) -> NDArray[np.int32]:
        """The row of each pair of these rows."""
        return np.repeat(np.arange(first, last, dtype=np.int32), np.diff(self.starts[first : last + 1]))

    def weights_at(self, at: Ints | slice, rows: Ints, counts: Ints) -> Ints:
        """Weights of the pairs at these positions, which belong to `rows`, so many to each."""
        if self.weight is not None:
            return self.weight[at]
        volunteer = self.volunteer[at]
        weight = np.repeat(self.base[rows], counts) + self.score[at]
        if self.kappa:
            weight += self.kappa * (np.repeat(self.before[rows], counts) == volunteer)
        if self.bits:
            weight *= self.factor
            hashes = ties.pair_hashes(np.repeat(self.left[rows], counts), self.right[volunteer])
            weight += (hashes >> np.uint64(HASH_BITS - self.bits)).astype(np.int64)
        return weight

    def part(self, first: int, last: int) -> tuple[NDArray[np.int32], NDArray[np.int32], Ints]:
        """Row, volunteer and weight of every pair of these rows."""
        at = slice(self.starts[first], self.starts[last])
        weight = self.weights_at(at, np.arange(first, last), np.diff(self.starts[first : last + 1]))
        return self.owners(first, last), self.volunteer[at], weight

    def all(self) -> tuple[NDArray[np.int32], NDArray[np.int32], Ints]:
        return self.part(0, self.rows)

    def chunks(self) -> Iterator[tuple[int, NDArray[np.int32], NDArray[np.int32], Ints]]:
        """The same in pieces of whole rows, with the position of the first pair before them."""
        first = 0
        while first < self.rows:
            last = int(np.searchsorted(self.starts, self.starts[first] + CHUNK, side="right")) - 1
            last = min(max(last, first + 1), self.rows)
            yield int(self.starts[first]), *self.part(first, last)
            first = last

    def only(self, at: Ints) -> "Edges":
        """These pairs (positions, rising) with the same rows."""
        if len(at) == len(self):
            return self
        weight = None if self.weight is None else self.weight[at]
        starts = np.searchsorted(at, self.starts)
        return replace(self, starts=starts, volunteer=self.volunteer[at], score=self.score[at], weight=weight)
