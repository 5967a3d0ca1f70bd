"""The provably best assignment of waiting patients to volunteers' free places."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from matching.engine.solver import columns, direct, problem
from matching.engine.solver.certificate import certify, check, exact_sum, matched_weights
from matching.engine.solver.components import pieces
from matching.engine.solver.edges import Edges
from matching.engine.solver.objective import Objective
from matching.engine.solver.problem import NOBODY

Ints = NDArray[np.int64]
DIRECT_UP_TO = 1 << 16


@dataclass(frozen=True, slots=True)
class Gain:
    """What one more place would add: steps of priority (a patient of class 0 instead of nobody is 4), and score."""

    priority: int
    score: int


@dataclass(frozen=True, slots=True)
class Assignment:
    """The answer of `assign`; it exists only if its certificate held.

    volunteer_of         volunteer index per patient, -1 for nobody
    matched_by_priority  matched patients of class 0, 1, 2, 3 (and further classes, if there are any)
    score                the sum of the scores of the pairs, without kappa and fairness
    prices               per volunteer, what one more place would add to the objective (before fairness): see `gain`
    spacing              what one step of priority is worth in prices
    """

    volunteer_of: Ints
    matched_by_priority: list[int]
    score: int
    prices: Ints
    spacing: int
    certified: bool = True

    def gain(self, volunteer: int) -> Gain:
        """The price of a volunteer taken apart: where recruiting somebody like them would help.

        Scores so large that only the least spacing is left may turn a step into score; their sum stays the price.
        """
        steps = (int(self.prices[volunteer]) + self.spacing // 2) // self.spacing
        return Gain(steps, int(self.prices[volunteer]) - steps * self.spacing)


def assign(
    patient: ArrayLike, volunteer: ArrayLike, score: ArrayLike, *, priority: ArrayLike, places: ArrayLike,
    previous: ArrayLike | None = None, kappa: int = 0, fairness: int = 0,
    patient_keys: Sequence[Hashable] | None = None, volunteer_keys: Sequence[Hashable] | None = None,
    direct_up_to: int = DIRECT_UP_TO, objective: Objective | None = None,
) -> Assignment:  # fmt: skip
    """Match the most patients of class 0, then of class 1 and so on, then with the largest total score.

    patient, volunteer, score  the lawful pairs: three equally long arrays of integers, each pair once, score >= 0
    priority                   per patient, 0 is most urgent
    places                     per volunteer, how many people they can take on
    previous                   per patient, the volunteer proposed last round or -1; that pair is worth `kappa` more
    fairness                   how much less each further place of the same volunteer is worth
    patient_keys               ids: ties are broken by them, so that the order of the input changes nothing
    objective                  of the whole list, where this is a part of it that competes with nobody else
    direct_up_to               separate problems with more pairs are solved by column generation, just as exactly

    Kappa and fairness never change how many of any class are matched. Raises a BadProblem for input that cannot
    be right, and NotCertified rather than give an answer that was not proved.
    """
    made = problem.made(
        patient, volunteer, score, priority=priority, places=places, previous=previous, kappa=kappa,
        fairness=fairness, patient_keys=patient_keys, volunteer_keys=volunteer_keys, objective=objective,
    )  # fmt: skip
    matched = np.full(made.edges.rows, NOBODY, dtype=np.int64)
    prices = np.zeros(len(made.places), dtype=np.int64)
    for piece, rows, members in pieces(made.edges, len(made.places)):
        found, prices[members] = _proved(piece, made.places[members], made.objective, direct_up_to)
        matched[rows] = np.where(found >= 0, members[found], NOBODY)
    return _answer(made, matched, prices)


def joined(
    patient: ArrayLike, volunteer: ArrayLike, score: ArrayLike, volunteer_of: Ints, prices: Ints, **rest: Any
) -> Assignment:
    """The answers of all parts as one, held against every pair of the whole. `rest` as for `assign`.

    Raises NotCertified unless the whole is proved to be the best.
    """
    made = problem.made(patient, volunteer, score, **rest)
    to = np.append(problem.places_of(made.volunteer_at), NOBODY)
    matched, priced = to[volunteer_of[made.patient_at]], prices[made.volunteer_at]
    check(made.edges, made.places, made.objective.fairness, matched, priced)
    return _answer(made, matched, priced)


def _proved(piece: Edges, places: Ints, objective: Objective, direct_up_to: int) -> tuple[Ints, Ints]:
    """The volunteer of each row and the least prices of one separate problem. Raises NotCertified."""
    most = min(piece.rows, sum(np.minimum(places, piece.rows).tolist()))
    scaled = piece.scaled(*objective.tie(most)).weighed()
    if len(piece) <= direct_up_to:
        found, working = direct.solve(scaled, places, objective.fairness), np.arange(len(piece))
    else:
        found, working = columns.solve(scaled, places, objective.fairness)
    return found, certify(piece, places, objective.fairness, found, working).prices


def _answer(made: problem.Problem, matched: Ints, prices: Ints) -> Assignment:
    """The answer in the caller's own numbering."""
    rows = np.flatnonzero(matched >= 0)
    plain = replace(made.edges, base=np.zeros_like(made.edges.base), kappa=0)
    score = exact_sum(matched_weights(plain, matched))
    volunteer_of = np.full(len(matched), NOBODY, dtype=np.int64)
    volunteer_of[made.patient_at[rows]] = made.volunteer_at[matched[rows]]
    by_class = np.bincount(made.priority[rows], minlength=made.objective.classes)
    priced = np.zeros(len(prices), dtype=np.int64)
    priced[made.volunteer_at] = prices
    return Assignment(volunteer_of, by_class.tolist(), score, priced, made.objective.spacing)
