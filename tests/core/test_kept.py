"""What somebody typed survives an expired session, for them and nobody else."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from peersupport.core import clock
from peersupport.core.kept import LARGEST
from tests.programmes.builders import mondays

WORDS = "Back from hospital"


@pytest.fixture
def place(cast) -> str:
    return reverse("relationships-log", args=[mondays(cast).pk])


@pytest.fixture
def signed(cast, place, sign_in, client) -> dict:
    """What Denise's page carries; her session has ended since."""
    html = sign_in(cast.denise_member).get(place).content.decode()
    client.logout()
    found = html.partition('name="typed_by" value="')[2].partition('"')[0]
    assert found.startswith(str(cast.denise.user_id))
    return {"typed_by": found}


def test_what_denise_typed_is_shown_to_her_again_once(cast, place, signed, sign_in, client):
    answer = client.post(place, {**signed, "note": WORDS})
    assert answer.url.endswith(f"?next={quote(place, safe='')}")
    shown = [WORDS in sign_in(cast.denise_member).get(place).content.decode() for _ in range(2)]
    assert shown == [True, False]


def test_whoever_signs_in_next_in_the_same_browser_is_not_shown_it(cast, place, signed, sign_in, client):
    client.post(place, {**signed, "note": WORDS})
    assert WORDS not in sign_in(cast.priya).get(place).content.decode()
    assert "kept_form" not in client.session


@pytest.mark.parametrize("forged", ["", "somebody", "{key}", "{key}:x"])
def test_a_post_of_somebody_whom_no_page_was_shown_to_is_not_kept(cast, place, client, forged):
    client.post(place, {"typed_by": forged.format(key=cast.denise.user_id), "note": WORDS})
    assert Session.objects.count() == 0


def test_a_post_that_is_too_large_is_not_kept(place, signed, client):
    client.post(place, {**signed, "note": "x" * LARGEST})
    assert "kept_form" not in client.session


def test_from_one_address_only_so_many_are_kept(place, signed, client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"kept_form": "2/h/ip"}
    kept = []
    for _ in range(3):
        client.cookies.clear()
        client.post(place, {**signed, "note": WORDS})
        kept.append("kept_form" in client.session)
    assert kept == [True, True, False]


def test_the_session_of_somebody_signed_out_ends_within_the_hour(place, signed, client):
    client.post(place, {**signed, "note": WORDS})
    assert client.session.get_expiry_age() <= timedelta(hours=1).total_seconds()


def test_after_an_hour_it_is_not_shown_again(cast, place, signed, sign_in, client, monday):
    client.post(place, {**signed, "note": WORDS})
    with clock.fixed(monday + timedelta(minutes=61)):
        assert WORDS not in sign_in(cast.denise_member).get(place).content.decode()


class TestButtons:
    """A button of a row has no page of its own: whoever waited too long is led back to the page with the button."""

    @pytest.fixture
    def button(self, cast) -> str:
        return reverse("tapers-switch", args=[cast.taper.pk])

    def test_after_sign_in_the_page_with_the_button_is_shown(self, button, client):
        answer = client.post(button, headers={"Referer": "http://testserver/tapers/"})
        assert (
            answer.headers["Location"]
            == f"{reverse('account_login')}?next=http%3A%2F%2Ftestserver%2Ftapers%2F"
        )

    def test_a_page_that_was_open_too_long_is_shown_again(self, cast, button):
        client = Client(enforce_csrf_checks=True)
        client.force_login(cast.maria.user)
        headers = {"Referer": "http://testserver/tapers/", "Sec-Fetch-Site": "same-origin"}
        assert client.post(button, headers=headers).headers["Location"] == "http://testserver/tapers/"

    def test_who_was_signed_out_meanwhile_is_told_that_and_not_to_save_again(self, cast, button):
        client = Client(enforce_csrf_checks=True)
        headers = {"Referer": "http://testserver/tapers/", "Sec-Fetch-Site": "same-origin"}
        shown = client.post(button, headers=headers, follow=True).content.decode()
        assert "You were signed out before this was saved. Sign in to go on." in shown

    def test_a_page_of_somebody_else_is_not(self, button, client):
        answer = client.post(button, headers={"Referer": "https://elsewhere.example/"})
        assert answer.headers["Location"] == f"{reverse('account_login')}?next=%2F"
