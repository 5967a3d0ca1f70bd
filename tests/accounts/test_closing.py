"""Closing an account shuts somebody out at the next click, and opening it lets them in again."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from peersupport.audit.models import Event


def test_a_closed_account_is_out_at_the_next_click_and_in_again_when_opened(cast, sign_in):
    client, today = sign_in(cast.priya), reverse("today")
    answers = [client.get(today).status_code]
    call_command("close_account", cast.priya.user.email.upper())
    answers.append(client.get(today).status_code)
    call_command("close_account", cast.priya.user.email, "--open-again")
    client.force_login(cast.priya.user)
    answers.append(client.get(today).status_code)
    assert answers == [200, 302, 200]
    assert list(
        Event.objects.filter(action__startswith="account.")
        .order_by("number")
        .values_list("action", flat=True)
    ) == [
        "account.closed",
        "account.opened",
    ]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nobody@example.org"], "Nobody signs in with this e-mail address."),
        (["PRIYA", "--open-again"], "The account is in that state already."),
    ],
)
def test_the_command_says_what_is_wrong(cast, arguments, words):
    found = [cast.priya.user.email if one == "PRIYA" else one for one in arguments]
    with pytest.raises(CommandError, match=words):
        call_command("close_account", *found)
