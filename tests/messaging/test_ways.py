"""Which way a message goes, and what a mail server's answers mean."""

import smtplib
from uuid import uuid4

import pytest
from django.core.mail.backends.base import BaseEmailBackend

from peersupport.messaging.addresses import digest, mobile
from peersupport.messaging.channels.local import Console, File, Parcel
from peersupport.messaging.models import Bounce, Message
from peersupport.messaging.recipients import Recipient
from peersupport.messaging.selectors.ways import choose, ways
from peersupport.messaging.services.parcels import greeting_name
from peersupport.messaging.services.pump import pump

BOTH = ("email", "text")
SOMEBODY = ("volunteer", uuid4())


@pytest.mark.parametrize(
    ("number", "found"),
    [
        ("07700 900123", "07700900123"),
        ("+44 (0)7700 900-123", "+447700900123"),
        ("0044 7700 900123", "00447700900123"),
        ("01632 960150", ""),
        ("+44 1632 960150", ""),
        ("+353 85 012 3456", "+353850123456"),
        ("after six", ""),
        ("", ""),
    ],
)
def test_only_a_number_that_can_take_a_text_counts(number, found):
    assert mobile(number) == found


def test_one_number_written_in_two_ways_is_one_address():
    assert (
        digest("text", "07700900123") == digest("text", "+447700900123") == digest("text", "00447700900123")
    )
    assert digest("email", "Ann@Example.org ") == digest("email", "ann@example.org")
    assert digest("email", "ann@example.org") != digest("text", "ann@example.org")


@pytest.mark.parametrize(
    ("recipient", "asked", "order"),
    [
        ({"email": "a@example.org", "mobile": "07700900123"}, "email", ["email", "text"]),
        ({"email": "a@example.org", "mobile": "07700900123"}, "text", ["text", "email"]),
        ({"email": "a@example.org", "mobile": "07700900123", "prefers": "text"}, "email", ["text", "email"]),
        ({"mobile": "07700900123", "prefers": "email"}, "email", ["text"]),
        ({"email": "a@example.org", "mobile": "01632960150", "prefers": "text"}, "email", ["email"]),
        ({}, "email", []),
    ],
)
def test_the_own_wish_comes_first_and_the_other_channel_where_an_address_is_missing(recipient, asked, order):
    assert [way.channel for way in ways(Recipient(SOMEBODY, **recipient), asked)] == order


@pytest.mark.parametrize(
    ("recipient", "set_up", "found"),
    [
        ({"email": "a@example.org"}, BOTH, ("email", "")),
        ({"email": "a@example.org", "mobile": "07700900123"}, ["text"], ("text", "")),
        ({"mobile": "07700900123"}, ["email"], ("", "no channel is set up for the address")),
        ({"mobile": "01632960150"}, BOTH, ("", "no address for messages")),
    ],
)
def test_a_way_must_be_set_up(cast, recipient, set_up, found):
    message = Message(scheme=cast.scheme, channel="email")
    way = choose(message, Recipient(SOMEBODY, **recipient), set_up=set_up)
    assert (way.channel, way.why) == found


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Denise", "Denise"),
        ("Anne-Marie", "Anne-Marie"),
        ("D’Arcy", "D’Arcy"),
        ("Zoë", "Zoë"),
        ("Win at http://evil.example/1", "Win at httpevilexample"),
        ("a\r\nBcc: x@y.z", "aBcc xyz"),
        ("123", "there"),
    ],
)
def test_a_greeting_carries_letters_only(name, said):
    assert greeting_name(name) == said


class Answering(BaseEmailBackend):
    error: Exception

    def send_messages(self, messages):
        raise self.error


@pytest.mark.parametrize(
    ("error", "state", "why", "bounces"),
    [
        (
            smtplib.SMTPRecipientsRefused({"x": (550, b"no such user x@y")}),
            "failed",
            "the mail server knows no such address (550)",
            1,
        ),
        (
            smtplib.SMTPRecipientsRefused({"x": (450, b"greylisted")}),
            "waiting",
            "will be tried again: the gateway could not be reached",
            0,
        ),
        (smtplib.SMTPDataError(554, b"spam from x@y"), "failed", "the mail server refused it (554)", 0),
        (
            smtplib.SMTPDataError(451, b"busy"),
            "waiting",
            "will be tried again: the gateway could not be reached",
            0,
        ),
        (
            smtplib.SMTPAuthenticationError(535, b"wrong password"),
            "waiting",
            "will be tried again: the gateway could not be reached",
            0,
        ),
    ],
    ids=["unknown", "greylisted", "refused", "busy", "our password"],
)
def test_what_a_mail_server_answers(ask, cast, monday, settings, monkeypatch, error, state, why, bounces):
    settings.EMAIL_BACKEND = "tests.messaging.test_ways.Answering"
    monkeypatch.setattr(Answering, "error", error, raising=False)
    message = ask()
    pump(at=monday)
    message.refresh_from_db()
    assert (message.state, message.why) == (state, why)
    assert Bounce.objects.of(cast.scheme).holding().count() == bounces


TO_ANN = Parcel(to="07700900123", subject="", body="Hello Ann", reference="s:1")


def test_a_text_in_a_file_is_one_file_however_often_it_is_sent(settings, tmp_path):
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    with File() as channel:
        channel.send(TO_ANN)
        channel.send(TO_ANN)
    (file,) = (tmp_path / "mail").iterdir()
    assert file.read_text() == "To: 07700900123\nReference: s:1\n\nHello Ann\n"


def test_a_text_on_the_console_shows_what_would_have_gone(capsys):
    Console().send(TO_ANN)
    assert capsys.readouterr().out.startswith("To: 07700900123\nReference: s:1\n\nHello Ann\n")
