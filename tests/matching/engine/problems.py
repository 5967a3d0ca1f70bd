"""Small problems for the solver's tests, and the plainest possible ways to solve them."""

from dataclasses import dataclass, replace
from itertools import product

import numpy as np
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from matching.engine.solver import assign


@dataclass(frozen=True)
class Small:
    """Scores by (patient, volunteer), and the rest as `assign` takes it."""

    scores: dict
    priority: tuple
    places: tuple
    previous: tuple = ()
    kappa: int = 0
    fairness: int = 0

    def solved(self, **changes):
        pairs = list(self.scores)
        return assign([p for p, _ in pairs], [v for _, v in pairs], list(self.scores.values()),
                      **(self.settings() | changes))  # fmt: skip

    def settings(self):
        return {"priority": self.priority, "places": self.places, "previous": self.previous or None,
                "kappa": self.kappa, "fairness": self.fairness}  # fmt: skip

    def without(self, pair):
        return replace(self, scores={key: score for key, score in self.scores.items() if key != pair})


def answers(problem):
    """Every lawful answer: volunteer per patient."""
    choices = [
        [-1] + [v for p, v in problem.scores if p == patient] for patient in range(len(problem.priority))
    ]
    for answer in product(*choices):
        if all(answer.count(v) <= free for v, free in enumerate(problem.places)):
            yield answer


def counts(problem, answer):
    classes = max(4, max(problem.priority, default=0) + 1)
    matched = [problem.priority[p] for p, v in enumerate(answer) if v >= 0]
    return [matched.count(level) for level in range(classes)]


def total(problem, answer):
    """Score with kappa and fairness, what is maximised once the counts are the best."""
    score = sum(problem.scores[p, v] for p, v in enumerate(answer) if v >= 0)
    kept = sum(problem.previous[p] == v >= 0 for p, v in enumerate(answer)) if problem.previous else 0
    loads = [list(answer).count(v) for v in range(len(problem.places))]
    return score + problem.kappa * kept - problem.fairness * sum(load * (load - 1) // 2 for load in loads)


def brute_force(problem):
    """(counts by class, total) of the best answer, by looking at all of them."""
    return max((counts(problem, answer), total(problem, answer)) for answer in answers(problem))


def hungarian(problem):
    """The same by scipy's dense solver, with a volunteer's places as columns of their own."""
    slots = [v for v, free in enumerate(problem.places) for _ in range(min(free, len(problem.priority)))]
    spacing = len(problem.priority) * (max(problem.scores.values(), default=0) + 1) + 1
    classes = max(4, max(problem.priority, default=0) + 1)
    gain = np.zeros((len(problem.priority), len(slots)))
    for (p, v), score in problem.scores.items():
        for column in (c for c, holder in enumerate(slots) if holder == v):
            gain[p, column] = (classes - problem.priority[p]) * spacing + score
    answer = [-1] * len(problem.priority)
    for p, column in zip(*linear_sum_assignment(gain, maximize=True), strict=True):
        answer[p] = slots[column] if gain[p, column] else -1
    return counts(problem, answer), total(problem, answer)


SCORE = st.sampled_from((0, 0, 1, 2, 50, 51, 9_999, 10_000)) | st.integers(0, 10_000)


@st.composite
def small(draw, patients=5, volunteers=4, extras=False):
    """A problem small enough for brute force; with `extras` also kappa, fairness and a last round."""
    some = draw(st.integers(1, patients))
    others = draw(st.integers(1, volunteers))
    cells = st.tuples(st.integers(0, some - 1), st.integers(0, others - 1))
    scores = draw(st.dictionaries(cells, SCORE, max_size=some * others))
    priority = tuple(draw(st.lists(st.integers(0, 3), min_size=some, max_size=some)))
    places = tuple(draw(st.lists(st.integers(0, 3), min_size=others, max_size=others)))
    if not extras:
        return Small(scores, priority, places)
    before = tuple(draw(st.lists(st.integers(-1, others - 1), min_size=some, max_size=some)))
    return Small(
        scores,
        priority,
        places,
        before,
        draw(st.sampled_from((0, 1, 300))),
        draw(st.sampled_from((0, 1, 200))),
    )


def random(patients, volunteers, density, seed=1, most=10_000):
    """A middling problem in arrays, for `assign(*pairs, **rest)`."""
    made = np.random.default_rng(seed)
    patient, volunteer = np.nonzero(made.random((patients, volunteers)) < density)
    score = made.integers(0, most, len(patient), endpoint=True)
    rest = {"priority": made.integers(0, 4, patients), "places": made.integers(0, 4, volunteers)}
    return (patient, volunteer, score), rest
