"""The proof that an answer is the best, in exact integers, whatever solver found it.

Each volunteer has a price for a place, each patient a profit: the best weight less price that they could have.
Prices and profits together bound every possible answer from above (linear programming duality), so an answer
whose weight equals the bound is proved to be the best. The prices found are the least that do: the price of
a volunteer is what one more place there would add to the objective.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.engine.solver.edges import Edges, int_starts
from matching.engine.solver.errors import NotCertified

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Certificate:
    """`prices` per volunteer and `profits` per row, in weights; `value` is the weight that both sides agree on."""

    prices: Ints
    profits: Ints
    value: int


def certify(edges: Edges, places: Ints, fairness: int, matched: Ints, working: Ints) -> Certificate:
    """Prove that `matched` is the best of all answers to `edges`. Raises NotCertified if that is not so.

    `working` are positions of pairs that are likely to matter, so that a large problem is not swept again and
    again. Every pair is looked at before anything is certified.
    """
    while True:
        proof = prove(edges.only(working), places, fairness, matched)
        missed, _ = beaten(edges, proof.prices, proof.profits)
        if not len(missed):
            return proof
        working = np.union1d(working, missed)


def prove(edges: Edges, places: Ints, fairness: int, matched: Ints) -> Certificate:
    """Prove that `matched` is the best for these pairs alone. Raises NotCertified if it is not, or breaks a rule."""
    step = fairness * edges.factor
    used = _used(matched, places)
    worth = matched_weights(edges, matched)
    prices, profits = least_prices(edges, matched, worth, used, step)
    bound = _cost_of_places(prices, places, step) + exact_sum(profits)
    value = exact_sum(worth) - step * exact_sum(used * (used - 1) // 2)
    if bound != value:
        raise NotCertified(f"the answer is worth {value}, and {bound} cannot be ruled out")
    return Certificate(prices, profits, value)


def check(edges: Edges, places: Ints, fairness: int, matched: Ints, prices: Ints) -> None:
    """Hold an answer with its prices against all pairs in one sweep, whoever found them. Raises NotCertified."""
    step = fairness * edges.factor
    used, worth = _used(matched, places), matched_weights(edges, matched)
    profits = np.where(matched >= 0, worth - prices[matched], 0)
    if profits.min(initial=0) < 0 or prices.min(initial=0) < 0 or len(beaten(edges, prices, profits)[0]):
        raise NotCertified("somebody's place is worth more to others")
    bound = _cost_of_places(prices, places, step) + exact_sum(profits)
    value = exact_sum(worth) - step * exact_sum(used * (used - 1) // 2)
    if bound != value:
        raise NotCertified(f"the answer is worth {value}, and {bound} cannot be ruled out")


def least_prices(edges: Edges, matched: Ints, worth: Ints, used: Ints, step: int) -> tuple[Ints, Ints]:
    """The least prices at which nobody would rather have another volunteer of `edges`, and the profits.

    Prices start at what a used place costs in fairness and rise to a fix-point. Raises NotCertified if a
    profit falls below zero, which happens if and only if the answer can be improved.
    """
    prices = step * np.maximum(used - 1, 0)
    has = matched >= 0
    profits = np.where(has, worth - prices[matched], 0)
    owner, volunteer, weight = edges.all()
    while True:
        if profits.min(initial=0) < 0:
            raise NotCertified("somebody's place is worth more to others")
        offer = weight - profits[owner]
        higher = np.flatnonzero(offer > prices[volunteer])
        if not len(higher):
            return prices, profits
        np.maximum.at(prices, volunteer[higher], offer[higher])
        raised = np.zeros(len(prices), dtype=np.bool_)
        raised[volunteer[higher]] = True
        rows = np.flatnonzero(has & raised[matched])
        profits[rows] = worth[rows] - prices[matched[rows]]
        owner, volunteer, weight = _of_rows(edges, rows)


def beaten(edges: Edges, prices: Ints, profits: Ints) -> tuple[Ints, Ints]:
    """Positions of pairs worth more than profit and price together, and by how much."""
    found, by = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
    for first, owner, volunteer, weight in edges.chunks():
        over = weight - profits[owner]
        over -= prices[volunteer]
        at = np.flatnonzero(over > 0)
        found.append(at + first)
        by.append(over[at])
    return np.concatenate(found), np.concatenate(by)


def exact_sum(values: Ints) -> int:
    """The sum as a Python integer: int64 would overflow."""
    high, low = values >> 26, values & ((1 << 26) - 1)
    return (int(high.sum()) << 26) + int(low.sum())


def matched_weights(edges: Edges, matched: Ints) -> Ints:
    """The weight of each row's match, 0 for none. Raises NotCertified if a match is not a lawful pair."""
    rows = np.flatnonzero(matched >= 0)
    low, high = edges.starts[rows], edges.starts[rows + 1]
    at = _find(edges.volunteer, low, high, matched[rows])
    worth = np.zeros(len(matched), dtype=np.int64)
    worth[rows] = edges.weights_at(at, rows, np.ones(len(rows), dtype=np.int64))
    return worth


def _find(volunteer: NDArray[np.int32], low: Ints, high: Ints, wanted: Ints) -> Ints:
    """Binary search in many rows at once. Raises NotCertified where the wanted volunteer is not in the row."""
    end = high.copy()
    while (low < high).any():
        middle = (low + high) // 2
        before = volunteer[np.minimum(middle, len(volunteer) - 1)] < wanted
        searching = low < high
        low = np.where(searching & before, middle + 1, low)
        high = np.where(searching & ~before, middle, high)
    if not ((low < end) & (volunteer[np.minimum(low, len(volunteer) - 1)] == wanted)).all():
        raise NotCertified("a pair of the answer is not lawful")
    return low


def _used(matched: Ints, places: Ints) -> Ints:
    used = np.bincount(matched[matched >= 0], minlength=len(places))
    if (used > places).any():
        raise NotCertified("a place is given twice")
    return used


def _of_rows(edges: Edges, rows: Ints) -> tuple[NDArray[np.int32], NDArray[np.int32], Ints]:
    counts = edges.starts[rows + 1] - edges.starts[rows]
    at = np.repeat(edges.starts[rows] - int_starts(counts)[:-1], counts) + np.arange(counts.sum())
    return np.repeat(rows, counts).astype(np.int32), edges.volunteer[at], edges.weights_at(at, rows, counts)


def _cost_of_places(prices: Ints, places: Ints, step: int) -> int:
    """What all places cost; with fairness a volunteer's further places cost a step less each."""
    if not step:
        return sum(
            price * count for price, count in zip(prices.tolist(), places.tolist(), strict=True) if price
        )
    dear = np.flatnonzero(prices > 0)
    counts = np.minimum(places[dear], -(-prices[dear] // step))
    return sum(price * count - step * count * (count - 1) // 2
               for price, count in zip(prices[dear].tolist(), counts.tolist(), strict=True))  # fmt: skip
