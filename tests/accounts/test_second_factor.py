"""A second factor for staff, from a day that the scheme sets."""

from datetime import date

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from peersupport.accounts.services.second_factor import SecondFactorRefused, demand
from peersupport.core import clock
from peersupport.reporting.services.schemes import open_scheme
from tests.cast import TODAY
from tests.volunteers.joining import NOW

DAY = TODAY.replace(day=30)


@pytest.fixture
def demanded(cast):
    demand(by=cast.by(cast.maria), from_on=DAY, at=NOW, today=TODAY)


def on_the_day(monday):
    return clock.fixed(monday.replace(day=30))


def test_before_the_day_staff_are_reminded_and_work(sign_in, cast, demanded):
    answer = sign_in(cast.priya).get(reverse("today"))
    assert (answer.status_code, "you need a second factor" in answer.content.decode()) == (200, True)


def test_from_the_day_on_staff_are_led_to_set_it_up_whatever_they_open(sign_in, cast, demanded, monday):
    client = sign_in(cast.priya)
    with on_the_day(monday):
        places = [client.get(reverse(name)).headers.get("Location") for name in ("today", "volunteers")]
        post = client.post(reverse("concerns-new"), {"words": "He fell"}).headers["Location"]
    assert {*places, post} == {reverse("mfa_activate_totp")}


def test_the_page_that_sets_it_up_stays_open_and_so_does_leaving(sign_in, cast, demanded, monday):
    client = sign_in(cast.priya)
    with on_the_day(monday):
        assert client.get(reverse("mfa_index")).status_code == 200
        assert client.post(reverse("account_logout")).headers["Location"] == reverse("account_login")


def test_whoever_has_one_works_on(sign_in, cast, demanded, monday):
    Authenticator.objects.create(user=cast.priya.user, type=Authenticator.Type.TOTP, data={})
    with on_the_day(monday):
        answer = sign_in(cast.priya).get(reverse("today"))
    assert (answer.status_code, "second factor" in answer.content.decode()) == (200, False)


def test_volunteers_and_clinicians_are_not_asked(sign_in, cast, demanded, monday):
    with on_the_day(monday):
        answers = [sign_in(cast.denise_member).get(reverse("my-people")).status_code]
        answers.append(sign_in(cast.whitlock).get(reverse("referrals-mine")).status_code)
    assert answers == [200, 200]


def test_a_day_of_the_past_would_shut_people_out_and_is_refused(cast):
    with pytest.raises(SecondFactorRefused):
        demand(by=cast.by(cast.maria), from_on=TODAY.replace(day=2), at=NOW, today=TODAY)


def test_a_manager_sets_and_takes_back_the_day_on_the_page(sign_in, cast):
    client, place = sign_in(cast.maria), reverse("members-second-factor")
    client.post(place, {"from_on_day": "30", "from_on_month": "11", "from_on_year": "2026"})
    cast.scheme.refresh_from_db()
    first = cast.scheme.second_factor_from_on
    client.post(place, {"from_on_day": "", "from_on_month": "", "from_on_year": ""})
    cast.scheme.refresh_from_db()
    assert (first, cast.scheme.second_factor_from_on) == (DAY, None)


def test_a_scheme_that_opens_asks_its_staff_for_one_after_a_fortnight(db):
    assert open_scheme("Coast", at=NOW, today=TODAY).second_factor_from_on == date(2026, 12, 7)


def test_a_demo_is_open_to_everybody_without_one(db):
    assert open_scheme("Demo", at=NOW, today=TODAY, is_demo=True).second_factor_from_on is None
