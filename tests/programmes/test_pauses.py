"""A volunteer reads on their own pages that support is paused."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from peersupport.core import clock
from programmes.services import changes
from tests.programmes.builders import mondays

PAUSED = "Support is paused until 13 December. No contact is planned in these days."
COMING = "Support is paused from 1 December until 13 December. No contact is planned in these days."


@pytest.fixture
def pair(cast):
    return mondays(cast)


@pytest.fixture
def pause(cast, pair, monday):
    """`pause(from_on)`: until 13 December."""

    def act(from_on: date) -> None:
        changes.pause(
            relationship=pair, by=cast.by(cast.priya), at=monday, from_on=from_on,
            until_on=date(2026, 12, 14), why="In hospital",
        )  # fmt: skip

    return act


def pages(client, pair) -> list[str]:
    addresses = (reverse(name, args=[pair.pk]) for name in ("my-people-detail", "relationships-log"))
    return [client.get(address).content.decode() for address in addresses]


@pytest.mark.parametrize(
    ("from_on", "tag", "said"),
    [
        (date(2026, 11, 23), "Paused until 13 December", PAUSED),
        (date(2026, 12, 1), "Pause from 1 December", COMING),
    ],
)
def test_the_list_the_persons_page_and_the_log_say_that_support_is_paused(
    cast, pair, pause, sign_in, from_on, tag, said
):
    pause(from_on)
    client = sign_in(cast.denise_member)
    assert client.get(reverse("my-people")).context["people"][0].tag.text == tag
    assert [said in text for text in pages(client, pair)] == [True, True]


def test_nothing_is_said_without_a_pause_or_once_contacts_come_again(cast, pair, pause, sign_in):
    client = sign_in(cast.denise_member)
    assert [" paused " in text for text in pages(client, pair)] == [False, False]
    pause(date(2026, 11, 23))
    with clock.fixed(datetime(2026, 12, 14, 10, tzinfo=UTC)):
        assert [" paused " in text for text in pages(sign_in(cast.denise_member), pair)] == [False, False]
