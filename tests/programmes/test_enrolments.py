"""The waiting list: one definition of who waits, for the list and the figures."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from programmes.choices import URGENCIES
from programmes.models import Cohort, Programme
from programmes.schedule.turns import lifted
from programmes.selectors import enrolments
from programmes.selectors.enrolments import Narrowed
from tests.cast import TODAY, make_patient


def names(cast, who=None, **narrowed) -> list[str]:
    rows = enrolments.waiting_list(actor=cast.by(who or cast.priya), by=Narrowed(**narrowed), on=TODAY)
    return [row.patient.name for row in rows]


def test_the_longest_wait_comes_first(cast):
    assert names(cast) == ["Grace Adeyemi", "Mo Ellis"]


def test_the_urgent_come_before_the_longest_wait(cast):
    cast.mos_place.change(urgency="urgent")
    assert names(cast) == ["Mo Ellis", "Grace Adeyemi"]


def test_the_numbers_are_those_of_the_list(cast):
    numbers = enrolments.waiting_numbers(actor=cast.by(cast.priya), on=TODAY)
    assert (numbers.people, numbers.longest_days, numbers.over_target, numbers.target_days) == (2, 70, 1, 56)


def test_nobody_waiting_is_no_wait(cast):
    numbers = enrolments.waiting_numbers(actor=cast.by(cast.hilda), on=TODAY)
    assert (numbers.people, numbers.longest_days, numbers.over_target) == (0, 0, 0)


def test_the_day_of_the_target_is_still_in_time(cast):
    cast.graces_place.change(waits_since_on=date(2026, 9, 28))
    assert enrolments.waiting_over(actor=cast.by(cast.priya), on=TODAY).count() == 0


@pytest.mark.parametrize("state", ["supported", "ended", "left"])
def test_who_has_left_the_list_does_not_wait(cast, state):
    cast.graces_place.change(state=state)
    assert names(cast) == ["Mo Ellis"]


def test_who_has_died_does_not_wait(cast):
    cast.grace.change(died_on=TODAY)
    assert names(cast) == ["Mo Ellis"]


def test_a_coordinator_of_a_team_sees_its_people_only(cast):
    assert names(cast, cast.tom) == ["Mo Ellis"]


def test_the_list_is_narrowed_by_team_urgency_cohort_and_name(cast):
    cast.mos_place.change(urgency="soon")
    found = [
        names(cast, team=str(cast.central.pk)),
        names(cast, urgency="soon"),
        names(cast, text="grace"),
        names(cast, text="943 476"),
        names(cast, cohort=str(cast.autumn.pk)),
        names(cast, programme=str(cast.coaching.pk), text="ellis"),
    ]
    assert found == [
        ["Grace Adeyemi"],
        ["Mo Ellis"],
        ["Grace Adeyemi"],
        ["Mo Ellis"],
        ["Grace Adeyemi", "Mo Ellis"],
        ["Mo Ellis"],
    ]


def test_the_page_shows_days_target_and_the_way_to_a_match(cast, sign_in):
    page = sign_in(cast.priya).get("/waiting-list/").content.decode()
    assert ("70 days, over 8 weeks" in page, f"/enrolments/{cast.graces_place.pk}/matching/" in page) == (
        True,
        True,
    )


def test_an_auditor_reads_the_list_and_matches_nobody(cast, sign_in):
    page = sign_in(cast.ana).get("/waiting-list/").content.decode()
    assert ("Grace Adeyemi" in page, "Find a match" in page) == (True, False)


@pytest.mark.parametrize("query", ["cohort=nonsense", "team=1", "urgency=never", "page=x", "q=%ED%A0%80"])
def test_a_filter_that_makes_no_sense_is_left_out(cast, sign_in, query):
    assert sign_in(cast.priya).get(f"/waiting-list/?{query}").status_code == 200


def test_another_schemes_cohort_filters_nothing_of_theirs_in(cast, sign_in):
    page = sign_in(cast.hilda).get(f"/waiting-list/?cohort={cast.autumn.pk}").content.decode()
    assert "Grace" not in page


@pytest.mark.parametrize("who", ["whitlock", "denise_member"])
def test_the_list_is_for_staff(cast, sign_in, who):
    assert sign_in(getattr(cast, who)).get("/waiting-list/").status_code == 403


def test_the_list_asks_the_database_as_often_for_30_as_for_3(cast, sign_in):
    client, counted = sign_in(cast.priya), []
    for more in (1, 27):
        for number in range(more):
            make_patient(cast, f"Person {more}x{number}", waits_since=TODAY)
        with CaptureQueriesContext(connection) as queries:
            client.get("/waiting-list/")
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_the_cohorts_page_counts_as_the_list_does(cast, sign_in):
    befriending = Programme.make(
        scheme=cast.scheme, name="Befriending", role=cast.befriender, taper=cast.taper
    )
    Cohort.make(scheme=cast.scheme, programme=befriending, name="All year", starts_on=TODAY)
    cast.grace.change(died_on=TODAY)
    page = sign_in(cast.priya).get("/cohorts/").content.decode()
    assert f'href="/waiting-list/?cohort={cast.autumn.pk}">1<' in page


@pytest.mark.parametrize(("days", "first"), [(55, "Soon"), (56, "Usual"), (57, "Usual"), (112, "Usual")])
def test_a_wait_of_the_target_comes_like_the_next_urgency_and_before_those_who_wait_less(cast, days, first):
    soon = make_patient(cast, "Sam Soon", waits_since=TODAY - timedelta(days=20))
    soon.change(urgency="soon")
    make_patient(cast, "Uma Usual", waits_since=TODAY - timedelta(days=days))
    found = [name for name in names(cast) if name in ("Sam Soon", "Uma Usual")]
    assert found[0].split()[1] == first


def test_the_list_is_in_the_order_in_which_a_round_serves_people(cast):
    """The pure rule that a round ranks by, over every urgency and each side of every step."""
    ranks = {code: at for at, (code, _) in enumerate(URGENCIES)}
    for days in (-1, 0, 1, 55, 56, 57, 111, 112, 113, 168, 400):
        for code in ranks:
            place = make_patient(cast, f"{code} {days}", waits_since=TODAY - timedelta(days=days))
            place.change(urgency=code)
    rows = list(enrolments.waiting_list(actor=cast.by(cast.priya), by=Narrowed(), on=TODAY))
    turns = [(lifted(ranks[row.urgency], row.days_waited(TODAY), 56), row.waits_since_on) for row in rows]
    assert turns == sorted(turns)
    assert [row.turn for row in rows] == [turn for turn, _ in turns]


@pytest.mark.parametrize("path", ["/waiting-list/", "/matching/"])
def test_the_page_says_why_somebody_comes_first(sign_in, cast, path):
    page = sign_in(cast.priya).get(path).content.decode()
    assert page.count("Every 8 weeks of waiting count as one step more urgent.") == 1
