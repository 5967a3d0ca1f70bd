"""A coordinator matches Mo: looks at who could help, records the talk, decides, looks at the plan, starts it."""

import pytest
from playwright.sync_api import expect

from matching.models import Decision
from matching.services import conversations
from programmes.models import Relationship
from tests.cast import TODAY
from tests.journeys.conftest import DESK, PHONE


def matching(cast) -> str:
    return f"/enrolments/{cast.mos_place.pk}/matching/"


@pytest.fixture
def talked(cast, monday):
    conversations.record(
        enrolment=cast.mos_place,
        volunteer=cast.denise,
        held_on=TODAY,
        patient_said="yes",
        volunteer_said="yes",
        note="",
        by=cast.by(cast.priya),
        at=monday,
    )


@pytest.mark.parametrize(("width", "javascript"), [(DESK, True), (PHONE, True), (PHONE, False)])
def test_priya_matches_mo_with_denise(visit, cast, width, javascript):
    page = visit(cast.priya, "/matching/", width=width, javascript=javascript)
    page.get_by_role("link", name="Mo Ellis", exact=True).click()

    talk = page.locator("#conversation")
    talk.get_by_label("Denise Harper").check()
    for box, value in (("Day", "20"), ("Month", "11"), ("Year", "2026")):
        talk.get_by_label(box, exact=True).fill(value)
    talk.get_by_role("group", name="Would Mo like to go on?").get_by_label("Yes").check()
    talk.get_by_role("group", name="Would the coach like to go on?").get_by_label("Yes").check()
    talk.get_by_role("button", name="Save conversation").click()
    page.get_by_text("The conversation is recorded.").wait_for()
    expect(page.get_by_text("Met on 20 November")).to_have_count(1)

    decision = page.locator("#decision")
    decision.get_by_label("Match them, and plan the contacts next").check()
    decision.get_by_label("Why? Use words that Mo could read").fill(
        "You both live with COPD and both said yes"
    )
    decision.get_by_role("button", name="Save decision").click()

    page.get_by_role("heading", name="Plan the contacts").wait_for()
    page.get_by_label("Day", exact=True).fill("7")
    page.get_by_label("Month", exact=True).fill("12")
    page.get_by_role("button", name="Preview").click()
    page.get_by_role("heading", name="14 contacts, one moved").wait_for()
    assert Relationship.objects.of(cast.scheme).count() == 0

    page.get_by_role("button", name="Start this plan").click()
    page.get_by_text("The plan has started.").wait_for()
    made = Relationship.objects.of(cast.scheme).get()
    assert (made.volunteer, str(made.started_on)) == (cast.denise, "2026-12-07")
    assert Decision.objects.of(cast.scheme).get().why == "You both live with COPD and both said yes"


@pytest.mark.parametrize("width", [DESK, PHONE, 320])
def test_the_pages_of_matching_have_no_barriers(visit, cast, talked, no_violations, width):
    page = visit(cast.priya, "/matching/", width=width)
    no_violations(page)
    for path in (
        matching(cast),
        f"/enrolments/{cast.mos_place.pk}/preferences/",
        f"/enrolments/{cast.mos_place.pk}/plan/?volunteer={cast.denise.pk}",
        f"/enrolments/{cast.mos_place.pk}/plan/?volunteer={cast.abdul.pk}",
    ):
        page.goto(path)
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        no_violations(page)


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_their_errors_have_no_barriers(visit, cast, no_violations, width):
    page = visit(cast.priya, matching(cast), width=width)
    page.get_by_role("button", name="Save conversation").click()
    page.get_by_role("link", name="Say who they talked to").wait_for()
    no_violations(page)
    page.get_by_role("button", name="Save decision").click()
    page.get_by_role("link", name="Say what you decided").wait_for()
    no_violations(page)
    page.goto(
        f"/enrolments/{cast.mos_place.pk}/plan/?volunteer={cast.denise.pk}&start_day=31&start_month=2&start_year=2027"
    )
    page.get_by_role("link", name="First contact must be a real date").wait_for()
    no_violations(page)


def test_nobody_possible_and_nobody_waiting_have_no_barriers(visit, cast, no_violations):
    for volunteer in (cast.denise, cast.abdul):
        volunteer.change(most_people=0)
    page = visit(cast.priya, matching(cast))
    no_violations(page)
    type(cast.mos_place).objects.of(cast.scheme).update(state="left")
    for path in ("/matching/", matching(cast)):
        page.goto(path)
        no_violations(page)
