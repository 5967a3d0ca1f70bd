"""Whoever stands in sees and logs the contacts of those days; the plan is not theirs to judge."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from programmes.choices import HOLD
from programmes.services import changes_cover, requests, reviews
from programmes.services.changes_rows import StandsIn
from tests.cast import TODAY
from tests.programmes.builders import support


@pytest.fixture
def pair(cast, monday):
    """Mo and Denise at the end of their weekly contacts, while Abdul stands in."""
    found = support(cast, cast.denise, cast.mos_place, start=TODAY - timedelta(weeks=7))
    days = {"starts_on": TODAY, "ends_on": date(2026, 11, 27)}
    changes_cover.cover(
        relationship=found, volunteer=cast.abdul, by=cast.by(cast.priya), at=monday, why="Holiday", **days
    )
    return found


def test_who_stands_in_neither_reviews_the_plan_nor_asks_to_change_it(cast, pair, monday):
    by = {"relationship": pair, "by": cast.by(cast.abdul_member), "at": monday}
    with pytest.raises(StandsIn):
        reviews.write(**by, how="Well", step=HOLD, both_agree=True)
    with pytest.raises(StandsIn):
        requests.ask(**by, kind=HOLD, why="Tired")
    assert (pair.changes.count(), pair.requests.count()) == (0, 0)


@pytest.mark.parametrize("name", ["relationships-review", "relationships-ask"])
def test_pages_that_tell_later_days_are_for_the_own_volunteer_and_staff(sign_in, cast, pair, name):
    place = reverse(name, args=[pair.pk])
    who = (cast.abdul_member, cast.denise_member, cast.priya)
    assert [sign_in(one).get(place).status_code for one in who] == [404, 200, 200]


def test_the_page_of_who_stands_in_offers_only_what_is_theirs(sign_in, cast, pair):
    place = reverse("my-people-detail", args=[pair.pk])
    offered = ("Log contact", "Step-down review", "Ask for a change of the plan")
    pages = [sign_in(one).get(place).content.decode() for one in (cast.abdul_member, cast.denise_member)]
    assert [[words in page for words in offered] for page in pages] == [
        [True, False, False],
        [True, True, True],
    ]
