"""What a scheme and its coordinators choose: settings, distance, who introduces two people, what comes after."""

from io import StringIO

import pytest
from playwright.sync_api import expect

from matching.choices import ACCEPTED, NO_SINGLE
from matching.models import Decision, Proposal
from matching.selectors.settings import in_force
from matching.services import conversations, runs
from peersupport.core.services.places import load
from programmes.models import Relationship
from tests.cast import TODAY, make_welcomer
from tests.journeys.conftest import DESK, PHONE
from tests.programmes.builders import mondays

SETTINGS = "/runs/settings/"


@pytest.fixture
def meets(cast):
    """Mo wants to meet in person; Denise lives four miles away, Abdul too far."""
    load(StringIO("postcode,easting,northing\nTQ1,291000,65000\nTQ2,297500,65000\nTQ9,310400,65000\n"))
    cast.mo.change(modes=["in-person"], postcode="TQ1 1AA")
    cast.denise.change(modes=["in-person", "phone"], postcode="TQ2 1AA", travel_miles=5)
    cast.abdul.change(modes=["in-person", "phone"], postcode="TQ9 1AA", travel_miles=5)


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_maria_asks_for_the_same_condition_where_it_gets_worse(visit, cast, no_violations, width):
    page = visit(cast.maria, "/runs/", width=width)
    page.goto(SETTINGS)
    no_violations(page)
    chosen = page.get_by_role("group", name="Same condition only, for people with these conditions")
    chosen.get_by_label("COPD").check()
    page.get_by_label("The least fit that counts as a match").fill("101")
    page.get_by_role("button", name="Save these settings").click()
    expect(page.get_by_text("Write a whole number from 0 to 100").first).to_be_visible()
    expect(chosen.get_by_label("COPD")).to_be_checked()
    no_violations(page)

    page.get_by_label("The least fit that counts as a match").fill("0")
    page.get_by_label("Why do you change them?").fill("People with COPD asked for it")
    page.get_by_role("button", name="Save these settings").click()
    expect(page.get_by_text("Only volunteers who share the condition, for people with: COPD")).to_be_visible()
    assert in_force(cast.scheme.pk).same_condition_for == {"copd"}
    page.goto(SETTINGS)
    expect(page.get_by_text("People with COPD asked for it")).to_be_visible()
    no_violations(page)


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_priya_sees_how_far_each_candidate_lives(visit, cast, meets, no_violations, width):
    page = visit(cast.priya, f"/enrolments/{cast.mos_place.pk}/matching/", width=width)
    expect(page.get_by_text("Distance: 4 miles")).to_be_visible()
    page.locator("summary", has_text="Ruled out: 2 people, and why").click()
    expect(page.get_by_text("Lives 12 miles from Mo, goes 5 miles at most")).to_be_visible()
    no_violations(page)
    cast.abdul.change(travel_miles=None)
    page.goto(f"/enrolments/{cast.mos_place.pk}/compare/")
    expect(page.locator("tr", has_text="Distance")).to_contain_text("12 miles")
    no_violations(page)


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_a_welcomer_introduces_mo_and_denise(visit, cast, monday, no_violations, width):
    make_welcomer(cast, cast.abdul)
    talk = {"patient_said": "yes", "volunteer_said": "yes", "note": "", "held_on": TODAY, "at": monday}
    conversations.record(enrolment=cast.mos_place, volunteer=cast.denise, by=cast.by(cast.priya), **talk)
    page = visit(cast.priya, f"/enrolments/{cast.mos_place.pk}/plan/?volunteer={cast.denise.pk}", width=width)
    page.get_by_label("Who introduces them?").select_option("Abdul Rahman")
    page.get_by_label("Why this match? Use words that Mo could read").fill("Both said yes")
    no_violations(page)
    page.get_by_role("button", name="Start this plan").click()
    page.get_by_text("The plan has started.").wait_for()
    assert Relationship.objects.of(cast.scheme).get().welcomer == cast.abdul
    page.goto(f"/people/{cast.mo.pk}/")
    expect(page.get_by_text("Abdul Rahman introduces them")).to_be_visible()
    no_violations(page)


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_mo_has_no_single_coach_any_more(visit, cast, no_violations, width):
    pair = mondays(cast)
    page = visit(cast.priya, f"/people/{cast.mo.pk}/plan/", width=width)
    page.get_by_role("button", name="End support").click()
    page.get_by_label("They do not fit together").check()
    page.get_by_label("No single coach: offer a group. Rounds leave Mo out").check()
    page.get_by_role("button", name="End support today").click()
    expect(page.get_by_text("Say why Mo has no single coach").first).to_be_visible()
    no_violations(page)
    page.get_by_label("Note").fill("Mo likes to be with several people")
    page.get_by_role("button", name="End support today").click()
    page.get_by_text("Support has ended. Rounds leave Mo out.").wait_for()
    pair.refresh_from_db()
    assert (pair.ended_on, Decision.objects.of(cast.scheme).get().decision) == (TODAY, NO_SINGLE)
    page.goto(f"/enrolments/{cast.mos_place.pk}/matching/")
    expect(page.get_by_role("button", name="Look for a coach again")).to_be_visible()
    no_violations(page)


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_a_round_is_watched_read_and_decided(visit, cast, monday, no_violations, width):
    by = cast.by(cast.priya)
    run = runs.start(objective="best-fit", minimum_score=0, by=by, at=monday)
    run.change(state="running", step=2, figures={"people": 2, "volunteers": 3, "looked_at": 6, "lawful": 4})
    page = visit(cast.priya, f"/runs/{run.pk}/", width=width)
    expect(page.get_by_role("heading", name="Matching round 1 is running")).to_be_visible()
    no_violations(page)
    run.change(state="queued", step=0, figures={})
    runs.carry_out(key=run.pk, now=lambda: monday)
    page.goto(f"/runs/{run.pk}/")
    expect(page.get_by_role("heading", name="Proposals to decide")).to_be_visible()
    no_violations(page)
    page.get_by_role("button", name="Accept").first.click()
    page.get_by_role("button", name="Save decision").click()
    expect(page.get_by_text("Say why, in words that").first).to_be_visible()
    no_violations(page)
    page.get_by_label("Why? Use words that").fill("Both live with COPD")
    page.get_by_role("button", name="Save decision").click()
    page.get_by_text("Ask them to talk next").wait_for()
    assert Proposal.objects.of(cast.scheme).filter(state=ACCEPTED).count() == 1
