"""Changing what matters to a person in a peer."""

from datetime import date

import pytest
from django.urls import reverse

from matching.engine.features import features
from matching.forms.preferences import HOPES, PROTECTED, WEIGHED
from matching.models import Preference
from matching.presenters.preferences import CALLED
from matching.selectors.preferences import WISHES
from tests.cast import make_volunteer


@pytest.fixture
def form_page(cast, sign_in):
    sign_in(cast.priya)
    return reverse("enrolments-preferences", args=[cast.mos_place.pk])


def filled(**changes) -> dict:
    return {f"weigh_{code}": "1" for code in WEIGHED} | changes


def newest(cast) -> Preference:
    return Preference.objects.of(cast.scheme).order_by("-version").first()


def test_all_that_can_be_weighed_is_a_feature_with_words():
    codes = {feature.code for feature in features()}
    asked = {one.code: one for one in features() if one.asks and not one.protected}
    # The words are the features' own: a new feature needs no change to a form or a presenter.
    assert {code: (one.asks, one.called) for code, one in asked.items()} == {
        code: (WEIGHED[code], CALLED[code]) for code in WEIGHED
    }
    assert set(PROTECTED) <= codes
    assert {code for code, _ in HOPES} <= set(WISHES)


def test_what_is_saved_is_a_version_whose_weights_sum_to_100(client, form_page, cast):
    answer = client.post(form_page, filled(weigh_conditions="3", weigh_travel="0"))
    row = newest(cast)
    assert answer.headers["Location"] == reverse("enrolments-matching", args=[cast.mos_place.pk])
    assert (row.version, sum(row.weights.values()), row.weights["travel"]) == (1, 100, 0)
    assert row.weights["conditions"] == max(row.weights.values())


def test_sex_age_and_background_weigh_nothing_unless_asked_for(client, form_page, cast):
    client.post(form_page, filled())
    before = newest(cast).weights
    client.post(form_page, filled(sex="only:a-woman"))
    after = newest(cast)
    assert ([before[code] for code in PROTECTED], after.weights["sex"] > 0) == ([0, 0, 0], True)
    assert (after.weights["age"], after.asked_for) == (0, ["only:a-woman"])


def test_the_next_opening_shows_what_was_saved(client, form_page, cast):
    client.post(form_page, filled(weigh_conditions="3", weigh_soon="0", hopes=["walking"], age="my-age"))
    form = client.get(form_page).context["form"]
    shown = [
        form[name].value() for name in ("weigh_conditions", "weigh_life", "weigh_soon", "hopes", "age", "sex")
    ]
    assert shown == [3, 1, 0, ["walking"], "my-age", ""]


@pytest.mark.parametrize("lot", [[], ["conditions"], ["conditions", "life"], list(WEIGHED)])
@pytest.mark.parametrize("none", [[], ["travel", "soon"]])
def test_what_was_said_comes_back_as_it_was(client, form_page, cast, lot, none):
    said = {f"weigh_{code}": "0" if code in none else "3" if code in lot else "1" for code in WEIGHED}
    client.post(form_page, said)
    form = client.get(form_page).context["form"]
    assert {name: str(form[name].value()) for name in said} == said


def test_when_all_count_the_same_nothing_is_said_to_count_most(client, form_page, cast):
    client.post(form_page, filled())
    said = client.get(form_page).context["versions"].rows[0].cells[1].text
    assert said.endswith(f" and {len(WEIGHED) - 4} more, all alike")


def test_of_equal_ones_that_are_not_named_it_says_how_many_they_are(client, form_page, cast):
    client.post(form_page, filled(weigh_life="3"))
    said = client.get(form_page).context["versions"].rows[0].cells[1].text.splitlines()[0]
    assert said.startswith("A similar life, most of all; then the same condition, ")
    assert said.endswith(f" and {len(WEIGHED) - 4} more")


def test_something_has_to_count(client, form_page, cast):
    answer = client.post(form_page, {f"weigh_{code}": "0" for code in WEIGHED})
    assert (answer.status_code, newest(cast)) == (422, None)
    assert answer.context["form"].non_field_errors() == [
        "Choose at least one that counts. Else everybody would fit alike."
    ]


def test_the_order_of_candidates_follows(client, form_page, cast):
    make_volunteer(
        cast, "Wanda Walker", cast.coach, renew_by=date(2028, 1, 1), conditions=[], interests=["walking"]
    )
    nothing = {f"weigh_{code}": "0" for code in WEIGHED}
    client.post(form_page, {**nothing, "weigh_interests": "3", "hopes": ["walking"]})
    cards = client.get(reverse("enrolments-matching", args=[cast.mos_place.pk])).context["cards"]
    assert cards[0].name.text == "Wanda Walker"


def test_the_page_says_what_matters_in_sentences(client, form_page, cast):
    client.post(form_page, filled(weigh_life="3", sex="only:a-woman", hopes=["walking"]))
    text = client.get(reverse("enrolments-matching", args=[cast.mos_place.pk])).content.decode()
    for words in (
        "A similar life, most of all; then the same condition",
        "Mo hopes for somebody who likes walking; Mo wants only a woman.",
        "Age and background do not count, because Mo did not ask for them.",
    ):
        assert words in text


def test_the_background_is_offered_only_where_it_is_on_record(client, form_page, cast):
    before = "background" in client.get(form_page).context["form"].fields
    cast.mo.change(background=["irish"])
    assert (before, "background" in client.get(form_page).context["form"].fields) == (False, True)


def test_a_gap_is_named(client, form_page):
    answer = client.post(form_page, {**filled(), "weigh_life": ""})
    assert (
        answer.status_code,
        "Say how much this counts: has a similar life" in answer.content.decode(),
    ) == (422, True)


def test_the_page_lists_each_version_with_who_and_when(client, form_page, cast):
    assert "What was written down before" not in client.get(form_page).content.decode()
    client.post(form_page, filled(weigh_conditions="3", hopes=["walking"], sex="only:a-woman"))
    client.post(form_page, filled(weigh_life="3"))
    (newer, older) = client.get(form_page).context["versions"].rows
    assert [newer.cells[0].text, older.cells[0].text] == ["2", "1"]
    assert older.cells[1].text.splitlines()[0].startswith("The same condition, most of all")
    assert older.cells[1].text.splitlines()[1] == "Somebody who likes walking and only a woman"
    assert older.cells[3].text == "Priya Nair"
