"""References: asked for by a link that works once, given, read, and never shown to others."""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse

from peersupport.accounts.gates import NotAllowed
from peersupport.audit.models import Event
from peersupport.core import clock, secret_links
from peersupport.messaging.models import Message
from peersupport.messaging.services.pump import pump
from tests.cast import TODAY
from tests.volunteers.joining import NOW, about, give_coach, referee, rosa, stage, talk
from volunteers.models import Reference
from volunteers.services.recruitment_moves import step_down
from volunteers.services.references import (
    ReferenceRefused,
    ask,
    give,
    mark_read,
    name_referee,
    record_by_hand,
    withdraw,
)

GIVEN = {"answer": "yes", "known_for": "Nine years", "text": "Reliable and kind."}


@pytest.fixture
def asked(cast) -> Reference:
    """Edda is asked about Rosa, who has a role and was talked with."""
    who = rosa(cast)
    give_coach(cast, who)
    talk(cast, who)
    return referee(cast, who)


def link() -> str:
    """The path of the link in the newest e-mail, as it lands in a mailbox."""
    pump(at=NOW)
    return re.search(r"http://[^/\s]+(/by-link/reference/\S+?)(?=\s|$)", mail.outbox[-1].body).group(1)


# --- The link ---------------------------------------------------------------------------------


def test_the_referee_gets_a_neutral_message_with_the_link(asked):
    path = link()
    message = mail.outbox[-1]
    assert (message.to, message.subject) == (["edda@example.org"], "Will you answer a few questions?")
    assert "Rosa" not in message.body and "Hello Edda," in message.body
    assert Client().get(path).status_code == 200


def test_neither_the_outbox_nor_the_register_knows_the_link(asked):
    token = link().split("/")[3]
    with connection.cursor() as cursor:
        for table in ("messaging_message", "volunteers_reference"):
            cursor.execute(f"select * from {table}")
            assert token not in str(cursor.fetchall())
    asked.refresh_from_db()
    assert asked.token_hash == secret_links.digest(token)


def test_looking_at_the_link_uses_nothing_up(asked):
    path = link()
    statuses = [getattr(Client(), method)(path).status_code for method in ("head", "get", "get", "options")]
    assert statuses == [200, 200, 200, 200]
    asked.refresh_from_db()
    assert asked.returned_at is None


def test_the_page_is_kept_by_nobody_and_found_by_no_search_engine(asked):
    answer = Client().get(link())
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"


def test_the_log_does_not_name_the_link(asked, caplog):
    path = link()
    Client().post(path, {})
    Client().post(path, GIVEN)
    Client().post(path, GIVEN)
    assert path not in caplog.text


def test_answering_uses_the_link_up(asked):
    path, client = link(), Client()
    answer = client.post(path, GIVEN)
    assert (answer.status_code, answer.headers["Location"]) == (302, reverse("references-thanks"))
    again = client.post(path, {**GIVEN, "answer": "no"})
    asked.refresh_from_db()
    assert (again.status_code, asked.answer, asked.text) == (410, "yes", "Reliable and kind.")


def test_a_used_link_names_nobody(asked):
    path = link()
    Client().post(path, GIVEN)
    assert "Rosa" not in Client().get(path).content.decode()
    assert "Rosa" not in Client().get(reverse("references-thanks")).content.decode()


def test_the_link_works_on_its_30th_day_and_not_on_the_next(asked):
    path = link()
    for days, status in ((30, 200), (31, 410)):
        with clock.fixed(NOW + timedelta(days=days)):
            assert Client().get(path).status_code == status
            assert "Rosa" not in Client().post(path, {}).content.decode() or status == 200


def test_a_made_up_link_leads_nowhere(asked):
    link()
    assert Client().get(reverse("references-give", args=["0" * 64])).status_code == 404
    assert Client().post(reverse("references-give", args=["x"]), GIVEN).status_code == 404


def test_sending_again_ends_the_link_before(cast, asked):
    first = link()
    ask(**about(cast), reference=asked)
    second = link()
    statuses = (Client().get(first).status_code, Client().get(second).status_code)
    assert (first == second, statuses) == (False, (404, 200))


def test_a_link_that_was_not_sent_yet_is_not_sent_beside_the_newer_one(cast, asked):
    ask(**about(cast), reference=asked)
    pump(at=NOW)
    states = Message.objects.of(cast.scheme).filter(template="reference_wanted").order_by("key", "pk")
    assert [row.state for row in states] == ["cancelled", "sent"]


def test_the_message_expires_with_the_day_that_it_names(asked):
    message = Message.objects.everywhere().get(template="reference_wanted")
    after = datetime(2026, 12, 24, tzinfo=ZoneInfo("Europe/London"))
    assert (message.day, message.expires_at) == (date(2026, 12, 23), after)


def test_a_link_is_sent_with_an_older_key_when_the_first_key_has_changed(asked, settings):
    settings.FIELD_KEYS = ["a-newer-key", *settings.FIELD_KEYS]
    assert Client().get(link()).status_code == 200


def test_nobody_is_asked_about_somebody_who_has_left_meanwhile(cast, asked):
    step_down(**about(cast), volunteer=asked.volunteer, reason="time")
    pump(at=NOW)
    assert mail.outbox == []


# --- The form ---------------------------------------------------------------------------------


def test_each_mistake_says_what_to_do(asked):
    answer = Client().post(link(), {})
    assert (answer.status_code, answer.context["form"].errors) == (
        422,
        {
            "known_for": ["Answer “How long have you known Rosa Lind?”"],
            "answer": ["Answer “Do you recommend Rosa Lind as a volunteer?”"],
        },
    )


def test_bad_input_is_a_sentence_and_no_crash(asked):
    path = link()
    for bad in (
        {**GIVEN, "answer": "maybe"},
        {**GIVEN, "text": "x" * 5001},
        {**GIVEN, "known_for": "y" * 101},
    ):
        assert Client().post(path, bad).status_code == 422
    assert Client().post(path, {**GIVEN, "text": "nul\x00 inside"}).status_code == 302


def test_what_the_referee_wrote_is_encrypted(asked):
    Client().post(link(), GIVEN)
    with connection.cursor() as cursor:
        cursor.execute("select text from volunteers_reference")
        assert "Reliable" not in cursor.fetchone()[0]


# --- Moving on --------------------------------------------------------------------------------


def test_two_recommendations_move_the_person_on(cast, asked):
    Client().post(link(), GIVEN)
    assert stage(asked.volunteer) == "references"
    referee(cast, asked.volunteer, "Finn")
    Client().post(link(), GIVEN)
    assert stage(asked.volunteer) == "checks"


@pytest.mark.parametrize("answer", ["no", "cannot-say"])
def test_a_reference_that_does_not_recommend_moves_nobody(cast, asked, answer):
    give(reference=asked, at=NOW, today=TODAY, **{**GIVEN, "answer": answer})
    record_by_hand(**about(cast), reference=referee(cast, asked.volunteer, "Finn"), **GIVEN)
    assert stage(asked.volunteer) == "references"


def test_the_audit_says_that_a_referee_answered_and_not_what(asked):
    Client().post(link(), GIVEN)
    event = Event.objects.everywhere().get(action="reference.given")
    assert (event.by_name, event.detail, event.person_key) == (
        "The referee, by link",
        {"answer": "yes"},
        asked.volunteer_id,
    )


# --- The coordinators' side -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("email", "words"),
    [("ROSA.lind@example.org", "volunteer's own address"), ("Edda@example.org", "named already")],
)
def test_an_address_that_cannot_be_right_is_refused(cast, asked, email, words):
    facts = {"first_name": "X", "last_name": "Y", "knows_how": "Work", "email": email}
    with pytest.raises(ReferenceRefused, match=words):
        name_referee(**about(cast), volunteer=asked.volunteer, **facts)


def test_a_referee_without_an_address_is_asked_by_phone(cast, asked):
    facts = {"first_name": "Gus", "last_name": "Hale", "knows_how": "Work"}
    gus = name_referee(**about(cast), volunteer=asked.volunteer, **facts)
    with pytest.raises(ReferenceRefused, match="by phone"):
        ask(**about(cast), reference=gus)
    record_by_hand(**about(cast), reference=gus, **GIVEN)
    gus.refresh_from_db()
    assert (gus.recorded_by, gus.read_by, gus.answer) == (cast.priya, cast.priya, "yes")


def test_a_reference_given_by_phone_stops_the_link(cast, asked):
    record_by_hand(**about(cast), reference=asked, **GIVEN)
    pump(at=NOW)
    assert mail.outbox == []


def test_a_referee_taken_back_can_neither_answer_nor_be_asked(cast, asked):
    path = link()
    withdraw(**about(cast), reference=asked)
    assert Client().get(path).status_code == 410
    with pytest.raises(ReferenceRefused, match="not needed any more"):
        ask(**about(cast), reference=asked)


def test_a_reference_is_read_once(cast, asked):
    Client().post(link(), GIVEN)
    mark_read(**about(cast), reference=asked)
    mark_read(**about(cast, by=cast.by(cast.maria)), reference=asked)
    asked.refresh_from_db()
    assert (asked.read_by, Event.objects.everywhere().filter(action="reference.read").count()) == (
        cast.priya,
        1,
    )


def test_reading_the_page_shows_the_answer_and_is_an_event(cast, asked, sign_in):
    Client().post(link(), GIVEN)
    page = sign_in(cast.priya).get(reverse("references-detail", args=[asked.pk]))
    assert "Reliable and kind." in page.content.decode()
    looked = Event.objects.of(cast.scheme).get(action="volunteer.looked")
    assert (looked.person_key, looked.detail) == (asked.volunteer_id, {"page": "reference"})


PAGES = [("get", "references-detail"), ("get", "references-record")]
POSTS = [("post", f"references-{verb}") for verb in ("record", "read", "ask", "withdraw")]


@pytest.mark.parametrize(("method", "name"), PAGES + POSTS)
@pytest.mark.parametrize(
    ("who", "status"), [("hilda", 404), ("ana", 403), ("whitlock", 403), ("denise_member", 403)]
)
def test_nobody_else_reaches_a_reference(cast, asked, sign_in, method, name, who, status):
    client = sign_in(getattr(cast, who))
    assert getattr(client, method)(reverse(name, args=[asked.pk])).status_code == status


def test_a_coordinator_of_another_team_does_not_reach_a_reference(cast, asked, sign_in):
    asked.volunteer.change(team=cast.central)
    assert sign_in(cast.tom).get(reverse("references-detail", args=[asked.pk])).status_code == 404


@pytest.mark.parametrize("name", ["ana", "hilda", "denise_member"])
def test_only_who_works_volunteers_here_writes(cast, asked, name):
    other = {**about(cast), "by": cast.by(getattr(cast, name)), "reference": asked}
    for write in (ask, withdraw, mark_read, lambda **kw: record_by_hand(**kw, **GIVEN)):
        with pytest.raises(NotAllowed):
            write(**other)
