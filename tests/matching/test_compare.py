"""Two candidates for one person, side by side."""

import pytest

from programmes.models import Relationship


def address(cast, query: str = "") -> str:
    return f"/enrolments/{cast.mos_place.pk}/compare/{query}"


def test_the_two_best_stand_side_by_side_with_reasons(sign_in, cast):
    text = sign_in(cast.priya).get(address(cast)).content.decode()
    for words in (
        "Denise Harper and Abdul Rahman",
        "Higher",
        "Has COPD",
        "No shared condition",
        "It never decides",
    ):
        assert words in text


def test_any_two_can_be_compared(sign_in, cast):
    query = f"?one={cast.abdul.pk}&other={cast.denise.pk}"
    text = sign_in(cast.priya).get(address(cast, query)).content.decode()
    assert "Abdul Rahman and Denise Harper" in text


def test_one_person_twice_is_refused_with_words(sign_in, cast):
    query = f"?one={cast.abdul.pk}&other={cast.abdul.pk}"
    text = sign_in(cast.priya).get(address(cast, query)).content.decode()
    assert "Choose two different people" in text
    assert "It never decides" not in text


@pytest.mark.parametrize("query", ["?one=x&other=y", "?one=", "?one=7"])
def test_bad_keys_compare_nobody(sign_in, cast, query):
    answer = sign_in(cast.priya).get(address(cast, query))
    assert (answer.status_code, "It never decides" in answer.content.decode()) == (200, False)


def test_with_one_candidate_there_is_nothing_to_compare(sign_in, cast):
    cast.abdul.change(languages=["urdu"])
    assert "There are not two to compare" in sign_in(cast.priya).get(address(cast)).content.decode()


def test_comparing_changes_nothing(sign_in, cast):
    sign_in(cast.priya).get(address(cast))
    assert Relationship.objects.of(cast.scheme).count() == 0
