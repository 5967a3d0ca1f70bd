"""A plan in motion: Denise reviews on her phone, Priya decides, pauses, covers and ends; Maria changes a taper."""

import os
from datetime import date
from pathlib import Path

import pytest

from programmes.models import Relationship
from tests.journeys.conftest import DESK, PHONE
from tests.programmes.builders import held, mondays, support

PICTURES = os.environ.get("PICTURES")  # a folder, to look at the pages


@pytest.fixture
def look(no_violations):
    """No violations; a picture when asked for. Without JavaScript neither can run."""

    def at(page, name: str, javascript: bool = True) -> None:
        if not javascript:
            return
        no_violations(page)
        if PICTURES:
            page.screenshot(path=Path(PICTURES) / f"{name}-{page.viewport_size['width']}.png", full_page=True)

    return at


@pytest.fixture
def over(cast) -> Relationship:
    """All fourteen contacts are held; the last was on 17 November."""
    relationship = support(cast, cast.denise, cast.mos_place, start=date(2026, 6, 9))
    held(relationship, *range(1, 15))
    return relationship


def fill_date(place, label: str, day: str, month: str, year: str) -> None:
    group = place.get_by_role("group", name=label)
    for box, value in (("Day", day), ("Month", month), ("Year", year)):
        group.get_by_label(box, exact=True).fill(value)


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_denise_asks_to_hold_and_priya_extends(visit, look, cast, over, width):
    page = visit(cast.denise_member, f"/my-people/{over.pk}/", width=width)
    page.get_by_role("button", name="Step-down review").click()
    page.get_by_text("What each choice does to the dates").click()
    look(page, "review")
    page.get_by_label("How is it going?").fill("She is doing well, but mornings are still hard")
    page.get_by_label("Hold: stay as often as now").check()
    page.get_by_role("group", name="Do you and Mo both want this?").get_by_label("Yes").check()
    page.get_by_role("button", name="Save review").click()
    page.get_by_text("Your coordinator decides and tells you").wait_for()

    desk = visit(cast.priya, "/today/", width=width)
    desk.get_by_text("Step-down review waits for your decision").wait_for()
    desk.get_by_role("button", name="Decide").first.click()
    look(desk, "decide")
    desk.get_by_label("Agree, and change the plan as shown").check()
    desk.get_by_label("Why?").fill("Four weeks more, agreed with both")
    desk.get_by_role("button", name="Save decision").click()
    desk.get_by_text("The decision is saved").wait_for()
    look(desk, "plan-after-review")
    assert over.planned.count() == 15


@pytest.mark.parametrize(("width", "javascript"), [(PHONE, True), (DESK, True), (DESK, False)])
def test_priya_pauses_covers_and_ends(visit, look, cast, width, javascript):
    pair = mondays(cast)
    page = visit(cast.priya, f"/people/{cast.mo.pk}/plan/", width=width, javascript=javascript)
    page.get_by_role("button", name="Pause").click()
    fill_date(page, "No contacts from", "24", "11", "2026")
    fill_date(page, "Contacts again from", "13", "1", "2027")
    page.get_by_role("button", name="Show the new dates").click()
    page.get_by_role("heading", name="Before and after").wait_for()
    look(page, "pause", javascript)
    page.get_by_label("Why?").fill("In hospital")
    page.get_by_role("button", name="Pause support").click()
    page.get_by_text("Support is paused").wait_for()
    look(page, "plan-paused", javascript)

    page.get_by_role("button", name="Cover").click()
    look(page, "cover", javascript)
    page.get_by_label("Who stands in?").select_option(label="Abdul Rahman")
    fill_date(page, "First day", "23", "11", "2026")
    fill_date(page, "Last day", "27", "11", "2026")
    page.get_by_label("Why?").fill("Denise is on holiday")
    page.get_by_role("button", name="Save cover").click()
    page.get_by_text("Cover is saved").wait_for()

    page.get_by_role("button", name="End support").click()
    look(page, "end", javascript)
    page.get_by_label("They do not fit together").check()
    page.get_by_label("Another coach").check()
    page.get_by_role("button", name="End support today").click()
    page.get_by_text("Support has ended.").first.wait_for()
    pair.refresh_from_db()
    assert (pair.state, pair.enrolment.state) == ("ended", "waiting")


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_maria_changes_a_taper(visit, look, cast, width):
    page = visit(cast.maria, "/tapers/", width=width)
    look(page, "tapers")
    page.get_by_role("button", name="Change Six months").click()
    page.get_by_label("Contacts", exact=True).first.fill("6")
    page.get_by_role("button", name="Show weeks and dates").click()
    page.get_by_role("heading", name="All weeks and dates").wait_for()
    look(page, "taper")
    page.get_by_role("button", name="Save new version").click()
    page.get_by_text("The new version is saved").wait_for()


def test_planned_and_held_and_the_tapers_fit_the_screen(walk, cast):
    programme = f"/programmes/{cast.coaching.pk}/taper/?taper={cast.taper.pk}"
    walk(cast.maria, ["/dose/", "/tapers/add/?name=Short&weeks_1=1&contacts_1=", programme])
