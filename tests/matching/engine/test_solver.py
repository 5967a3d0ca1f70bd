"""Answers that are known, traps that others fell into, and input that is refused."""

import json
from pathlib import Path
from time import process_time

import numpy as np
import pytest

from matching.engine.solver import (
    Assignment,
    DuplicateKey,
    DuplicatePair,
    Gain,
    NegativeNumber,
    NotCertified,
    NotWholeNumbers,
    OutOfRange,
    WeightTooLarge,
    WrongLength,
    assign,
    components,
    edges,
)
from matching.engine.solver.certificate import certify
from matching.engine.solver.problem import made

from .problems import random

CASES = json.loads((Path(__file__).parent / "data" / "matching_cases.json").read_text())["cases"]
ALL_DIRECT, ALL_COLUMNS = 1 << 40, -1


def known(case, **changes):
    pairs = [
        (p, v, case["score"][p][v])
        for p, row in enumerate(case["feasible"])
        for v, ok in enumerate(row)
        if ok
    ]
    return assign(*zip(*pairs, strict=True), priority=case["priority"], places=case["capacity"], **changes)


@pytest.mark.parametrize("direct_up_to", [ALL_DIRECT, ALL_COLUMNS], ids=["direct", "columns"])
@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_known_cases_have_their_known_answers(case, direct_up_to):
    found, best = known(case, direct_up_to=direct_up_to), case["expected"]
    assert (found.matched_by_priority, found.score, found.certified) == (
        best["matched_by_priority"], best["score"], True,
    )  # fmt: skip
    assert found.volunteer_of.tolist() in best["assignments"]


def test_no_pairs_and_nobody_are_problems_with_an_answer():
    nobody = assign([], [], [], priority=[], places=[])
    alone = assign([], [], [], priority=[0, 2], places=[3])
    assert (nobody.volunteer_of.tolist(), nobody.matched_by_priority, nobody.score) == ([], [0, 0, 0, 0], 0)
    assert (alone.volunteer_of.tolist(), alone.matched_by_priority, alone.prices.tolist()) == (
        [-1, -1],
        [0] * 4,
        [0],
    )


def test_a_lawful_pair_with_score_zero_is_matched():
    assert assign([0], [0], [0], priority=[3], places=[1]).volunteer_of.tolist() == [0]


def test_one_urgent_patient_comes_before_any_score():
    found = assign([0, 1], [0, 0], [10_000, 0], priority=[1, 0], places=[1])
    assert found.volunteer_of.tolist() == [-1, 0]


def test_further_classes_than_four_are_counted():
    found = assign([0, 1], [0, 1], [5, 5], priority=[6, 0], places=[1, 1])
    assert found.matched_by_priority == [1, 0, 0, 0, 0, 0, 1]


def test_the_price_says_what_one_more_place_would_bring():
    found = assign([0, 1, 2], [0, 0, 0], [700, 500, 900], priority=[1, 1, 2], places=[1])
    assert (found.volunteer_of.tolist(), found.gain(0)) == ([0, -1, -1], Gain(priority=3, score=500))


def test_the_price_of_a_place_that_went_to_the_same_class_is_the_next_best_score():
    found = assign([0, 0, 1], [0, 1, 0], [700, 600, 500], priority=[1, 1], places=[1, 1])
    assert (found.gain(0), found.gain(1)) == (Gain(priority=0, score=100), Gain(priority=0, score=0))


def test_kappa_keeps_last_rounds_proposal_against_a_slightly_better_one():
    pairs = ([0, 0], [0, 1], [500, 600])
    changes = [assign(*pairs, priority=[2], places=[1, 1], previous=[0], kappa=kappa).volunteer_of.tolist()
               for kappa in (0, 99, 101)]  # fmt: skip
    assert changes == [[1], [1], [0]]


def test_fairness_spreads_people_over_volunteers():
    pairs = ([0, 1, 2, 0, 1, 2], [0, 0, 0, 1, 1, 1], [500, 500, 500, 400, 400, 400])
    loads = [np.bincount(assign(*pairs, priority=[1] * 3, places=[3, 3], fairness=fairness).volunteer_of).tolist()
             for fairness in (0, 200)]  # fmt: skip
    assert loads == [[3], [2, 1]]


def layered(levels):
    """Levels of two patients and two volunteers each, all joined to the level above: the trap of scipy #26147."""
    steps = [(level, level + step) for level in range(levels) for step in (0, 1) if level + step < levels]
    pairs = [(2 * one + a, 2 * other + b) for one, other in steps for a in (0, 1) for b in (0, 1)]
    patient, volunteer = zip(*sorted(pairs), strict=True)
    return patient, volunteer, [1] * len(pairs)


def test_layered_graphs_do_not_explode():
    started = process_time()
    found = assign(*layered(60), priority=[1] * 120, places=[1] * 120)
    assert (found.matched_by_priority, process_time() - started < 10) == ([0, 120, 0, 0], True)


@pytest.mark.parametrize(
    "settings", [{}, {"kappa": 300, "fairness": 200}], ids=["plain", "kappa and fairness"]
)
@pytest.mark.parametrize(
    ("patients", "volunteers", "density"), [(60, 30, 0.4), (200, 90, 0.2), (90, 200, 0.6)]
)
def test_column_generation_gives_what_solving_directly_gives(patients, volunteers, density, settings):
    pairs, rest = random(patients, volunteers, density)
    before = np.random.default_rng(2).integers(-1, volunteers, patients)
    found = [assign(*pairs, **rest, previous=before, **settings, direct_up_to=limit)
             for limit in (ALL_DIRECT, ALL_COLUMNS)]  # fmt: skip
    first, second = ((one.matched_by_priority, one.score, one.prices.tolist()) for one in found)
    assert second == first


def test_separate_schemes_are_solved_as_if_each_were_alone():
    (patient, volunteer, score), rest = random(40, 20, 0.3)
    alone = assign(patient, volunteer, score, **rest)
    both = assign(
        np.concatenate([patient, patient + 40]), np.concatenate([volunteer, volunteer + 20]),
        np.tile(score, 2), priority=np.tile(rest["priority"], 2), places=np.tile(rest["places"], 2),
    )  # fmt: skip
    assert both.matched_by_priority == [2 * count for count in alone.matched_by_priority]
    assert (both.score, both.certified) == (2 * alone.score, True)


def test_weights_of_different_integer_types_give_one_answer():
    (patient, volunteer, score), rest = random(30, 20, 0.5)
    usual = assign(patient, volunteer, score, **rest).volunteer_of.tolist()
    small = assign(patient.astype(np.int32), volunteer.astype(np.uint16), score.astype(np.uint16), **rest)
    largest = [array.astype(np.uint64) for array in (patient, volunteer, score)]
    settings = {name: array.astype(np.uint64) for name, array in rest.items()}
    unsigned = assign(*largest, **settings, kappa=np.uint64(1))
    lists = assign(patient.tolist(), volunteer.tolist(), list(score), **rest)
    assert [one.volunteer_of.tolist() for one in (small, unsigned, lists)] == [usual] * 3


GOOD = {"patient": [0, 1], "volunteer": [0, 0], "score": [5, 6], "priority": [0, 1], "places": [1]}


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"patient": [0, 0]}, DuplicatePair),
        ({"patient": [0, 1, 1], "volunteer": [0, 0, 0], "score": [1, 2, 1]}, DuplicatePair),
        ({"score": [5, -1]}, NegativeNumber),
        ({"score": [5, 2**52]}, WeightTooLarge),
        ({"score": [5, 2**51]}, WeightTooLarge),
        ({"score": np.array([5, 2**63], dtype=np.uint64)}, WeightTooLarge),
        ({"priority": [0, 2**52]}, WeightTooLarge),
        ({"kappa": 2**52}, WeightTooLarge),
        ({"fairness": 2**52, "places": [2]}, WeightTooLarge),
        ({"score": [5]}, WrongLength),
        ({"volunteer": [0, 0, 0]}, WrongLength),
        ({"previous": [0]}, WrongLength),
        ({"patient_keys": ["a"]}, WrongLength),
        ({"patient": [0, 2]}, OutOfRange),
        ({"patient": [0, -1]}, OutOfRange),
        ({"volunteer": [0, 1]}, OutOfRange),
        ({"previous": [0, 1]}, OutOfRange),
        ({"previous": [0, -2]}, OutOfRange),
        ({"score": [5.0, 6.0]}, NotWholeNumbers),
        ({"score": [True, False]}, NotWholeNumbers),
        ({"score": [[5, 6]]}, NotWholeNumbers),
        ({"score": [[5], [6, 7]]}, NotWholeNumbers),
        ({"score": [5, float("nan")]}, NotWholeNumbers),
        ({"score": ["5", "6"]}, NotWholeNumbers),
        ({"score": [5, None]}, NotWholeNumbers),
        ({"score": 5}, NotWholeNumbers),
        ({"patient": [0.0, 1.0]}, NotWholeNumbers),
        ({"score": [5, 2**70]}, WeightTooLarge),
        ({"score": [2**63, -1]}, NegativeNumber),
        ({"score": [5, -(2**70)]}, NegativeNumber),
        ({"volunteer": [0, 2**70]}, OutOfRange),
        ({"kappa": 0.5}, NotWholeNumbers),
        ({"priority": [0, -1]}, NegativeNumber),
        ({"places": [-1]}, NegativeNumber),
        ({"kappa": -1}, NegativeNumber),
        ({"fairness": -1}, NegativeNumber),
        ({"volunteer_keys": []}, WrongLength),
        ({"patient_keys": ["a", "a"]}, DuplicateKey),
    ],
)
def test_input_that_cannot_be_right_is_refused_by_name(changes, error):
    given = GOOD | changes
    with pytest.raises(error):
        assign(given.pop("patient"), given.pop("volunteer"), given.pop("score"), **given)


def certified(matched):
    """Certify an answer to: two patients who both can only go to one of two volunteers, the first one better."""
    problem = made([0, 0, 1, 1], [0, 1, 0, 1], [9, 5, 9, 1], priority=[0, 0], places=[1, 1], previous=None,
                   kappa=0, fairness=0, patient_keys=None, volunteer_keys=None)  # fmt: skip
    return certify(problem.edges, problem.places, 0, np.array(matched), np.arange(4))


def test_the_best_answer_is_certified():
    assert certified([1, 0]).profits.min() > 0


@pytest.mark.parametrize(
    "matched", [[0, 1], [0, -1], [-1, -1], [0, 0]], ids=["worse", "short", "none", "twice"]
)
def test_any_other_answer_is_refused_by_the_certificate(matched):
    with pytest.raises(NotCertified):
        certified(matched)


def test_an_unlawful_pair_is_refused_by_the_certificate():
    problem = made([0], [0], [9], priority=[0], places=[1, 1], previous=None, kappa=0, fairness=0,
                   patient_keys=None, volunteer_keys=None)  # fmt: skip
    with pytest.raises(NotCertified):
        certify(problem.edges, problem.places, 0, np.array([1]), np.arange(1))


def test_an_answer_has_one_volunteer_or_none_per_patient():
    found = assign([0], [1], [7], priority=[1, 1], places=[1, 1])
    assert isinstance(found, Assignment)
    assert found.volunteer_of.tolist() == [1, -1]


def test_a_problem_too_large_to_keep_its_weights_has_the_same_answer(monkeypatch):
    pairs, rest = random(120, 60, 0.3)
    kept = assign(*pairs, **rest)
    monkeypatch.setattr(edges, "KEEP_UP_TO", 0)
    monkeypatch.setattr(edges, "CHUNK", 200)
    monkeypatch.setattr(components, "SPLIT_UP_TO", 0)
    found = assign(*pairs, **rest, direct_up_to=ALL_COLUMNS)
    assert (found.matched_by_priority, found.score) == (kept.matched_by_priority, kept.score)
    assert found.prices.tolist() == kept.prices.tolist()
