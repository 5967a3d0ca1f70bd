"""Who may stand in: the list says beforehand what saving would refuse."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from programmes.models import Relationship
from programmes.presenters.leave_plans import cover_for
from programmes.selectors.changes_cover import stand_ins
from programmes.services import changes_cover
from tests.cast import TODAY
from tests.programmes.builders import mondays
from tests.volunteers.supervising import rules, was_held
from volunteers.models import Leave

FRIDAY = date(2026, 11, 27)


@pytest.fixture
def pair(cast) -> Relationship:
    return mondays(cast)


@pytest.fixture
def cover(cast, pair, monday):
    def act(*, starts_on: date = TODAY, ends_on: date):
        return changes_cover.cover(
            relationship=pair, volunteer=cast.abdul, by=cast.by(cast.priya), at=monday, starts_on=starts_on,
            ends_on=ends_on, why="Leave",
        )  # fmt: skip

    return act


def of_abdul(cast, pair, **days):
    found = stand_ins(pair, by=cast.by(cast.priya), today=TODAY, on=TODAY, **days)
    return next((one.from_on, one.until, one.why) for one in found if one.volunteer == cast.abdul)


def test_somebody_whose_check_runs_out_is_free_until_then(cast, pair, cover):
    runs_out = TODAY + timedelta(days=20)
    cast.abdul.checks.get().change(renew_by_on=runs_out)
    why = "Enhanced check runs out on 13 December 2026"
    assert of_abdul(cast, pair) == (TODAY, runs_out, why)
    assert of_abdul(cast, pair, until=runs_out) == (TODAY, None, "")
    with pytest.raises(changes_cover.BadCover) as refusal:
        cover(ends_on=runs_out + timedelta(days=1))
    assert refusal.value.words == f"Abdul Rahman cannot cover then. {why}."
    cover(ends_on=runs_out)


def test_somebody_who_is_away_now_may_stand_in_once_back(cast, pair, cover):
    Leave.make(scheme=cast.scheme, volunteer=cast.abdul, starts_on=TODAY, ends_on=FRIDAY)
    from_on, until, _ = of_abdul(cast, pair)
    assert (from_on, until) == (FRIDAY + timedelta(days=1), None)
    cover(starts_on=from_on, ends_on=from_on + timedelta(days=7))


def test_supervision_that_falls_due_in_between_stops_nobody_from_standing_in(cast, pair, cover):
    rules(cast)
    was_held(cast, cast.abdul, days_ago=27)
    assert of_abdul(cast, pair) == (TODAY, None, "")
    cover(ends_on=TODAY + timedelta(days=30))


def test_whoever_has_missed_supervision_today_stands_in_for_nobody(cast, pair, cover):
    rules(cast)
    was_held(cast, cast.abdul, days_ago=40)
    assert of_abdul(cast, pair) == (None, None, "Supervision was due by 11 November 2026")
    with pytest.raises(changes_cover.BadCover):
        cover(ends_on=TODAY + timedelta(days=7))


def test_somebody_who_has_no_room_is_not_to_choose(cast, pair):
    cast.abdul.change(most_people=0)
    from_on, _, why = of_abdul(cast, pair)
    assert (from_on, why) == (None, "Abdul supports 0 people in those days, and takes no more")


def test_the_page_says_it_in_the_list_and_beside_it(cast, pair, sign_in):
    cast.abdul.checks.get().change(renew_by_on=TODAY + timedelta(days=20))
    place = reverse("relationships-cover", args=[pair.pk])
    text = sign_in(cast.priya).get(place).content.decode()
    assert "Abdul Rahman, until Sun 13 Dec 2026" in text
    assert "Enhanced check runs out on 13 December 2026" in text


def test_a_leave_fills_in_its_days_and_asks_about_them_only(cast, pair, sign_in):
    cast.abdul.checks.get().change(renew_by_on=TODAY + timedelta(days=20))
    place = cover_for(pair.pk, TODAY + timedelta(days=7), TODAY + timedelta(days=14))
    text = sign_in(cast.priya).get(place).content.decode()
    assert ("Abdul Rahman, until" in text, 'value="30"' in text) == (False, True)


def test_more_volunteers_cost_no_more_queries(cast, pair, django_assert_max_num_queries):
    with django_assert_max_num_queries(45):
        stand_ins(pair, by=cast.by(cast.priya), today=TODAY, on=TODAY)
