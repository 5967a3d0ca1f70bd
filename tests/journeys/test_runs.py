"""A coordinator matches the whole waiting list: starts a round, reads the result, decides the proposals."""

import pytest
from playwright.sync_api import expect

from matching.choices import ACCEPTED
from matching.models import Proposal
from matching.services import runs
from matching.tasks import sweep
from tests.journeys.conftest import DESK, PHONE


@pytest.mark.parametrize(("width", "javascript"), [(DESK, True), (PHONE, False)])
def test_priya_matches_the_whole_list(visit, cast, no_violations, width, javascript):
    page = visit(cast.priya, "/matching/", width=width, javascript=javascript)
    page.get_by_role("button", name="Match the whole list").click()
    page.get_by_label("Best fit first, within the same urgency").check()
    page.get_by_label("The least fit that counts as a match").fill("0")
    page.get_by_role("button", name="Start the round").click()
    page.get_by_role("heading", name="Matching round 1 waits to start").wait_for()
    sweep()
    page.reload()

    page.get_by_role("heading", name="Matching round 1", exact=True).wait_for()
    expect(page.get_by_role("heading", name="Proposals to decide")).to_have_count(1)
    page.get_by_role("button", name="Accept").first.click()
    page.get_by_label("Why? Use words that").fill("You both live with COPD")
    page.get_by_role("button", name="Save decision").click()

    page.get_by_text("Ask them to talk next").wait_for()
    expect(page.get_by_text("since round 1")).to_have_count(1)
    assert Proposal.objects.of(cast.scheme).filter(state=ACCEPTED).count() == 1


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_the_pages_of_a_round_break_no_rule_of_accessibility(visit, cast, monday, no_violations, width):
    by = cast.by(cast.priya)
    cast.grace.change(languages=["urdu"])
    first = runs.start(objective="best-fit", minimum_score=0, by=by, at=monday)
    runs.carry_out(key=first.pk, now=lambda: monday)
    proposal = Proposal.objects.of(cast.scheme).get()
    second = runs.start(objective="best-fit", minimum_score=0, by=by, at=monday)
    place = f"/enrolments/{cast.mos_place.pk}"
    addresses = [
        "/runs/", "/runs/new/", f"/runs/{first.pk}/", f"/runs/{second.pk}/", f"/proposals/{proposal.pk}/",
        "/fairness/", f"{place}/compare/", f"{place}/not-with/",
    ]  # fmt: skip
    page = visit(cast.priya, "/matching/", width=width)
    for address in addresses:
        page.goto(address)
        no_violations(page)


def test_a_round_that_runs_shows_its_steps_and_looks_again_by_itself(visit, cast, monday):
    run = runs.start(objective="best-fit", minimum_score=0, by=cast.by(cast.priya), at=monday)
    page = visit(cast.priya, f"/runs/{run.pk}/", javascript=False)
    page.get_by_role("heading", name="Matching round 1 waits to start").wait_for()
    runs.carry_out(key=run.pk, now=lambda: monday)
    page.get_by_role("heading", name="Proposals to decide").wait_for()
