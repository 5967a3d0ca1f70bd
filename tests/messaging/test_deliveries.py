"""What the gateway reports later: that a message arrived, or did not. Only with its token."""

import pytest
from django.urls import reverse

from peersupport.messaging.models import Bounce
from peersupport.messaging.services import outbox
from peersupport.messaging.services.pump import pump

TOKEN = "a-token-for-the-tests"


@pytest.fixture(autouse=True)
def token(settings):
    settings.NOTIFY_RECEIPTS_TOKEN = TOKEN


@pytest.fixture
def sent(ask, monday):
    message = ask()
    pump(at=monday)
    message.refresh_from_db()
    return message


def report(client, reference, status, token=TOKEN):
    body = {"id": "1", "reference": reference, "to": "somebody@example.org", "status": status}
    headers = {"Authorization": f"Bearer {token}"}
    return client.post(reverse("deliveries-take"), body, "application/json", headers=headers)


def state(message) -> tuple[str, bool]:
    message.refresh_from_db()
    return message.state, message.delivered_at is not None


def test_a_message_that_arrived_says_when(client, sent):
    answer = report(client, sent.reference, "delivered")
    assert (answer.status_code, state(sent)) == (204, ("sent", True))


def test_a_permanent_failure_closes_the_address_once(client, sent, cast):
    answers = [report(client, sent.reference, "permanent-failure").status_code for _ in range(2)]
    hard = list(Bounce.objects.of(cast.scheme).values_list("hard", flat=True))
    assert (answers, state(sent)[0], hard) == ([204, 204], "failed", [True])


def test_a_temporary_failure_leaves_the_address_open_and_stands_on_today(client, sent, cast, sign_in):
    report(client, sent.reference, "temporary-failure")
    page = sign_in(cast.priya).get(reverse("today")).content.decode()
    assert (Bounce.objects.of(cast.scheme).holding().count(), "the address took nothing for now" in page) == (
        0,
        True,
    )


def test_an_address_that_does_not_work_stands_on_today(client, sent, cast, sign_in):
    report(client, sent.reference, "permanent-failure")
    work = sign_in(cast.priya).get(reverse("today")).context["work"]
    assert [(row.tag.text, row.who.text) for row in work if row.tag.text == "No address"] == [
        ("No address", "Denise Harper")
    ]


def test_a_report_of_an_earlier_try_says_nothing_of_the_one_sent_anew(client, sent, cast, monday):
    report(client, sent.reference, "temporary-failure")
    first = sent.reference
    outbox.send_anew(message=sent, by=cast.by(cast.priya), at=monday)
    pump(at=monday)
    report(client, first, "delivered")
    assert state(sent) == ("sent", False)


@pytest.mark.parametrize("wrong", ["", "another", TOKEN + "x"])
def test_without_the_token_nothing_is_taken(client, sent, wrong):
    assert (report(client, sent.reference, "permanent-failure", token=wrong).status_code, state(sent)[0]) == (
        403,
        "sent",
    )


def test_without_a_token_in_the_settings_there_is_no_such_page(client, sent, settings):
    settings.NOTIFY_RECEIPTS_TOKEN = ""
    assert report(client, sent.reference, "delivered", token="").status_code == 404


@pytest.mark.parametrize(
    "body", ["", "[]", "{}", '{"reference": 1, "status": 2}', '{"reference": "\\u0000", "status": "x"}']
)
def test_what_cannot_be_read_is_refused(client, db, body):
    headers = {"Authorization": f"Bearer {TOKEN}"}
    assert (
        client.post(reverse("deliveries-take"), body, "application/json", headers=headers).status_code == 400
    )


@pytest.mark.parametrize("reference", ["nothing", "a:b", "0190c2a0-0000-7000-8000-000000000000:x"])
def test_a_message_that_is_not_known_is_nobodys(client, db, reference):
    assert report(client, reference, "delivered").status_code == 204
