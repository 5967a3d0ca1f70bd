"""Priya asks what ten more coaches would do."""

import pytest
from playwright.sync_api import expect


@pytest.mark.parametrize("width", [390, 1280])
def test_the_forecast_is_accessible_and_fits_the_screen(visit, cast, no_violations, width):
    page = visit(cast.priya, "/forecast/", width=width)
    page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
    no_violations(page)


@pytest.mark.parametrize("width", [390, 1280])
def test_a_mistake_is_said_on_top_and_leads_to_its_field(visit, cast, no_violations, width):
    page = visit(cast.priya, "/forecast/", width=width)
    page.get_by_label("People waiting now").fill("lots")
    page.get_by_role("button", name="Work it out").click()
    page.wait_for_url("**/forecast/?*waiting=lots*")
    no_violations(page)
    page.get_by_role("link", name="“People waiting now”: enter a whole number from 0 to 5,000").click()
    expect(page.get_by_label("People waiting now")).to_be_focused()


def test_fifty_coaches_and_ten_more_side_by_side(visit, cast):
    page = visit(cast.priya, "/today/", width=1280)
    page.get_by_role("link", name="Forecast").click()
    page.get_by_label("Volunteers now").fill("50")
    page.get_by_label("Until a recruit can start").fill("0")
    page.get_by_label("People waiting now").fill("900")
    page.get_by_label("New people a week").fill("0")
    page.get_by_role("button", name="Work it out").click()
    page.wait_for_url("**/forecast/?*coaches=50*")
    row = page.get_by_role("row", name="People who start support")
    expect(row.get_by_role("cell")).to_have_text(
        ["Without recruiting: 250", "With 10 more volunteers: 300", "Difference: +50"]
    )
    expect(page.get_by_role("img", name="People waiting")).to_be_visible()


def test_a_forecast_needs_no_script(visit, cast):
    page = visit(cast.priya, "/forecast/", width=390, javascript=False)
    page.get_by_role("button", name="Work it out").click()
    page.wait_for_url("**/forecast/?*coaches=2*")
    expect(page.get_by_role("heading", name="All figures")).to_be_visible()
