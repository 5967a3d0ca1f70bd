"""How large weights may be, and input that is odd but right."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.engine.solver import NotWholeNumbers, OutOfRange, WeightTooLarge, assign
from matching.engine.solver.problem import MOST_CLASSES

from .problems import Small, brute_force, counts, small, total

LIMIT = 2**52
CLASSES = 4


def largest(priority: int, matches: int) -> int:
    """The largest score with a weight below 2^52: (4 - class) x (matches x score + 1) + score, as engine.md has it."""
    steps = CLASSES - priority
    return (LIMIT - 1 - steps) // (steps * matches + 1)


def alike(score: int, priority: int, matches: int):
    """So many patients of one class for one volunteer who has a place for each, all pairs with this score."""
    rows = range(matches)
    return assign(rows, [0] * matches, [score] * matches, priority=[priority] * matches, places=[matches])


@pytest.mark.parametrize("matches", [1, 2, 7])
@pytest.mark.parametrize("priority", range(CLASSES))
def test_the_largest_weight_that_is_lawful_is_solved_and_one_more_is_refused(priority, matches):
    score = largest(priority, matches)
    found = alike(score, priority, matches)
    assert (found.certified, found.matched_by_priority[priority], found.score) == (
        True,
        matches,
        matches * score,
    )
    with pytest.raises(WeightTooLarge):
        alike(score + 1, priority, matches)


@pytest.mark.parametrize("direct_up_to", [1 << 40, -1], ids=["direct", "columns"])
@settings(max_examples=150, deadline=None)
@given(problem=small(extras=True))
def test_up_to_the_limit_it_is_the_best_that_brute_force_finds(direct_up_to, problem):
    """Scores so large that only the least spacing is left: priority still comes before all of them."""
    scores = {pair: score * (LIMIT // 24 // 10_000) for pair, score in problem.scores.items()}
    large = replace(problem, scores=scores)
    found = large.solved(direct_up_to=direct_up_to)
    answer = found.volunteer_of.tolist()
    assert found.certified
    assert (counts(large, answer), total(large, answer)) == brute_force(large)


@settings(max_examples=100, deadline=None)
@given(small(extras=True), st.integers(0, 2**54))
def test_whatever_the_score_the_answer_is_proved_or_the_weight_is_refused(problem, score):
    large = replace(problem, scores=dict.fromkeys(problem.scores, score))
    try:
        assert large.solved().certified
    except WeightTooLarge:
        assert score > largest(0, len(problem.priority)) // 4


def test_a_price_of_the_largest_scores_is_told_whole():
    score = largest(0, 1)
    found = assign([0, 1], [0, 0], [score, score], priority=[0, 0], places=[1])
    gain = found.gain(0)
    assert gain.priority * found.spacing + gain.score == found.prices[0] > 0


def test_fairness_counts_for_nothing_where_nobody_has_a_second_place():
    assert assign([0], [0], [5], priority=[0], places=[1], fairness=2**60).volunteer_of.tolist() == [0]


def test_kappa_counts_for_nothing_without_a_last_round():
    plain = assign([0, 0], [0, 1], [5, 6], priority=[0], places=[1, 1], kappa=300)
    assert (plain.volunteer_of.tolist(), plain.score) == ([1], 6)


def test_a_last_round_that_is_not_lawful_any_more_changes_nothing():
    found = assign([0], [0], [5], priority=[0], places=[1, 1], previous=[1], kappa=300)
    assert (found.volunteer_of.tolist(), found.score) == ([0], 5)


def test_classes_that_nobody_is_in_are_counted_as_empty():
    found = assign([0, 1, 2], [0, 0, 1], [5, 6, 7], priority=[0, 5, 9], places=[1, 1])
    assert (found.volunteer_of.tolist(), found.matched_by_priority) == ([0, -1, 1], [1, *[0] * 8, 1])


def test_a_priority_that_must_be_a_slip_of_the_pen_is_refused():
    with pytest.raises(OutOfRange):
        assign([0], [0], [5], priority=[MOST_CLASSES], places=[1])


def test_who_has_no_place_or_no_pair_is_left_alone():
    found = assign([0, 1], [0, 1], [5, 5], priority=[0, 0, 0], places=[0, 2, 9])
    assert (found.volunteer_of.tolist(), found.matched_by_priority) == ([-1, 1, -1], [1, 0, 0, 0])


GOOD = {"patient": [0, 1], "volunteer": [0, 0], "score": [5, 6], "priority": [0, 1], "places": [1]}
ODD = {
    "several integer types": {"patient": [np.int8(0), 1], "score": [np.uint64(5), np.int64(6)]},
    "objects": {"score": np.array([5, 6], dtype=object)},
    "tuples and ranges": {"patient": (0, 1), "priority": range(2)},
    "small integers": {name: np.array(values, dtype=np.int8) for name, values in GOOD.items()},
    "another byte order": {name: np.array(values, dtype=">i4") for name, values in GOOD.items()},
}


@pytest.mark.parametrize("given_as", ODD)
def test_integers_count_however_they_are_given(given_as):
    asked = GOOD | ODD[given_as]
    found = assign(asked.pop("patient"), asked.pop("volunteer"), asked.pop("score"), **asked)
    assert (found.volunteer_of.tolist(), found.score) == ([0, -1], 5)


@pytest.mark.parametrize("score", [{5, 6}, iter([5, 6]), np.array([5, True], dtype=object), None])
def test_what_is_no_list_of_integers_is_refused(score):
    asked = GOOD | {"score": score}
    with pytest.raises(NotWholeNumbers):
        assign(asked.pop("patient"), asked.pop("volunteer"), asked.pop("score"), **asked)


@settings(max_examples=150, deadline=None)
@given(small(patients=9, volunteers=6, extras=True))
def test_prices_and_answer_prove_each_other(problem):
    """Complementary slackness: nobody would rather have another place, and what costs something is used up."""
    found = problem.solved()
    answer, prices = found.volunteer_of.tolist(), found.prices.tolist()
    used = [answer.count(volunteer) for volunteer in range(len(prices))]
    before = problem.previous or [-1] * len(answer)

    def worth(patient: int, volunteer: int) -> int:
        if volunteer < 0:
            return 0
        kept = problem.kappa * (before[patient] == volunteer)
        steps = len(found.matched_by_priority) - problem.priority[patient]
        return steps * found.spacing + problem.scores[patient, volunteer] + kept - prices[volunteer]

    profits = [worth(patient, volunteer) for patient, volunteer in enumerate(answer)]
    assert min([0, *profits, *prices]) == 0
    assert all(worth(patient, volunteer) <= profits[patient] for patient, volunteer in problem.scores)
    # One more person beside those whom a volunteer has costs fairness: only who has no place left may ask for more.
    assert all(price <= problem.fairness * used[at] or used[at] == problem.places[at]
               for at, price in enumerate(prices))  # fmt: skip


def shuffled(problem: Small, people: list[int], others: list[int]):
    """Who gets whom, by the old numbers, where patients and volunteers are listed in another order."""
    row, column = ({key: at for at, key in enumerate(keys)} for keys in (people, others))
    pairs = [(row[p], column[v], score) for (p, v), score in problem.scores.items()]
    before = problem.previous or [-1] * len(people)
    found = assign(
        *(zip(*pairs, strict=True) if pairs else ([], [], [])),
        priority=[problem.priority[p] for p in people],
        places=[problem.places[v] for v in others],
        previous=[column.get(before[p], -1) for p in people],
        kappa=problem.kappa, fairness=problem.fairness, patient_keys=people, volunteer_keys=others,
    )  # fmt: skip
    return {people[at]: others[v] for at, v in enumerate(found.volunteer_of.tolist()) if v >= 0}


@settings(max_examples=100, deadline=None)
@given(small(patients=8, volunteers=6, extras=True), st.data())
def test_listing_everybody_in_another_order_changes_nothing(problem, data):
    people, others = list(range(len(problem.priority))), list(range(len(problem.places)))
    mixed = data.draw(st.permutations(people)), data.draw(st.permutations(others))
    assert shuffled(problem, *mixed) == shuffled(problem, people, others)
