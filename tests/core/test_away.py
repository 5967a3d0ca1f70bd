"""The database is away: a page says so, and what was typed is still there to be sent again."""

import re
from contextlib import contextmanager

import pytest
from django.db import OperationalError, connection
from django.urls import reverse

from programmes.models import Contact
from tests.programmes.builders import mondays

NOTE = "We spoke about <breathing> and the stairs"


@contextmanager
def database_away():
    def refuse(execute, sql, params, many, context):
        raise OperationalError("server closed the connection unexpectedly")

    with connection.execute_wrapper(refuse):
        yield


@pytest.fixture
def denise(sign_in, cast):
    client = sign_in(cast.denise_member)
    client.raise_request_exception = False
    return client


@pytest.fixture
def place(cast) -> str:
    return reverse("relationships-log", args=[mondays(cast).pk])


@pytest.fixture
def typed() -> dict[str, str]:
    day = {"happened_on_day": "23", "happened_on_month": "11", "happened_on_year": "2026"}
    said = {
        "outcome": "talked",
        "mode": "phone",
        "minutes": "20",
        "worried": "no",
        "progress": "well",
        "note": NOTE,
    }
    return day | said


def shown(answer) -> dict[str, str]:
    """The hidden fields of the page, as a browser would send them."""
    text = answer.content.decode().replace("&lt;", "<").replace("&gt;", ">")
    return dict(re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', text))


def test_a_log_sent_while_the_database_is_away_is_still_on_the_page(denise, place, typed):
    with database_away():
        answer = denise.post(place, typed)
    assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (503, "30", "no-store")
    assert shown(answer) == typed
    assert "We spoke about &lt;breathing&gt; and the stairs" in answer.content.decode()


def test_sending_it_again_saves_it(denise, place, typed):
    with database_away():
        answer = denise.post(place, typed)
    assert denise.post(place, shown(answer)).status_code == 302
    assert Contact.objects.everywhere().get().note == NOTE


def test_a_page_that_is_only_read_says_to_try_again(denise, place):
    with database_away():
        answer = denise.get(place)
    assert (answer.status_code, "Try again in a few minutes" in answer.content.decode()) == (503, True)
    assert "<form" not in answer.content.decode()


def test_a_password_is_never_shown_again(client, cast):
    client.raise_request_exception = False
    with database_away():
        answer = client.post(
            reverse("account_login"), {"login": "a@example.org", "password": "correct horse battery"}
        )
    assert (answer.status_code, shown(answer), "correct horse" in answer.content.decode()) == (503, {}, False)


def test_what_is_too_large_to_send_again_is_not_shown(denise, place, typed):
    with database_away():
        answer = denise.post(place, typed | {"note": "x" * 70_000})
    assert (answer.status_code, shown(answer)) == (503, {})
