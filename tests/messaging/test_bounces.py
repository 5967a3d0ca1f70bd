"""A message that came back: its address gets nothing more until it works again or is corrected."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command

from peersupport.accounts.actors import Actor
from peersupport.core.errors import MoveNotAllowed
from peersupport.messaging.selectors.failed import failed
from peersupport.messaging.selectors.undeliverable import undeliverable
from peersupport.messaging.services import bounces
from peersupport.messaging.services.pump import pump


@pytest.fixture
def by(cast):
    return cast.by(cast.priya)


@pytest.fixture
def came_back(ask, by, monday):
    """The reminder to Denise's e-mail address came back."""
    message = ask(key="first")
    pump(at=monday)
    bounces.bounced(message=message, hard=True, by=by, at=monday)
    mail.outbox.clear()
    return message


def state_of(message) -> tuple[str, str]:
    message.refresh_from_db()
    return message.state, message.why


HELD = ("waiting", "waits for a new address: an earlier message came back")


def test_a_message_that_came_back_did_not_arrive(came_back):
    assert state_of(came_back) == ("failed", "came back: the address does not work")


def test_after_a_hard_bounce_messages_wait_for_a_new_address(ask, came_back, monday):
    message = ask(key="next")
    pump(at=monday)
    assert (state_of(message), message.attempts, mail.outbox) == (HELD, 0, [])


def test_a_corrected_address_gets_what_was_held_back(ask, cast, came_back, monday):
    ask(key="next")
    pump(at=monday)
    cast.denise.change(email="denise@new.example.org")
    pump(at=monday + timedelta(hours=1))
    assert [sent.to for sent in mail.outbox] == [["denise@new.example.org"]]


def test_what_came_back_is_to_be_told_in_another_way_once_the_address_is_corrected(
    cast, came_back, by, monday
):
    def listed():
        return [row.message.key for row in failed(actor=by, at=monday)], len(undeliverable(actor=by))

    before = listed()
    cast.denise.change(email="denise@new.example.org")
    after = listed()
    cast.denise.change(stage="stepped_down")
    assert (before, after, listed()) == (([], 1), (["first"], 0), ([], 0))


def test_the_other_channel_is_taken_when_it_has_an_address(ask, cast, came_back, gateway, monday):
    cast.denise.change(phone="07700 900123")
    message = ask(key="next")
    pump(at=monday)
    assert (state_of(message), message.channel, gateway.taken[0]["to"]) == (
        ("sent", ""),
        "text",
        "07700900123",
    )


def test_an_address_that_works_again_gets_messages_again(ask, by, came_back, monday):
    bounces.works_again(message=came_back, by=by, at=monday)
    ask(key="next")
    assert pump(at=monday) == 1


def test_a_soft_bounce_holds_nothing_back(ask, by, monday):
    message = ask(key="first")
    pump(at=monday)
    bounces.bounced(message=message, hard=False, by=by, at=monday)
    ask(key="next")
    assert pump(at=monday) == 1
    assert state_of(message) == ("failed", "came back: the address took nothing for now")


def test_a_message_that_was_not_sent_cannot_come_back(ask, by, monday):
    with pytest.raises(bounces.NotOnItsWay):
        bounces.bounced(message=ask(), hard=True, by=by, at=monday)


def test_a_message_comes_back_once(came_back, by, monday):
    with pytest.raises(MoveNotAllowed):
        bounces.bounced(message=came_back, hard=True, by=by, at=monday)


def test_who_needs_a_new_address_is_listed_with_what_is_held_back(ask, by, cast, came_back, monday):
    ask(key="next")
    pump(at=monday)
    (found,) = undeliverable(actor=by)
    assert (found.person.name, found.channel, found.since, found.waiting) == (
        "Denise Harper",
        "email",
        monday,
        1,
    )


@pytest.mark.parametrize(
    "happened",
    [
        lambda cast: cast.denise.change(email="new@example.org"),
        lambda cast: cast.denise.change(stage="stepped_down"),
    ],
    ids=["corrected", "left"],
)
def test_a_corrected_address_or_somebody_who_left_is_on_no_list(by, cast, came_back, happened):
    happened(cast)
    assert undeliverable(actor=by) == []


def test_the_log_shows_who_needs_a_new_address(cast, came_back, sign_in):
    page = sign_in(cast.maria).get("/messages/")
    assert [row.cells[0].text for row in page.context["undeliverable"].rows] == ["Denise Harper"]


def test_a_bounce_is_recorded_and_taken_back_on_the_page_of_the_message(ask, cast, monday, sign_in):
    message, client = ask(), sign_in(cast.priya)
    pump(at=monday)
    client.post(f"/messages/{message.pk}/bounced/")
    assert state_of(message)[0] == "failed"
    assert len(undeliverable(actor=cast.by(cast.priya))) == 1
    client.post(f"/messages/{message.pk}/works/")
    assert undeliverable(actor=cast.by(cast.priya)) == []


def test_a_bounce_is_recorded_by_the_reference_of_the_gateway(ask, monday):
    message, out = ask(), StringIO()
    pump(at=monday)
    call_command("record_bounce", message.reference, "nobody:knows", stdout=out)
    assert state_of(message) == ("failed", "came back: the address does not work")
    assert out.getvalue().splitlines() == [f"{message.reference}: recorded", "nobody:knows: not known"]


def test_two_schemes_do_not_share_bounces(cast, came_back):
    assert undeliverable(actor=Actor.system(cast.hillside)) == []
