"""The best of all ways to place several plans together, without trying every combination to its end.

A cost only grows as plans are added, so what costs as much as the best so far is not followed further. Of
equally good combinations the first wins, in the order of `itertools.product`.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from functools import reduce
from operator import and_
from typing import NamedTuple

from programmes.schedule.taper import Phase


class Way(NamedTuple):
    """One way to place a plan: its phases, the Monday of each contact, and the weeks of change it takes."""

    phases: tuple[Phase, ...]
    mondays: tuple[date, ...]
    changes: int


class Cost(NamedTuple):
    """The smaller, the better, from left to right. `unevenness` grows with the square of each week's contacts."""

    peak: int = 0
    unevenness: int = 0
    changes: int = 0


def best(ways: Sequence[Sequence[Way]], loads: Mapping[date, int]) -> tuple[Way, ...]:
    """One way for each plan, beside the contacts of `loads`. The peak that counts is in weeks they touch."""
    search = _Search(ways, loads)
    search.place((), search.fixed)
    return search.found


class _Search:
    """Weeks are numbers here, and contacts that a plan has in every way are counted before the search."""

    def __init__(self, ways: Sequence[Sequence[Way]], loads: Mapping[date, int]) -> None:
        self.ways = ways
        self.found: tuple[Way, ...] = ()
        self.cost: Cost | None = None
        touched = sorted({monday for some in ways for way in some for monday in way.mondays})
        self.total = [loads.get(monday, 0) for monday in touched]
        week = {monday: number for number, monday in enumerate(touched)}
        weeks = [[[week[monday] for monday in way.mondays] for way in some] for some in ways]
        self.fixed = Cost()
        self.moving: list[list[list[int]]] = []
        for some in weeks:
            common = list(reduce(and_, map(Counter, some)).elements())
            self.fixed = self._add(common, self.fixed, 0)
            self.moving.append([list((Counter(way) - Counter(common)).elements()) for way in some])

    def place(self, placed: tuple[Way, ...], cost: Cost) -> None:
        """Go on from plans already placed, at that cost."""
        if self.cost is not None and cost >= self.cost:
            return
        if len(placed) == len(self.ways):
            self.found, self.cost = placed, cost
            return
        for way, weeks in zip(self.ways[len(placed)], self.moving[len(placed)], strict=True):
            self.place((*placed, way), self._add(weeks, cost, way.changes))
            for week in weeks:
                self.total[week] -= 1

    def _add(self, weeks: Sequence[int], cost: Cost, changes: int) -> Cost:
        peak, unevenness, total = cost.peak, cost.unevenness, self.total
        for week in weeks:
            count = total[week] = total[week] + 1
            unevenness += 2 * count - 1
            if count > peak:
                peak = count
        return Cost(peak, unevenness, cost.changes + changes)
