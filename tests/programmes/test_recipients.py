"""A message about a contact goes to whoever supports the person when it is sent, whatever happened since."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from peersupport.core import clock
from peersupport.messaging.models import Message
from peersupport.messaging.services.pump import pump
from programmes.models import Relationship
from programmes.selectors.people_messages import messages
from programmes.selectors.people_page import person
from programmes.services import changes_cover, contacts_ticks
from tests.cast import TODAY
from tests.programmes.builders import mondays
from tests.programmes.ticks_told import at

NIGHT = at(22, hour=2)  # of the day before Denise and Mo talk
DENISE, ABDUL = ["denise.harper@example.org"], ["abdul.rahman@example.org"]


@pytest.fixture
def pair(cast) -> Relationship:
    return mondays(cast)


@pytest.fixture
def reminder(cast, pair) -> Message:
    contacts_ticks.remind(at=NIGHT)
    return Message.objects.of(cast.scheme).get(template="contact_tomorrow")


@pytest.fixture
def cover(cast, pair):
    def act():
        return changes_cover.cover(
            relationship=pair, volunteer=cast.abdul, starts_on=TODAY, ends_on=TODAY + timedelta(days=4),
            why="Ill", by=cast.by(cast.priya), at=at(22, hour=8),
        )  # fmt: skip

    return act


def sent() -> list:
    """To whom the reminder goes at nine, or once more."""
    for minute in (5, 10):
        with clock.fixed(at(22, minute=minute)):
            pump(at=at(22, minute=minute))
    return [one.to for one in mail.outbox if one.subject.startswith("A reminder")]


def test_a_cover_that_is_agreed_after_the_reminder_was_asked_for_gets_it(cast, reminder, cover):
    cover()
    assert sent() == [ABDUL]
    reminder.refresh_from_db()
    assert (reminder.state, reminder.recipient_kind, reminder.recipient_key, reminder.person_key) == (
        "sent", "volunteer", cast.abdul.pk, cast.abdul.pk,
    )  # fmt: skip


def test_a_cover_that_is_stopped_before_it_is_sent_gives_it_back(cast, cover, pair):
    row = cover()
    contacts_ticks.remind(at=NIGHT)
    changes_cover.stop(cover=row, by=cast.by(cast.priya), at=at(22, hour=8, minute=30))
    assert sent() == [DENISE]


def test_asking_again_once_the_cover_began_makes_no_second_one(cast, reminder, cover):
    cover()
    contacts_ticks.remind(at=at(22, hour=8, minute=30))
    assert sent() == [ABDUL]


def test_the_log_and_the_persons_messages_name_who_gets_it_before_and_after(cast, reminder, cover, sign_in):
    def named() -> tuple[bool, bool]:
        log = client.get(reverse("messages")).content.decode()
        return "Denise Harper" in log, "Abdul Rahman" in log

    client = sign_in(cast.priya)
    before = named()
    cover()
    Message.objects.of(cast.scheme).filter(template="plan_changed").delete()
    waiting = named()
    own = [(line.to, line.state) for line in messages(person(cast.mo, actor=cast.by(cast.priya), on=TODAY))]
    sent()
    assert (before, waiting, named()) == ((True, False), (False, True), (False, True))
    assert own + [(line.to, line.state) for line in messages(person(cast.mo, actor=cast.by(cast.priya), on=TODAY))] == [
        ("Abdul Rahman", "waiting"), ("Abdul Rahman", "sent"),
    ]  # fmt: skip
