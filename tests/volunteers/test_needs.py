"""What a volunteer still needs, on one page, from the lists behind it; and the way between all their own pages."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.cast import TODAY
from tests.volunteers.claiming import begin, drive, send, sent_claim, set_a_rate
from tests.volunteers.joining import NOW, queries
from tests.volunteers.supervising import agreed, planned, rules, was_held
from volunteers.models import AgreementText, Check
from volunteers.services.expenses_decided import send_back
from volunteers.services.wellbeing import ask_from_time_to_time


def page(client):
    return client.get(reverse("my-needs")).context


@pytest.fixture
def denise(sign_in, cast):
    return sign_in(cast.denise_member)


def test_nothing_is_needed_when_everything_is_in_date(denise):
    found = page(denise)
    assert (found["todos"], found["coming"], found["missing"]) == ([], [], [])


def test_everything_that_waits_for_denise_stands_on_one_page(denise, cast):
    ask_from_time_to_time(volunteer=cast.denise, at=NOW)
    AgreementText.make(
        scheme=cast.scheme, role=None, version=1, text="We listen.", published_on=TODAY, sign_by_on=TODAY
    )
    agreed(cast, cast.denise)
    agreed(cast, cast.denise, what="Find a course", who="supervisor")
    set_a_rate(cast)
    send_back(by=cast.by(cast.priya), claim=sent_claim(cast), because="Which bus?", at=NOW)
    assert [todo.text for todo in page(denise)["todos"]] == [
        "How are you?",
        "Read our principles",
        "Change your claim",
        "Ring the surgery",
    ]


def test_what_comes_soon_is_said_with_its_day(denise, cast):
    Check.objects.of(cast.scheme).filter(volunteer=cast.denise).update(renew_by_on=TODAY + timedelta(days=20))
    rules(cast)
    was_held(cast, cast.denise, days_ago=20)
    before = page(denise)["coming"]
    planned(cast, cast.denise, on=TODAY + timedelta(days=4))
    assert before == [
        "Enhanced check: renew by Sun 13 Dec 2026, in 20 days. Your coordinator helps",
        "Supervision: one-to-one by Tue 1 Dec 2026. Your supervisor plans it with you",
    ]
    assert page(denise)["coming"][1:] == ["Supervision: Fri 27 Nov 2026"]


def test_why_nobody_new_is_given_is_said_without_blame(denise, cast):
    rules(cast)
    was_held(cast, cast.denise, days_ago=40)
    assert page(denise)["missing"] == [
        "Supervision was due by 11 November 2026. Ask your coordinator about it."
    ]


def test_more_to_do_takes_as_many_queries(denise, cast):
    place = reverse("my-needs")
    agreed(cast, cast.denise)
    few = queries(denise, place)
    for _ in range(5):
        agreed(cast, cast.denise)
    assert queries(denise, place) == few


OWN = {
    "My people": "my-people",
    "I am worried": "concerns-new",
    "I still need": "my-needs",
    "Training": "my-training",
    "Supervision": "my-supervision",
    "Days away": "my-availability",
    "Claims": "expenses-own",
    "Hours": "my-hours",
    "My details": "my-details",
}


@pytest.mark.parametrize("name", OWN)
def test_every_page_of_a_volunteer_leads_to_every_other(denise, name):
    menu = denise.get(reverse(OWN[name])).context["menu"]
    assert [(item["text"], item["url"]) for item in menu] == [(text, reverse(to)) for text, to in OWN.items()]
    assert [item["text"] for item in menu if item["current"]] == [name]


def test_a_claim_that_is_sent_again_is_no_longer_needed(denise, cast):
    set_a_rate(cast)
    claim = begin(cast)
    drive(cast, claim)
    send(cast, claim)
    send_back(by=cast.by(cast.priya), claim=claim, because="Which bus?", at=NOW)
    before = len(page(denise)["todos"])
    send(cast, claim)
    assert (before, page(denise)["todos"]) == (1, [])
