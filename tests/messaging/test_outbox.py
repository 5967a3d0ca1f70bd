"""A message is a row; the pump sends what is still wanted when it is due."""

from datetime import time, timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.db.models import Value

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
        "Your list is here: http://127.0.0.1:8000/my-people/\n\nPeer support\n\n"
        "To hear from us in another way, or less, open “My messages” or tell your coordinator."
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


def test_a_gateway_that_is_away_for_a_weekend_loses_nothing(ask, monday, settings):
    usual, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "tests.messaging.gateways.Failing"
    message = ask()
    for hours in range(55):
        pump(at=monday + timedelta(hours=hours))
    assert state_of(message) == ("waiting", "will be tried again: the gateway could not be reached")
    settings.EMAIL_BACKEND = usual
    assert pump(at=monday + timedelta(hours=57)) == 1


def test_a_gateway_that_never_comes_back_is_given_up_in_the_end(ask, cast, monday, settings):
    cast.scheme.change(quiet_from=time(0), quiet_until=time(0))
    settings.EMAIL_BACKEND = "tests.messaging.gateways.Failing"
    message = ask()
    for tries in range(50):
        pump(at=monday + timedelta(hours=3 * tries))
    assert (*state_of(message), message.attempts) == ("failed", "tried too often", 45)


def test_a_fault_of_our_own_is_given_up_sooner(ask, monday):
    message = ask(kind="nobody-knows-it")
    for tries in range(10):
        pump(at=monday + timedelta(hours=3 * tries))
    assert (*state_of(message), message.attempts) == ("failed", "tried too often", 8)


def test_a_worry_goes_before_the_reminders_that_wait_longer(ask, cast, monday):
    for number in range(3):
        ask(key=f"reminder:{number}", not_before=monday - timedelta(hours=1))
    ask(key="worry", template="concern_raised", kind="staff", recipient=cast.priya.pk)
    pump(at=monday, most=1)
    assert [sent.to for sent in mail.outbox] == [["priya.nair@example.org"]]


def test_a_worry_goes_first_however_it_was_asked_for(cast, monday):
    about = {
        "scheme": cast.scheme, "template": "concern_raised", "recipient_kind": "staff",
        "recipient_key": cast.priya.pk, "not_before": monday,
    }  # fmt: skip
    outbox.ask_all([Message(key="all", **about)])
    outbox.ask_each(
        cast.denise._meta.model.objects.of(cast.scheme).filter(pk=cast.denise.pk),
        at=monday, key=Value("each"), **{k: v for k, v in about.items() if k != "scheme"},
    )  # fmt: skip
    assert set(Message.objects.of(cast.scheme).values_list("key", "urgent")) == {
        ("all", True),
        ("each", True),
    }


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
