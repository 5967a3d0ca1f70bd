"""The delivery log, one message, and what can be done about it."""

from datetime import timedelta

import pytest

from peersupport.audit.models import Event
from peersupport.messaging.models import Message
from peersupport.messaging.services.pump import pump
from tests.conftest import MONDAY_MORNING

PAGE = "/messages/"


@pytest.fixture
def sent(cast, ask):
    """Denise got a reminder, Abdul's failed, Mo's waits for tomorrow; Priya's was cancelled."""
    cast.abdul.change(email="", phone="01632 960143")
    ask(key="1")
    ask(key="2", recipient=cast.abdul.pk, not_before=MONDAY_MORNING - timedelta(days=1))
    gone = ask(key="3", kind="staff", recipient=cast.priya.pk, template="concern_raised")
    cast.priya.user.change(deactivated_at=MONDAY_MORNING)
    pump(at=MONDAY_MORNING)
    cast.priya.user.change(deactivated_at=None)
    tomorrow = MONDAY_MORNING + timedelta(days=1)
    ask(key="4", kind="patient", recipient=cast.mo.pk, template="support_starts_patient", not_before=tomorrow)
    return gone


def shown(client, **asked) -> list[tuple]:
    rows = client.get(PAGE, asked).context["table"].rows
    return [
        (row.cells[0].text, row.cells[1].text, row.cells[3].tags[0].text, row.cells[3].sub) for row in rows
    ]


MO = ("Support starts, to the person", "Mo Ellis", "Waiting", "")
PRIYA = ("A worry to answer", "Priya Nair", "Cancelled", "Account closed")
DENISE = ("Reminder of a contact", "Denise Harper", "Sent", "")
ABDUL = ("Reminder of a contact", "Abdul Rahman", "Failed", "No address for messages")


@pytest.mark.parametrize(
    ("asked", "which"),
    [
        ({}, [MO, PRIYA, DENISE, ABDUL]),
        ({"state": "failed"}, [ABDUL]),
        ({"template": "concern_raised"}, [PRIYA]),
        ({"day": "23/11/2026"}, [PRIYA, DENISE]),
        ({"day": "2026-11-24"}, [MO]),
        ({"day": "never"}, [MO, PRIYA, DENISE, ABDUL]),
        ({"state": "waiting", "day": "23/11/2026"}, []),
    ],
)
def test_the_log_says_what_became_of_each_message(cast, sent, sign_in, asked, which):
    assert shown(sign_in(cast.maria), **asked) == which


def test_the_log_links_to_the_page_of_a_person_and_shows_no_address(cast, sent, sign_in):
    page = sign_in(cast.maria).get(PAGE)
    urls = [row.cells[1].href for row in page.context["table"].rows]
    assert urls == [
        f"/people/{cast.mo.pk}/",
        "",
        f"/volunteers/{cast.denise.pk}/",
        f"/volunteers/{cast.abdul.pk}/",
    ]
    assert b"@example.org" not in page.content


def test_states_are_counted_within_the_other_filters(cast, sent, sign_in):
    page = sign_in(cast.maria).get(PAGE, {"template": "contact_tomorrow"})
    assert [(found.text, found.count) for found in page.context["filters"]] == [
        ("All", 2),
        ("Waiting", 0),
        ("Sent", 1),
        ("Cancelled", 0),
        ("Expired", 0),
        ("Failed", 1),
    ]
    assert page.context["filters"][2].href == "/messages/?state=sent&template=contact_tomorrow"


def test_a_long_log_comes_in_pages_with_a_constant_number_of_queries(
    cast, ask, sign_in, django_assert_max_num_queries
):
    for number in range(60):
        ask(key=f"{number}")
    client = sign_in(cast.maria)
    with django_assert_max_num_queries(16):
        page = client.get(PAGE, {"state": "waiting", "page": "2"})
    assert len(page.context["table"].rows) == 10
    assert "?state=waiting&amp;page=1" in page.content.decode()


def test_a_coordinator_of_another_area_sees_no_name_and_no_page(cast, ask, sign_in):
    cast.denise.change(team=cast.central)
    message = ask()
    client = sign_in(cast.tom)
    message.change(state="failed")
    assert shown(client) == [("Reminder of a contact", "Of another area, or erased", "Failed", "")]
    (row,) = client.get(PAGE).context["table"].rows
    assert [(cell.href, list(cell.actions)) for cell in row.cells if cell.href or cell.actions] == []
    assert client.get(f"{PAGE}{message.pk}/").status_code == 404
    assert client.post(f"{PAGE}{message.pk}/stop/").status_code == 404


def test_an_auditor_reads_and_changes_nothing(cast, sent, sign_in):
    client, message = sign_in(cast.ana), Message.objects.of(cast.scheme).get(key="2")
    page = client.get(f"{PAGE}{message.pk}/")
    assert (page.status_code, page.context["actions"]) == (200, [])
    assert client.post(f"{PAGE}{message.pk}/try-again/").status_code == 403


def test_a_failed_message_is_tried_again_and_the_audit_says_who(cast, sent, sign_in, monday):
    message = Message.objects.of(cast.scheme).get(key="2")
    before = message.reference
    cast.abdul.change(email="abdul@example.org")
    sign_in(cast.priya).post(f"{PAGE}{message.pk}/try-again/")
    pump(at=monday)
    message.refresh_from_db()
    assert (message.state, message.reference) == ("sent", f"{before}#1")
    event = Event.objects.of(cast.scheme).latest("number")
    assert (event.action, event.by_name) == ("message.sent_anew", "Priya Nair")


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("1", "This message is sent, so it cannot become waiting."),
        ("2", "This message would come too late now."),
    ],
)
def test_a_message_that_arrived_or_is_too_late_is_not_sent_again(cast, sent, sign_in, monday, key, words):
    message = Message.objects.of(cast.scheme).get(key=key)
    message.change(expires_at=monday)
    page = sign_in(cast.priya).post(f"{PAGE}{message.pk}/try-again/", follow=True)
    assert words in page.content.decode()


@pytest.mark.parametrize(
    ("who", "status"),
    [("maria", 200), ("priya", 200), ("ana", 200), ("denise_member", 403), ("whitlock", 403)],
)
def test_only_staff_see_the_log(cast, sign_in, who, status):
    assert sign_in(getattr(cast, who)).get(PAGE).status_code == status


def test_an_empty_log_says_what_will_appear(cast, sign_in):
    assert (
        "Messages appear here as soon as they are planned" in sign_in(cast.maria).get(PAGE).content.decode()
    )


def test_a_day_that_nothing_can_follow_is_left_out(cast, sent, sign_in):
    assert sign_in(cast.maria).get(PAGE, {"day": "31/12/9999"}).context["page"].paginator.count == 4
