"""The public form for people who want to volunteer: plain, guarded, and nobody is sent away."""

from datetime import timedelta

import pytest
from django.test import Client

from peersupport.audit.models import Event
from peersupport.core import clock
from tests.cast import TODAY
from tests.volunteers.joining import NOW
from volunteers.models import Enquiry, Volunteer

PLACE = "/volunteer-with-us/riverbank/"
ASKS = {"first_name": "Rosa", "last_name": "Lind", "email": "rosa.lind@example.org", "wanted": "coach"}


def show(client) -> dict:
    """The hidden stamp of a fresh showing of the form."""
    return {"stamp": client.get(PLACE).context["form"]["stamp"].value()}


def send(client, *, after=timedelta(minutes=1), **more):
    stamp = show(client)
    with clock.fixed(NOW + after):
        return client.post(PLACE, {**ASKS, **stamp, **more})


def arrived() -> list[tuple]:
    rows = Enquiry.objects.everywhere().order_by("received_at", "pk")
    return list(rows.values_list("volunteer__last_name", "held_for"))


def test_somebody_without_an_account_asks_to_volunteer(cast, client):
    answer = send(client)
    who = Volunteer.objects.of(cast.scheme).get(last_name="Lind")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{PLACE}thank-you/")
    assert (who.stage, who.enquiry.source, tuple(who.enquiry.wanted)) == ("enquiry", "form", ("coach",))


def test_the_thank_you_page_knows_nobody(cast, client):
    send(client)
    page = client.get(f"{PLACE}thank-you/").content.decode()
    assert "Rosa" not in page and "Thank you" in page


def test_only_roles_that_are_switched_on_are_offered(cast, client):
    cast.befriender.change(off_since_on=TODAY)
    choices = client.get(PLACE).context["form"].fields["wanted"].choices
    assert list(choices) == [("coach", "Coach")]


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({}, ""),
        ({"website": "http://buy.example"}, "trap"),
        ({"stamp": "made up"}, "stamp"),
        ({"stamp": ""}, "stamp"),
        ({"after": timedelta(seconds=1)}, "fast"),
        ({"after": timedelta(days=2)}, "stamp"),
        ({"email": "denise.harper@example.org"}, "known"),
    ],
)
def test_what_looks_odd_is_held_for_a_look_and_still_arrives(cast, client, more, why):
    assert send(client, **more).status_code == 302
    assert arrived() == [("Lind", why)]


def test_the_form_sent_twice_makes_one_enquiry(cast, client):
    stamp = show(client)
    with clock.fixed(NOW + timedelta(minutes=1)):
        client.post(PLACE, ASKS | stamp)
        client.post(PLACE, ASKS | stamp)
    assert arrived() == [("Lind", "")]


def test_who_goes_back_and_enters_somebody_else_sends_two_enquiries(cast, client):
    stamp = show(client)
    with clock.fixed(NOW + timedelta(minutes=1)):
        client.post(PLACE, {**ASKS, **stamp})
        client.post(PLACE, {**ASKS, **stamp, "last_name": "Moss", "email": "moss@example.org"})
    assert arrived() == [("Lind", ""), ("Moss", "")]


def test_a_phone_number_is_enough_and_neither_is_not(cast, client):
    assert send(client, email="", phone="01632 960172").status_code == 302
    answer = send(client, email="")
    said = {"email": ["Enter an e-mail address or a phone number, so that we can answer"]}
    assert (answer.status_code, answer.context["form"].errors) == (422, said)


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        ({"first_name": ""}, "first_name"),
        ({"email": "not an address"}, "email"),
        ({"phone": "1" * 31}, "phone"),
        ({"wanted": "king"}, "wanted"),
        ({"message": "x" * 2001}, "message"),
    ],
)
def test_bad_input_is_a_sentence_beside_its_field(cast, client, bad, field):
    answer = send(client, **bad)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])


def test_a_scheme_that_does_not_exist_has_no_form(cast, client):
    assert client.get("/volunteer-with-us/nowhere/").status_code == 404


def test_the_public_form_says_in_the_audit_who_acted(cast, client):
    send(client)
    event = Event.objects.of(cast.scheme).get(action="enquiry.received")
    assert (event.by_name, event.by_key) == ("The public form", None)


def test_the_public_pages_need_no_session(cast):
    client = Client(enforce_csrf_checks=True)
    assert client.get(PLACE).status_code == 200
    assert client.post(PLACE, ASKS).status_code == 403
