"""Asking people who wait again, and taking them off the list when they say so."""

from datetime import timedelta

import pytest
from django.urls import reverse

from peersupport.audit.models import Event
from peersupport.reporting.selectors.today import tasks
from programmes.selectors.enrolments import to_ask, waiting
from programmes.services import leaving
from tests.cast import TODAY
from tests.conftest import MONDAY_MORNING


@pytest.fixture
def place(cast):
    """Grace has waited for eleven weeks."""
    found = cast.grace.enrolments.get()
    found.change(waits_since_on=TODAY - timedelta(weeks=11))
    return found


def asked(cast) -> list:
    return [one.row for one in tasks(actor=cast.by(cast.priya), at=MONDAY_MORNING) if one.kind == "waiting"]


def test_who_still_wants_support_waits_on_and_is_asked_again_after_four_weeks(cast, place, monday):
    assert asked(cast) == [place]
    leaving.still_wanted(place=place, by=cast.by(cast.priya), at=monday)
    priya = cast.by(cast.priya)
    days = (TODAY, TODAY + timedelta(days=27), TODAY + timedelta(days=28))
    assert [list(to_ask(actor=priya, on=day)) for day in days] == [[], [], [place]]
    assert (asked(cast), place in waiting(actor=priya)) == ([], True)


def test_who_no_longer_wants_it_leaves_the_list_with_a_reason(cast, place, monday):
    priya = cast.by(cast.priya)
    leaving.leave_list(place=place, reason="other-help", note=" Joined a choir ", by=priya, at=monday)
    place.refresh_from_db()
    assert (place.state, place.ended_on, place.left_reason, place.left_note) == (
        "left",
        TODAY,
        "other-help",
        "Joined a choir",
    )
    assert place not in waiting(actor=priya)
    event = Event.objects.filter(action="enrolment.left").get()
    assert (event.person_key, event.detail) == (place.patient_id, {"reason": "other-help"})


def test_leaving_needs_a_reason(cast, place, monday):
    with pytest.raises(leaving.NoLeaveReason):
        leaving.leave_list(place=place, reason="", by=cast.by(cast.priya), at=monday)


def test_two_who_answer_at_once_answer_once(cast, place, monday):
    leaving.leave_list(place=place, reason="no-wish", by=cast.by(cast.priya), at=monday)
    with pytest.raises(leaving.NoLongerWaits):
        leaving.still_wanted(place=place, by=cast.by(cast.tom), at=monday)


def test_the_page_asks_and_a_no_without_a_reason_says_what_to_do(cast, place, sign_in):
    client, page = sign_in(cast.priya), reverse("enrolments-still-wanted", args=[place.pk])
    wrong = client.post(page, {"answer": "no"})
    assert (wrong.status_code, wrong.context["form"].errors["reason"]) == (
        422,
        ["Say why they leave the list"],
    )
    done = client.post(page, {"answer": "no", "reason": "no-wish"})
    assert done["Location"] == reverse("people-detail", args=[place.patient_id])
    assert client.get(page)["Location"] == done["Location"]
