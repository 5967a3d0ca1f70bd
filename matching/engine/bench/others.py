"""Other ways to the same answer, written plainly, to see what the solver is worth: the Hungarian algorithm as it
stands in textbooks, and two greedy rules as people use them by hand. None of this is used by the product.
"""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
NOBODY = -1


class Hungarian:
    """The matrix form of Kuhn and Munkres (1957), as textbooks teach it: reduce, star zeros, cover lines, repeat.

    `answer()` gives the column of each row with the least total cost of a square matrix of whole numbers.
    """

    def __init__(self, cost: Sequence[Sequence[int]]) -> None:
        self.size = len(cost)
        self.cost = [[value - min(row) for value in row] for row in cost]
        self.starred, self.holder = [NOBODY] * self.size, [NOBODY] * self.size
        self.primed = [NOBODY] * self.size
        self.covered_rows, self.covered = [False] * self.size, [False] * self.size

    def answer(self) -> list[int]:
        self._star_what_is_free()
        while NOBODY in self.starred:
            self._next_star()
        return self.starred

    def _star_what_is_free(self) -> None:
        for row in range(self.size):
            for column in range(self.size):
                if not self.cost[row][column] and self.holder[column] == NOBODY:
                    self.starred[row], self.holder[column] = column, row
                    break

    def _next_star(self) -> None:
        """One more starred zero: prime zeros until one lies in a row without a star, then swap along the path."""
        self.primed = [NOBODY] * self.size
        self.covered_rows = [False] * self.size
        self.covered = [held != NOBODY for held in self.holder]
        while True:
            row, column = self._zero()
            if row == NOBODY:
                self._shift()
                continue
            self.primed[row] = column
            if self.starred[row] == NOBODY:
                return self._swap(row, column)
            self.covered_rows[row], self.covered[self.starred[row]] = True, False

    def _zero(self) -> tuple[int, int]:
        """A zero that no line covers."""
        for row, line in enumerate(self.cost):
            if not self.covered_rows[row]:
                for column, value in enumerate(line):
                    if not value and not self.covered[column]:
                        return row, column
        return NOBODY, NOBODY

    def _shift(self) -> None:
        """Make a new zero: the least that is not covered goes off all that is not, and onto all covered twice."""
        rows = [line for row, line in enumerate(self.cost) if not self.covered_rows[row]]
        least = min(value for line in rows for column, value in enumerate(line) if not self.covered[column])
        for row, line in enumerate(self.cost):
            for column in range(self.size):
                line[column] += least * (self.covered_rows[row] - (not self.covered[column]))

    def _swap(self, row: int, column: int) -> None:
        """Star the primed zeros of the path, and take the stars between them away."""
        while True:
            before, self.holder[column] = self.holder[column], row
            self.starred[row] = column
            if before == NOBODY:
                return
            row, column = before, self.primed[before]


def best_pair_first(patient: Ints, volunteer: Ints, score: Ints, priority: Ints, places: Ints) -> Ints:
    """Greedy: of all pairs the best fit first, whoever it is."""
    return _greedy(np.argsort(-score.astype(np.int64), kind="stable"), patient, volunteer, priority, places)


def most_urgent_first(patient: Ints, volunteer: Ints, score: Ints, priority: Ints, places: Ints) -> Ints:
    """Greedy: the most urgent person first, each gets the best who is left."""
    order = np.lexsort((-score.astype(np.int64), patient, priority[patient]))
    return _greedy(order, patient, volunteer, priority, places)


def _greedy(order: Iterable[int], patient: Ints, volunteer: Ints, priority: Ints, places: Ints) -> Ints:
    left, found = places.tolist(), [NOBODY] * len(priority)
    mine, theirs = patient.tolist(), volunteer.tolist()
    for at in order:
        who, whom = mine[at], theirs[at]
        if found[who] == NOBODY and left[whom]:
            found[who] = whom
            left[whom] -= 1
    return np.array(found)
