"""A death stops everything at once; a mistake can be taken back."""

from datetime import timedelta

import pytest
from django.urls import reverse

from peersupport.messaging.models import Message
from peersupport.messaging.services.pump import pump
from programmes.models import Patient, PlannedContact
from programmes.services import deaths
from tests.cast import TODAY
from tests.programmes.builders import mondays


@pytest.fixture
def mo(cast):
    """Three contacts with Denise are held; the fourth is due today."""
    mondays(cast)
    return cast.mo


@pytest.fixture
def priya(cast):
    return cast.by(cast.priya)


def test_support_ends_and_the_contacts_to_come_are_cancelled(mo, priya, monday):
    deaths.record(patient=mo, died_on=TODAY, by=priya, at=monday)
    pair = mo.relationships.get()
    assert (Patient.objects.get(pk=mo.pk).died_on, pair.state, pair.end_reason) == (TODAY, "ended", "died")
    states = (
        PlannedContact.objects.filter(relationship=pair).order_by("number").values_list("state", flat=True)
    )
    assert list(states) == ["held"] * 3 + ["cancelled"] * 11


def test_who_waits_leaves_the_list(cast, priya, monday):
    deaths.record(patient=cast.grace, died_on=TODAY, by=priya, at=monday)
    place = cast.grace.enrolments.get()
    assert (place.state, place.left_reason) == ("left", "died")


def test_nothing_more_is_sent_to_the_person(mo, priya, monday):
    deaths.record(patient=mo, died_on=TODAY, by=priya, at=monday)
    pump(at=monday + timedelta(hours=2))
    states = Message.objects.filter(recipient_kind="patient").values_list("state", flat=True)
    assert set(states) <= {"cancelled"}


@pytest.mark.parametrize("days", [1, -40_000])
def test_the_day_is_one_of_their_life(mo, priya, monday, days):
    with pytest.raises(deaths.NotYet):
        deaths.record(patient=mo, died_on=TODAY + timedelta(days=days), by=priya, at=monday)
    assert mo.relationships.get().ended_on is None


def test_a_mistake_is_taken_back_and_support_stays_ended(mo, priya, monday):
    deaths.record(patient=mo, died_on=TODAY, by=priya, at=monday)
    with pytest.raises(deaths.IsRecorded):
        deaths.record(patient=mo, died_on=TODAY, by=priya, at=monday)
    deaths.take_back(patient=mo, by=priya, at=monday)
    mo.refresh_from_db()
    assert (mo.died_on, mo.relationships.get().state) == (None, "ended")
    with pytest.raises(deaths.NotRecorded):
        deaths.take_back(patient=mo, by=priya, at=monday)


def test_the_page_says_what_stops_and_to_speak_with_the_volunteer_first(cast, mo, sign_in):
    client, page = sign_in(cast.priya), reverse("people-death", args=[mo.pk])
    shown = client.get(page)
    assert shown.context["happens"] == [
        "Support by Denise Harper ends today, and the contacts to come are cancelled",
        "Nothing more is sent to Mo",
    ]
    assert b"Speak with the volunteer first." in shown.content
    day = {"died_on_day": "22", "died_on_month": "11", "died_on_year": "2026"}
    assert client.post(page, day)["Location"] == reverse("people-detail", args=[mo.pk])
    assert b"Was this a mistake?" in client.get(page).content
    client.post(reverse("people-death-take-back", args=[mo.pk]))
    mo.refresh_from_db()
    assert mo.died_on is None
