"""A message is a row; the pump sends what is still wanted when it is due."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail

from peersupport.messaging import recipients
from peersupport.messaging.models import Message
from peersupport.messaging.services import outbox
from peersupport.messaging.services.pump import pump
from programmes.models import Consent


def state_of(message: Message) -> tuple[str, str]:
    message.refresh_from_db()
    return message.state, message.why


def test_asking_twice_with_one_key_makes_one_message(ask, cast):
    assert ask() == ask()
    assert Message.objects.of(cast.scheme).count() == 1


def test_a_template_outside_the_list_is_refused(ask):
    with pytest.raises(KeyError):
        ask(template="your_diagnosis")


def test_a_due_message_lands_once_with_first_name_day_and_link_only(ask, monday):
    ask()
    assert (pump(at=monday), pump(at=monday)) == (1, 0)
    (sent,) = mail.outbox
    assert (sent.to, sent.subject) == (["denise.harper@example.org"], "A reminder for Mon 23 Nov 2026")
    assert sent.body == (
        "Hello Denise,\n\nYou have a contact planned on Mon 23 Nov 2026.\n\n"
        "Your list is here: http://127.0.0.1:8000/my-people/\n\nPeer support"
    )


def test_the_same_key_gives_the_same_message_id(ask, monday):
    ask()
    pump(at=monday)
    first = mail.outbox[0].extra_headers["Message-ID"]
    Message.objects.everywhere().update(state="waiting", leased_until=None)
    pump(at=monday)
    assert mail.outbox[1].extra_headers["Message-ID"] == first


def test_a_message_waits_until_it_may_go(ask, monday):
    ask(not_before=monday + timedelta(hours=1))
    assert (pump(at=monday), pump(at=monday + timedelta(hours=1))) == (0, 1)


def test_a_message_that_comes_too_late_is_not_sent(ask, monday):
    message = ask(expires_at=monday + timedelta(hours=1))
    pump(at=monday + timedelta(hours=2))
    assert (state_of(message), mail.outbox) == (("expired", "too late"), [])


def test_a_message_to_somebody_who_stepped_down_is_cancelled(ask, cast, monday):
    message = ask()
    cast.denise.change(stage="stepped_down")
    pump(at=monday)
    assert (state_of(message), mail.outbox) == (("cancelled", "has stepped down"), [])


@pytest.mark.parametrize(
    ("happened", "why"),
    [
        (lambda cast: cast.mo.change(died_on=cast.mos_place.joined_on), "has died"),
        (lambda cast: Consent.objects.of(cast.scheme).delete(), "no consent to be contacted"),
    ],
    ids=["died", "no consent"],
)
def test_a_patient_who_may_not_be_contacted_gets_nothing(ask, cast, monday, happened, why):
    message = ask(kind="patient", recipient=cast.mo.pk, template="support_starts_patient")
    happened(cast)
    pump(at=monday)
    assert (state_of(message), mail.outbox) == (("cancelled", why), [])


def test_a_message_to_nobody_is_cancelled(ask, monday):
    message = ask(recipient=uuid4())
    pump(at=monday)
    assert state_of(message) == ("cancelled", "no such person")


def test_a_gateway_that_fails_is_tried_again_later_and_given_up_in_the_end(ask, monday, settings):
    settings.EMAIL_BACKEND = "tests.messaging.gateways.Failing"
    message, at = ask(), monday
    for _ in range(16):
        pump(at=at)
        at += timedelta(hours=5)
    assert state_of(message) == ("failed", "tried too often")
    assert message.attempts == 8


def test_a_claimed_message_is_left_alone_until_its_lease_runs_out(ask, monday):
    message = ask()
    message.change(lease=uuid4(), leased_until=monday + timedelta(seconds=60))
    assert (pump(at=monday), pump(at=monday + timedelta(seconds=61))) == (0, 1)


def test_a_waiting_message_can_be_taken_back(ask, cast, monday):
    ask()
    assert outbox.cancel(scheme=cast.scheme, key="reminder:1", why="contact moved") == 1
    assert pump(at=monday) == 0


def test_a_kind_of_recipient_has_one_answer():
    with pytest.raises(ValueError, match="taken"):
        recipients.register("volunteer", "somewhere.else")
