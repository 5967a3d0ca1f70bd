"""The tabs of one person beside the overview, and how many queries they take."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from peersupport.messaging.texts import title
from programmes.models import Cover, Feedback
from programmes.selectors.people_messages import messages
from programmes.services import feedback
from tests.cast import TODAY
from tests.programmes.people_builders import ask, mo_with_denise, talk, view, worry
from tests.programmes.reviewing import ask_questions

TABS = ("people-detail", "people-plan", "people-messages", "people-looks")


@pytest.fixture
def supported(cast):
    """Mo in week 12 with Denise: ten contacts were due, the tenth is not logged, the fourth had no answer."""
    return mo_with_denise(cast)


# --- Plan, messages, who looked -----------------------------------------------------------------


def test_the_plan_shows_each_contact_with_what_happened(cast, sign_in, supported):
    talk(supported, planned=supported.planned.get(number=9))
    talk(supported, happened_on=date(2026, 11, 5), note="She called by herself")
    section = sign_in(cast.priya).get(reverse("people-plan", args=[cast.mo.pk])).context["sections"][0]
    rows = [
        [cell.text or cell.tags[0].text for cell in row.cells[:4]] for row in section["planned"].rows[8:11]
    ]
    assert rows == [
        ["9", "Tue 3 Nov 2026", "Every two weeks", "Held"],
        ["10", "Tue 17 Nov 2026", "Every two weeks", "Late, 6 days"],
        ["11", "Tue 1 Dec 2026", "Every two weeks", "Planned"],
    ]
    assert section["planned"].rows[8].cells[4].text == "Tue 3 Nov 2026: Phone, 35 minutes. Going well"
    assert [row.cells[1].text for row in section["extra"].rows] == [
        "Phone, 35 minutes. She called by herself. Going well"
    ]


def test_only_contacts_that_may_be_logged_now_have_a_button(cast, sign_in, supported):
    section = sign_in(cast.priya).get(reverse("people-plan", args=[cast.mo.pk])).context["sections"][0]
    buttons = {row.cells[0].text: [a.href for a in row.cells[5].actions] for row in section["planned"].rows}
    place = reverse("relationships-log", args=[supported.pk])
    asked = f"{place}?planned={supported.planned.get(number=10).pk}"
    assert {number: hrefs for number, hrefs in buttons.items() if hrefs} == {"10": [asked]}


def test_messages_are_those_about_this_person_and_nobody_else(cast, supported):
    planned = supported.planned.get(number=10)
    ask(cast, f"contact-overdue:{planned.pk}:2026-11-17", "contact_overdue", "volunteer", cast.denise.pk)
    ask(cast, f"start:{supported.pk}", "support_starts_patient", "patient", cast.mo.pk)
    ask(cast, f"contact-overdue:{cast.grace.pk}", "contact_overdue", "volunteer", cast.denise.pk)
    ask(cast, "start:2", "support_starts_patient", "patient", cast.grace.pk)
    found = messages(view(cast))
    assert sorted((line.template, line.to, line.state) for line in found) == [
        ("contact_overdue", "Denise Harper", "waiting"),
        ("support_starts_patient", "Mo Ellis", "waiting"),
    ]


def test_messages_that_ask_for_feedback_and_those_to_who_stands_in_are_among_them(cast, supported):
    cover = Cover.make(
        scheme=cast.scheme, relationship=supported, volunteer=cast.abdul, starts_on=TODAY, ends_on=TODAY, why="Leave",
        made_by="Priya",
    )  # fmt: skip
    asked = Feedback.make(scheme=cast.scheme, relationship=supported, asked_on=TODAY)
    planned = supported.planned.get(number=10)
    ask(cast, f"contact-tomorrow:{planned.pk}:{TODAY}", "contact_tomorrow", "volunteer", cover.volunteer_id)
    ask(cast, f"feedback:{asked.pk}", "feedback_wanted", "feedback", asked.pk)
    found = messages(view(cast))
    assert sorted((line.template, line.to) for line in found) == [
        ("contact_tomorrow", "Abdul Rahman"), ("feedback_wanted", "Mo Ellis"),
    ]  # fmt: skip


def test_a_message_that_asks_for_feedback_is_among_them(cast, supported, sign_in, monday):
    ask_questions(cast)
    feedback.ask(by=cast.by(cast.priya), relationship=supported, at=monday, today=TODAY)
    table = sign_in(cast.priya).get(reverse("people-messages", args=[cast.mo.pk])).context["table"]
    assert [(row.cells[0].text, row.cells[1].text, row.cells[1].sub) for row in table.rows] == [
        (title("feedback_wanted"), "Mo Ellis", "The person")
    ]


def test_who_looked_names_people_roles_and_pages_newest_first(cast, sign_in):
    sign_in(cast.maria).get(reverse("people-plan", args=[cast.mo.pk]))
    table = sign_in(cast.priya).get(reverse("people-looks", args=[cast.mo.pk])).context["table"]
    assert [(row.cells[1].text, row.cells[1].sub, row.cells[2].text) for row in table.rows] == [
        ("Priya Nair", "Coordinator", "Looked at who looked"),
        ("Maria Costa", "Scheme manager", "Looked at plan and contacts"),
    ]


def queries(client, place: str) -> int:
    client.get(place)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(place).status_code == 200
    return len(seen)


@pytest.mark.parametrize("name", TABS)
def test_a_page_of_a_person_takes_as_many_queries_for_1_contact_as_for_30(cast, sign_in, supported, name):
    client, place = sign_in(cast.priya), reverse(name, args=[cast.mo.pk])
    talk(supported)
    few = queries(client, place)
    for number in range(1, 30):
        talk(
            supported,
            happened_on=date(2026, 10, number),
            planned=supported.planned.get(number=number % 14 + 1),
        )
        worry(cast)
    assert queries(client, place) == few <= 42
