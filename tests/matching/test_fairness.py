"""The fairness report: waiting time and match rate by what people are like, with small numbers hidden."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.selectors.fairness import LEAST, Group, Person, dimension, fairness, group, hidden
from programmes.models import Relationship
from tests.cast import TODAY, make_patient


def people(matched: int, left: int, name: str = "COPD", wait: int = 20) -> list[Person]:
    groups = {"Condition": (name,)}
    return [Person(groups, wait + number) for number in range(matched)] + [Person(groups, None)] * left


def test_a_group_has_its_rate_and_the_median_wait_of_those_matched():
    assert group("COPD", people(5, 5)) == Group("COPD", 10, 5, 50, 22)


@pytest.mark.parametrize("size", range(1, LEAST))
def test_a_small_group_says_nothing_at_all(size):
    assert group("COPD", people(size, 0)) == Group("COPD", None, None, None, None)


def test_a_rate_from_which_a_small_number_follows_is_hidden():
    assert group("COPD", people(1, 9)) == Group("COPD", 10, None, None, None)
    assert group("COPD", people(9, 1)) == Group("COPD", 10, None, None, None)


def test_nobody_matched_in_a_large_group_is_said():
    assert group("COPD", people(0, 9)) == Group("COPD", 9, 0, 0, None)


def test_the_next_smallest_is_hidden_too_where_one_would_follow_from_the_total():
    found = dimension("Condition", [*people(10, 10), *people(6, 6, "Lupus"), *people(1, 1, "Stroke")])
    assert [(one.name, one.people, one.matched) for one in found.groups] == [
        ("COPD", 20, 10), ("Lupus", None, None), ("Stroke", None, None),
    ]  # fmt: skip


def test_the_place_of_a_hidden_group_does_not_tell_its_size():
    found = dimension(
        "Condition", [*people(5, 4, "Lupus"), *people(2, 2, "Stroke"), *people(8, 8), *people(4, 4, "MS")]
    )
    assert [(one.name, one.people) for one in found.groups] == [
        ("COPD", 16), ("Lupus", 9), ("MS", None), ("Stroke", None),
    ]  # fmt: skip


def test_bands_of_age_stand_in_their_order_whatever_is_hidden():
    sizes = {"60 to 74": 16, "30 to 44": 9, "Under 30": 2, "45 to 59": 9}
    found = dimension("Age", [one for name, size in sizes.items() for one in banded(name, size)])
    assert [one.name for one in found.groups] == ["Under 30", "30 to 44", "45 to 59", "60 to 74"]


def banded(name: str, size: int) -> list[Person]:
    return [Person({"Age": (name,)}, None)] * size


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), min_size=1, max_size=6))
def test_no_small_number_is_ever_shown_or_follows_from_the_total(sizes):
    made = [one for at, (matched, left) in enumerate(sizes) for one in people(matched, left, f"c{at}")]
    groups = dimension("Condition", made).groups
    shown = [number for one in groups for number in (one.people, one.matched) if number is not None]
    assert [number for number in shown if 0 < number < LEAST] == []
    assert [one for one in groups if one.wait is not None and one.matched is None] == []
    people_of, matched_of = [sum(pair) for pair in sizes], [matched for matched, _ in sizes]
    for column, truth in (("people", people_of), ("matched", matched_of)):
        seen = [getattr(one, column) for one in groups]
        away = sum(number is None for number in seen)
        left = sum(truth) - sum(number for number in seen if number is not None)
        # All hidden says no more than the total; else what is left is of several, and no small number.
        assert away in (0, len(groups)) or (away > 1 and not 0 < left < LEAST)


def test_nearly_everybody_in_a_group_tells_nothing_of_the_few_outside():
    both = [Person({"Language": ("English", "Urdu")}, 20) for _ in range(8)]
    english = [Person({"Language": ("English",)}, None) for _ in range(8)]
    urdu = [Person({"Language": ("Urdu",)}, None) for _ in range(2)]
    found = dimension("Language", [*both, *english, *urdu])
    assert [(one.name, one.people) for one in found.groups] == [("English", None), ("Urdu", None)]


def test_two_small_groups_are_not_told_together_either():
    found = dimension("Condition", [*people(10, 10), *people(1, 0, "Lupus"), *people(1, 1, "Stroke")])
    assert [one.people for one in found.groups] == [None, None, None]


def test_a_group_of_which_nearly_all_are_matched_does_not_follow_from_one_without_a_match():
    found = dimension("Condition", [*people(7, 3), *people(0, 10, "Lupus")])
    assert [(one.people, one.matched, one.rate) for one in found.groups] == [(10, None, None)] * 2


def test_hiding_leaves_what_is_large_alone():
    groups = (Group("a", 10, 5, 50, 3), Group("b", 20, 5, 25, 4))
    assert hidden(groups, [(10, 5), (20, 5)]) == groups


def support(cast, place, started: date) -> None:
    Relationship.make(
        scheme=cast.scheme, patient=place.patient, volunteer=cast.denise, role=cast.coach, enrolment=place,
        taper=cast.taper, started_on=started, ends_on=started + timedelta(days=180),
    )  # fmt: skip


@pytest.fixture
def ten(cast):
    """Ten more people who waited since 1 October; the first six are matched after 10, 20, ... days."""
    since = date(2026, 10, 1)
    places = [make_patient(cast, f"P{number} Wait", waits_since=since, sex="female") for number in range(10)]
    for number, place in enumerate(places[:6], start=1):
        support(cast, place, since + timedelta(days=10 * number))
    return places


def test_the_report_counts_everybody_whose_wait_began_in_the_last_year(cast, ten):
    make_patient(cast, "Long Ago", waits_since=date(2025, 1, 6))
    found = fairness(actor=cast.by(cast.priya), on=TODAY)
    assert found.everybody == Group("Everybody", 12, 6, 50, 35)
    assert [one.name for one in found.dimensions] == [
        "Condition",
        "Area",
        "Age",
        "Sex",
        "Language",
        "Ethnicity or background",
    ]


def test_somebody_of_one_team_sees_their_own_area(cast, ten):
    cast.grace.change(conditions=["type-2-diabetes"])
    found = fairness(actor=cast.by(cast.tom), on=TODAY)
    assert found.everybody.people == 11


def test_the_page_says_what_the_words_mean_and_hides_small_numbers(sign_in, cast, ten):
    text = sign_in(cast.ana).get("/fairness/").content.decode()
    for words in (
        "Does everybody have the same chance?",
        "Median wait",
        "What the words mean",
        "50%",
        "Hidden",
        "COPD",
    ):
        assert words in text


def test_an_empty_scheme_has_a_report_too(sign_in, cast):
    assert sign_in(cast.hilda).get("/fairness/").status_code == 200


def test_the_report_takes_few_queries_however_many_people(cast, ten, django_assert_num_queries):
    actor = cast.by(cast.priya)
    with django_assert_num_queries(5):
        fairness(actor=actor, on=TODAY)
