"""The list of people: search, filters, order, and what a line says."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from programmes.choices import ENDED, SUPPORTED, WAITING
from programmes.selectors.people import counts, lines, people
from tests.cast import TODAY, make_patient
from tests.programmes.builders import support
from tests.programmes.people_builders import mo_with_denise


def names(cast, member=None, **wanted) -> list[str]:
    rows = people(actor=cast.by(member or cast.priya), on=TODAY, **wanted)
    return [row.name for row in rows]


@pytest.fixture
def supported(cast):
    """Mo in week 12 with Denise: ten contacts were due, the tenth is not logged, the fourth had no answer."""
    return mo_with_denise(cast)


@pytest.mark.parametrize("q", ["9434765919", "943 476 5919", " 943 476", "943\t4765919"])
def test_an_nhs_number_is_found_with_and_without_spaces(cast, q):
    assert names(cast, q=q) == ["Mo Ellis"]


@pytest.mark.parametrize("q", ["mo ellis", "MAUREEN", "ellis mo", "  Ell  "])
def test_a_person_is_found_by_each_of_their_names_in_any_order(cast, q):
    assert names(cast, q=q) == ["Mo Ellis"]


@pytest.mark.parametrize("q", ["lukasz", "LUKASZ ONEILL", "Łukasz", "o’neill", "bronte", "oneill-brontë"])
def test_accents_apostrophes_and_hyphens_make_no_difference(cast, q):
    make_patient(cast, "Łukasz O'Neill-Brontë", waits_since=TODAY)
    assert names(cast, q=q) == ["Łukasz O'Neill-Brontë"]


def test_nobody_is_found_by_other_words(cast):
    assert names(cast, q="mo adeyemi") == []


def test_each_person_is_in_one_state(cast, supported):
    make_patient(cast, "Harold Finch", waits_since=TODAY).change(state="ended")
    states = {state: names(cast, state=state) for state in (WAITING, SUPPORTED, ENDED)}
    assert states == {WAITING: ["Grace Adeyemi"], SUPPORTED: ["Mo Ellis"], ENDED: ["Harold Finch"]}


def test_the_counts_are_those_of_the_lists(cast, supported):
    make_patient(cast, "Harold Finch", waits_since=TODAY).change(state="left")
    found = counts(actor=cast.by(cast.priya))
    assert (found.everybody, found.waiting, found.supported, found.ended) == (3, 1, 1, 1)


def test_somebody_who_waits_and_has_died_does_not_wait(cast):
    cast.mo.change(died_on=date(2026, 11, 20))
    assert (names(cast, state=WAITING), names(cast, state=ENDED)) == (["Grace Adeyemi"], ["Mo Ellis"])


def test_the_list_is_filtered_by_team(cast):
    assert names(cast, team=cast.central.pk) == ["Grace Adeyemi"]


def test_a_coordinator_of_a_team_sees_the_people_of_that_team(cast):
    assert names(cast, cast.tom) == ["Mo Ellis"]


def test_another_scheme_sees_nobody(cast):
    assert names(cast, cast.hilda) == []


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("name", ["Grace Adeyemi", "Mo Ellis", "Harold Finch"]),
        ("age", ["Harold Finch", "Mo Ellis", "Grace Adeyemi"]),
        ("since", ["Mo Ellis", "Grace Adeyemi", "Harold Finch"]),
        ("next", ["Mo Ellis", "Grace Adeyemi", "Harold Finch"]),
    ],
)
def test_the_list_is_sorted(cast, supported, sort, order):
    cast.grace.change(born_on=date(1990, 1, 1))
    cast.mo.change(born_on=date(1980, 1, 1))
    make_patient(cast, "Harold Finch", waits_since=TODAY, born_on=date(1940, 1, 1))
    assert names(cast, sort=sort) == order


def test_a_line_says_who_supports_and_what_is_late(cast, supported):
    actor = cast.by(cast.priya)
    line = lines(list(people(actor=actor, on=TODAY, q="mo")), actor=actor, on=TODAY)[0]
    facts = (line.state, line.supporter, line.role, line.since_on, line.open_on, line.next_on, line.days_late)
    assert facts == (
        SUPPORTED,
        "Denise Harper",
        "Coach",
        date(2026, 9, 1),
        date(2026, 11, 17),
        date(2026, 12, 1),
        6,
    )


def test_the_filter_stays_in_the_address_of_the_next_page(cast, sign_in):
    for number in range(60):
        make_patient(cast, f"Ann Number{number:02}", waits_since=TODAY)
    page = sign_in(cast.priya).get(reverse("people"), {"q": "ann", "sort": "since"})
    assert len(page.context["table"].rows) == 50
    assert "?q=ann&amp;sort=since&amp;page=2" in page.content.decode()


def test_a_filter_that_makes_no_sense_is_said_and_shows_everybody(cast, sign_in):
    page = sign_in(cast.priya).get(reverse("people"), {"state": "gone", "team": "x", "page": "-3"})
    assert (page.status_code, len(page.context["table"].rows)) == (200, 2)


def test_the_empty_list_says_what_will_appear(cast, sign_in):
    page = sign_in(cast.hilda).get(reverse("people"))
    assert "People appear here when a referral is accepted." in page.content.decode()


def test_a_search_without_result_says_what_to_do(cast, sign_in):
    page = sign_in(cast.priya).get(reverse("people"), {"q": "zzz"})
    assert "Nobody found" in page.content.decode()


def queries(client, place: str) -> int:
    client.get(place)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(place).status_code == 200
    return len(seen)


def test_the_list_takes_as_many_queries_for_3_people_as_for_30(cast, sign_in, supported):
    client, place = sign_in(cast.priya), reverse("people")
    few = queries(client, place)
    for number in range(30):
        row = make_patient(cast, f"Ann Number{number:02}", waits_since=TODAY)
        if number < 15:
            support(cast, cast.abdul, row, start=date(2026, 10, 5))
    assert queries(client, place) == few <= 12
