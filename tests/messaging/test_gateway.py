"""Through the gateway's own client library, against a gateway that can misbehave."""

from datetime import timedelta

import pytest

from peersupport.messaging.channels import notify
from peersupport.messaging.models import Message
from peersupport.messaging.services import pump as pumps
from peersupport.messaging.services.pump import pump
from tests.messaging.conftest import through
from tests.support.gateway import TELLTALE, running


def now(message: Message) -> Message:
    message.refresh_from_db()
    return message


def test_a_message_arrives_with_our_words_and_its_reference(ask, gateway, monday):
    message = ask()
    pump(at=monday)
    (taken,) = gateway.taken
    assert (taken["to"], taken["template_id"], taken["reference"]) == (
        "denise.harper@example.org",
        "email-template",
        message.reference,
    )
    assert taken["personalisation"]["subject"] == "A reminder for Mon 23 Nov 2026"


def test_a_text_is_the_same_words_in_short(ask, cast, gateway, monday):
    cast.denise.change(email="", phone="07700 900 123")
    ask()
    pump(at=monday)
    (taken,) = gateway.taken
    assert (taken["to"], taken["personalisation"]) == (
        "07700900123",
        {
            "body": "Hello Denise,\nYou have a contact planned on Mon 23 Nov 2026.\n"
            "Your list is here: http://127.0.0.1:8000/my-people/\nPeer support"
        },
    )


@pytest.mark.parametrize(
    ("how", "asked", "wait", "why"),
    [
        ("fail", "", 60, "will be tried again: the gateway answered 503"),
        ("fail", "300", 300, "will be tried again: the gateway answered 503"),
        ("limit", "30", 30, "will be tried again: the gateway answered 429"),
        ("limit", "999999", 7200, "will be tried again: the gateway answered 429"),
        ("unknown", "", 60, "will be tried again: the gateway answered 403"),
        ("lose", "", 60, "will be tried again: the gateway answered 503"),
    ],
)
def test_trouble_that_passes_is_waited_for_as_long_as_the_gateway_asks(
    ask, gateway, monday, how, asked, wait, why
):
    gateway.behave(how, times=1, retry_after=asked)
    message = ask()
    assert pump(at=monday) == 0
    assert (now(message).state, message.why) == ("waiting", why)
    assert message.leased_until == monday + timedelta(seconds=wait)
    later = monday + timedelta(seconds=wait + 1)
    assert (pump(at=monday + timedelta(seconds=wait - 1)), pump(at=later)) == (0, 1)
    assert gateway.counts()["deliveries"] == 1


def test_a_refused_message_failed_for_a_reason_of_ours(ask, gateway, monday, caplog):
    gateway.behave("refuse")
    message = ask()
    pump(at=monday)
    assert (now(message).state, message.why) == ("failed", "the gateway refused it (400)")
    assert TELLTALE not in caplog.text


def test_a_gateway_that_hangs_is_left_within_ten_seconds():
    assert 2 * sum(notify.TIMEOUT) <= 10
    assert pumps.LEASE_SECONDS > 10


def test_a_message_waits_after_a_gateway_that_hangs(ask, gateway, monday, monkeypatch):
    monkeypatch.setattr(notify, "TIMEOUT", (0.2, 0.2))
    gateway.behave("hang")
    message = ask()
    pump(at=monday)
    assert (now(message).state, gateway.counts()["deliveries"]) == ("waiting", 0)


def test_a_gateway_that_fails_three_times_in_a_row_is_left_alone_until_the_next_run(ask, gateway, monday):
    gateway.behave("fail")
    for number in range(5):
        ask(key=f"reminder:{number}")
    pump(at=monday)
    assert gateway.counts()["requests"] == {"fail": 3}
    tries = Message.objects.everywhere().order_by("attempts", "pk").values_list("attempts", flat=True)
    assert list(tries) == [0, 0, 1, 1, 1]


def test_texts_that_cannot_go_hold_no_letter_back(ask, cast, gateway, monday, settings):
    """The gateway of texts is down, with many texts in front; letters go another way and arrive."""
    settings.MESSAGE_CHANNELS |= {"email": "peersupport.messaging.channels.mail.Mail"}
    gateway.behave("fail")
    cast.abdul.change(email="", phone="07700 900 456")
    for number in range(20):
        ask(key=f"text:{number}", recipient=cast.abdul.pk, not_before=monday - timedelta(hours=1))
    letter = ask(key="letter")
    assert (pump(at=monday, most=5), now(letter).state) == (1, "sent")
    assert gateway.counts()["requests"] == {"fail": 3}


def test_an_answer_that_was_lost_does_not_make_a_second_delivery(ask, gateway, monday):
    gateway.behave("lose", times=1)
    message = ask()
    pump(at=monday)
    assert pump(at=monday + timedelta(minutes=5)) == 1
    assert (now(message).state, gateway.counts()["deliveries"]) == ("sent", 1)


def test_a_pump_that_died_after_sending_does_not_make_a_second_delivery(ask, gateway, monday):
    message = ask()
    pump(at=monday)
    Message.objects.everywhere().update(state="waiting", leased_until=monday + timedelta(seconds=20))
    assert pump(at=monday + timedelta(seconds=21)) == 1
    assert (now(message).attempts, gateway.counts()["deliveries"]) == (2, 1)


def test_a_gateway_that_honours_references_is_not_needed_but_counts_each_message_once(ask, settings, monday):
    with running() as gateway:
        through(settings, gateway.url)
        for number in range(3):
            ask(key=f"reminder:{number}")
        pump(at=monday)
        Message.objects.everywhere().update(state="waiting", attempts=0)
        pump(at=monday)
        assert gateway.counts() == {
            "deliveries": 3,
            "messages": 3,
            "repeated": 0,
            "requests": {"ok": 6},
        }


def test_a_fault_of_our_own_holds_back_only_its_message(ask, gateway, monday):
    broken = ask(key="broken", kind="nobody-knows-it")
    fine = ask(key="fine")
    assert pump(at=monday) == 1
    assert (now(broken).state, now(fine).state) == ("waiting", "sent")
