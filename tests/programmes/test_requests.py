"""A volunteer asks for a change of a plan at any time; a coordinator sees before and after, and decides."""

from datetime import timedelta

import pytest
from django.urls import reverse

from peersupport.accounts.gates import NotAllowed
from peersupport.reporting.selectors.today import tasks
from programmes.models import PlanChange, PlanRequest
from programmes.services import requests
from programmes.services.changes import BadDays
from programmes.services.changes_rows import NoReason
from tests.cast import TODAY
from tests.programmes.builders import held, mondays, support


@pytest.fixture
def pair(cast):
    return mondays(cast)


@pytest.fixture
def fortnightly(cast):
    """Ten contacts are held: two of the fortnightly ones, so no phase ends now."""
    found = support(cast, cast.denise, cast.mos_place, start=TODAY - timedelta(weeks=12))
    held(found, *range(1, 11))
    return found


def ask(cast, pair, monday, kind="hold", **more):
    facts = {
        "relationship": pair,
        "by": cast.by(cast.denise_member),
        "at": monday,
        "kind": kind,
        "why": "Still hard",
    }
    return requests.ask(**{**facts, **more})


def decide(cast, row, monday, approve=True, **more):
    facts = {
        "request": row,
        "by": cast.by(cast.priya),
        "at": monday,
        "approve": approve,
        "why": "Both want it",
    }
    return requests.decide(**{**facts, **more})


def days(pair) -> list:
    return list(pair.planned.order_by("number").values_list("due_on", "state"))


def test_asking_changes_nothing_until_a_coordinator_decides(cast, pair, monday):
    before = days(pair)
    row = ask(cast, pair, monday)
    assert (days(pair), row.state, PlanChange.objects.of(cast.scheme).count()) == (before, "proposed", 0)


def test_one_step_longer_in_the_middle_of_a_phase_adds_a_contact_and_keeps_past_ones(
    cast, fortnightly, monday
):
    past = days(fortnightly)[:10]
    row = decide(cast, ask(cast, fortnightly, monday), monday)
    change = PlanChange.objects.of(cast.scheme).get()
    assert (row.state, len(change.after) - len(change.before), change.why) == ("applied", 1, "Both want it")
    assert days(fortnightly)[:10] == past


def test_meeting_more_often_again_adds_weekly_contacts(cast, fortnightly, monday):
    decide(cast, ask(cast, fortnightly, monday, "back"), monday)
    first, second = days(fortnightly)[10:12]
    assert (second[0] - first[0]).days == 7


def test_more_often_is_not_offered_in_the_first_phase(cast, pair, monday):
    with pytest.raises(requests.NotPossible):
        ask(cast, pair, monday, "back")


def test_a_pause_that_a_volunteer_asks_for_shifts_the_rest(cast, pair, monday):
    until = TODAY + timedelta(weeks=3)
    row = ask(cast, pair, monday, "pause", from_on=TODAY, until_on=until)
    decide(cast, row, monday)
    pair.refresh_from_db()
    assert (pair.state, min(day for day, state in days(pair) if state == "planned")) == ("paused", until)


@pytest.mark.parametrize("kind, place", [("end_person", "ended"), ("end_volunteer", "waiting")])
def test_an_early_end_that_is_agreed_ends_support_and_says_who_wanted_it(cast, pair, monday, kind, place):
    decide(cast, ask(cast, pair, monday, kind), monday)
    pair.refresh_from_db()
    cast.mos_place.refresh_from_db()
    assert (pair.ended_on, pair.end_reason, cast.mos_place.state) == (TODAY, kind.removeprefix("end_"), place)


def test_a_long_reason_of_an_early_end_is_kept_whole(cast, pair, monday):
    why = "They would rather meet others in a group near their home. " * 15
    decide(cast, ask(cast, pair, monday, "end_person"), monday, why=why)
    pair.refresh_from_db()
    assert pair.end_note == why.strip()


def test_a_declined_request_leaves_the_plan_and_the_volunteer_reads_why(cast, pair, monday, sign_in):
    before = days(pair)
    decide(cast, ask(cast, pair, monday), monday, approve=False, why="Let us try first")
    assert days(pair) == before
    text = sign_in(cast.denise_member).get(reverse("relationships-ask", args=[pair.pk])).content.decode()
    assert "Not changed by Priya Nair: Let us try first" in text


def test_only_one_request_waits_at_a_time(cast, pair, monday):
    ask(cast, pair, monday)
    with pytest.raises(requests.WaitsAlready):
        ask(cast, pair, monday)


@pytest.mark.parametrize(
    "more, refusal",
    [({"why": " "}, NoReason), ({"kind": "pause"}, BadDays), ({"kind": "fly"}, requests.NotPossible)],
)
def test_a_request_needs_a_reason_and_days_for_a_pause(cast, pair, monday, more, refusal):
    with pytest.raises(refusal):
        ask(cast, pair, monday, **more)


@pytest.mark.parametrize("who", ["denise_member", "ana", "hilda"])
def test_only_who_plans_support_decides(cast, pair, monday, who):
    row = ask(cast, pair, monday)
    with pytest.raises(NotAllowed):
        decide(cast, row, monday, by=cast.by(getattr(cast, who)))


def test_a_request_stands_on_today_until_it_is_decided(cast, pair, monday):
    row = ask(cast, pair, monday)
    waiting = [one.row for one in tasks(actor=cast.by(cast.priya), at=monday) if one.kind == "asked"]
    assert waiting == [row]
    decide(cast, row, monday)
    assert [one for one in tasks(actor=cast.by(cast.priya), at=monday) if one.kind == "asked"] == []


def test_a_volunteer_asks_on_a_phone_and_the_coordinator_sees_before_and_after(cast, pair, sign_in):
    place = reverse("relationships-ask", args=[pair.pk])
    client = sign_in(cast.denise_member)
    assert "Meet more often again" not in client.get(place).content.decode()
    answer = client.post(place, {"kind": "hold", "why": "Still hard"})
    assert answer.url == reverse("my-people-detail", args=[pair.pk])
    row = PlanRequest.objects.of(cast.scheme).get()
    client = sign_in(cast.priya)
    assert "Decide" in client.get(reverse("today")).content.decode()
    page = client.get(reverse("requests-decide", args=[row.pk])).content.decode()
    assert "1 contact more" in page and "Contacts to come, before and after" in page
    assert ("What is asked" in page, "The review" in page) == (True, False)
    client.post(reverse("requests-decide", args=[row.pk]), {"answer": "yes", "why": "Fine"})
    assert (
        "Asked for by the volunteer" in client.get(reverse("people-plan", args=[cast.mo.pk])).content.decode()
    )


@pytest.mark.parametrize(
    "typed", [{}, {"kind": "pause", "why": "x"}, {"kind": "hold"}, {"kind": "²", "why": "x"}]
)
def test_bad_input_is_answered_with_words(cast, pair, sign_in, typed):
    answer = sign_in(cast.denise_member).post(reverse("relationships-ask", args=[pair.pk]), typed)
    assert (answer.status_code, PlanRequest.objects.of(cast.scheme).count()) == (422, 0)
