"""A message taken back while the gateway has it: the row says what happened. On PostgreSQL, real connections."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection

from peersupport.messaging.services import outbox
from peersupport.messaging.services.pump import pump
from tests.cast import set_the_stage

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="SQLite lets one writer in at a time anyway"
    ),
]


class Slow(EmailBackend):
    """Somebody takes the message back while it is on its way; `answers` is what the gateway says then."""

    scheme = None
    taken_back = 0
    answers: Exception | None = None

    def send_messages(self, messages):
        with ThreadPoolExecutor(1) as elsewhere:
            type(self).taken_back = elsewhere.submit(self.take_back).result()
        if self.answers:
            raise self.answers
        return super().send_messages(messages)

    def take_back(self) -> int:
        try:
            return outbox.cancel(scheme=self.scheme, key="reminder:1", why="contact moved")
        finally:
            connection.close()


@pytest.fixture
def on_its_way(transactional_db, settings, monkeypatch, monday):
    """A reminder to Denise, and a gateway that is slow enough."""
    cast = set_the_stage()
    settings.EMAIL_BACKEND = "tests.messaging.test_taken_back.Slow"
    monkeypatch.setattr(Slow, "scheme", cast.scheme)
    return outbox.ask(
        scheme=cast.scheme, key="reminder:1", template="contact_tomorrow", kind="volunteer",
        recipient=cast.denise.pk, not_before=monday, day=monday.date(), link="/my-people/",
    )  # fmt: skip


def end_of(message) -> tuple:
    message.refresh_from_db()
    return message.state, message.why, message.sent_at


def test_a_message_that_had_gone_out_is_sent_and_not_cancelled(on_its_way, monday):
    assert (pump(at=monday), len(mail.outbox)) == (1, 1)
    assert end_of(on_its_way) == ("sent", "", monday)


def test_one_that_the_gateway_did_not_take_stays_cancelled_and_is_never_tried_again(
    on_its_way, monkeypatch, monday
):
    monkeypatch.setattr(Slow, "answers", ConnectionRefusedError("nobody there"))
    pump(at=monday)
    assert end_of(on_its_way) == ("cancelled", "contact moved", None)
    assert (pump(at=monday.replace(hour=18)), mail.outbox) == (0, [])
