"""What matters to a person: weights that sum to 100, and nothing protected that was not asked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.engine import weights
from matching.engine.errors import NotAskedFor, UnknownFeature, WeightsDoNotAddUp
from matching.engine.facts import Wishes
from matching.engine.features import codes, protected
from matching.engine.scoring import score

from .cast import CASE, denise, grace


def test_the_defaults_sum_to_100_and_protected_features_weigh_nothing():
    made = weights.default()
    assert (sum(made.values()), made.keys() & protected()) == (100, set())


def test_good_weights_are_handed_back():
    assert weights.validated({"conditions": 60, "times": 40}) == {"conditions": 60, "times": 40}


BAD = [
    ({"conditions": 99}, WeightsDoNotAddUp),
    ({"conditions": 110, "times": -10}, WeightsDoNotAddUp),
    ({"conditions": 50.0, "times": 50}, WeightsDoNotAddUp),
    ({"conditions": True, "times": 99}, WeightsDoNotAddUp),
    ({}, WeightsDoNotAddUp),
    ({"conditions": 90, "shoe-size": 10}, UnknownFeature),
    ({"conditions": 90, "age": 10}, NotAskedFor),
    ({"conditions": 90, "sex": 10}, NotAskedFor),
    ({"conditions": 90, "background": 10}, NotAskedFor),
]


@pytest.mark.parametrize(("made", "error"), BAD)
def test_bad_weights_are_refused_by_name(made, error):
    with pytest.raises(error):
        weights.validated(made)


@pytest.mark.parametrize(("made", "error"), [one for one in BAD if one[0]])  # nothing said: the usual weights
def test_one_person_of_many_with_bad_weights_is_refused_by_name(made, error):
    with pytest.raises(error):
        weights.table([grace(), grace(id="other", weights=made), grace(id="third")])


def test_who_asked_may_weigh_what_is_protected_beside_those_who_did_not():
    asked = grace(weights={"conditions": 90, "age": 10}, wishes=Wishes(age_within=10))
    made = weights.table([grace(id="other", weights={"conditions": 100}), asked])
    assert {code: column.tolist() for code, column in made.items()} == {
        "age": [0, 10],
        "conditions": [100, 90],
    }


def test_a_protected_feature_may_weigh_for_somebody_who_asked():
    made = {"conditions": 90, "age": 10}
    assert weights.validated(made, asked=frozenset({"age"})) == made


def test_nobody_can_be_scored_with_a_protected_weight_they_did_not_ask_for():
    with pytest.raises(NotAskedFor):
        score(grace(weights={"conditions": 90, "age": 10}), denise(), CASE)


def test_asking_makes_it_count():
    asked = grace(weights={"conditions": 90, "age": 10}, wishes=Wishes(age_within=10))
    assert (score(asked, denise(birth_year=1977), CASE), score(asked, denise(birth_year=1997), CASE)) == (
        10000,
        9000,
    )


def test_points_become_weights_in_proportion():
    made = weights.shared_out({"conditions": 3, "times": 1, "life": 0})
    assert {code: weight for code, weight in made.items() if weight} == {"conditions": 75, "times": 25}


def test_a_wish_that_was_withdrawn_takes_its_weight_with_it():
    made = weights.shared_out({"conditions": 1, "age": 1, "shoe-size": 5})
    assert {code: weight for code, weight in made.items() if weight} == {"conditions": 100}


def test_no_points_at_all_give_the_defaults():
    assert weights.shared_out({"conditions": 0}) == weights.default()


@given(st.dictionaries(st.sampled_from(sorted(codes())), st.integers(0, 1000)))
def test_whatever_the_points_the_weights_made_are_valid(points):
    assert weights.validated(weights.shared_out(points))
