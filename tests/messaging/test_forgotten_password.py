"""Somebody forgot their password: a link comes on the channels of all messages, and stands nowhere before."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from peersupport.accounts.services import accounts
from peersupport.core import clock
from peersupport.messaging.models import Message
from peersupport.messaging.services import opt_outs
from peersupport.messaging.services.pump import pump
from tests.cast import PASSWORD, TODAY

NEW = "three words remembered well"


def forgot(client, email: str):
    return client.post(reverse("account_reset_password"), {"email": email})


def link_in(body: str) -> str:
    return re.search(r"http://[^/]+(/by-link/password/\S+)", body)[1]


def choose(client, link: str):
    """Open the link and choose a password: the address without the secret is the one that takes it."""
    page = client.get(link, follow=True)
    if not page.redirect_chain:
        return page
    return client.post(page.redirect_chain[-1][0], {"password1": NEW, "password2": NEW})


def signs_in(client, email: str, password: str) -> bool:
    client.logout()
    return client.post(reverse("account_login"), {"login": email, "password": password}).status_code == 302


def test_the_link_lets_somebody_choose_a_new_password_once(cast, client, monday):
    email = cast.priya.user.email
    forgot(client, email)
    before = list(mail.outbox)
    pump(at=monday)
    link = link_in(mail.outbox[0].body)
    choose(client, link)
    works = (signs_in(client, email, PASSWORD), signs_in(client, email, NEW))
    client.logout()
    again = client.get(link, follow=True).content.decode()
    assert (before, works, "already been used" in again) == ([], (False, True), True)


def test_it_goes_through_the_gateway_that_takes_all_messages(cast, client, gateway, monday):
    forgot(client, cast.denise.user.email)
    assert (pump(at=monday), mail.outbox, len(gateway.taken)) == (1, [], 1)


def test_the_outbox_holds_no_link(cast, client):
    forgot(client, cast.denise.user.email)
    row = Message.objects.of(cast.scheme).get()
    assert (row.link, row.recipient_key, row.expires_at) == (
        "",
        cast.denise.user.pk,
        clock.now() + timedelta(hours=1),
    )


def test_it_comes_at_night_and_to_whoever_wants_no_messages(cast, client, monday):
    opt_outs.stop(by=cast.by(cast.maria), kind="user", key=cast.priya.user.pk, since_on=TODAY, at=monday)
    with clock.fixed(monday + timedelta(hours=14)):
        forgot(client, cast.priya.user.email)
        assert pump(at=clock.now()) == 1


@pytest.mark.parametrize("who", ["nobody@example.org", "closed", "gone"])
def test_who_has_no_account_gets_nothing_and_the_answer_is_the_same(cast, client, monday, who):
    if who == "closed":
        accounts.close(user=cast.priya.user, at=monday)
    if who == "gone":
        cast.priya.change(ends_on=TODAY - timedelta(days=1))
    answer = forgot(client, who if "@" in who else cast.priya.user.email)
    pump(at=monday)
    assert (answer.status_code, answer.headers["Location"], mail.outbox) == (
        302,
        reverse("account_reset_password_done"),
        [],
    )


def test_an_account_that_is_closed_meanwhile_is_sent_no_link(cast, client, monday):
    forgot(client, cast.priya.user.email)
    accounts.close(user=cast.priya.user, at=monday)
    assert (pump(at=monday), mail.outbox) == (0, [])
