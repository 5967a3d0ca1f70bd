"""A coordinator opens the day: what needs doing, most urgent first."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESK, PHONE
from tests.reporting.builders import one_of_everything


@pytest.mark.parametrize("width", [PHONE, DESK, 320])
def test_a_coordinator_works_down_the_list(cast, visit, no_violations, width):
    one_of_everything(cast)
    page = visit(cast.priya, "/today/", width=width)
    expect(page.get_by_role("heading", level=1)).to_have_text("Today")
    no_violations(page)

    page.get_by_role("button", name="Acknowledge for Mo Ellis").click()
    expect(page.get_by_text("Acknowledged. Who raised it can see that")).to_be_visible()

    page.goto("/today/")
    page.get_by_role("button", name=re.compile("Take this.*Amina Yusuf")).click()
    page.goto("/today/?owner=mine")
    expect(page.get_by_role("link", name="Amina Yusuf")).to_be_visible()
    no_violations(page)

    page.get_by_role("link", name="No owner").click()
    expect(page.get_by_role("link", name="Amina Yusuf")).to_have_count(0)
    expect(page.get_by_role("link", name="Ivan Novak")).to_be_visible()


def test_every_number_leads_to_its_list(cast, visit, no_violations):
    one_of_everything(cast)
    page = visit(cast.priya, "/today/")
    for words, heading in (
        ("waiting", "Waiting list"),
        ("overdue", "Contacts overdue"),
        ("open", "Worries"),
        ("free", "Volunteers"),
    ):
        page.goto("/today/")
        page.locator(".app-stats").get_by_role("link", name=words).click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
        no_violations(page)


def test_a_quiet_day_says_so_without_javascript(cast, visit):
    page = visit(cast.hilda, "/today/", width=PHONE, javascript=False)
    expect(page.get_by_text("Nothing needs you now")).to_be_visible()


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_an_auditor_reads_who_did_what(cast, visit, no_violations, width):
    one_of_everything(cast)
    page = visit(cast.ana, "/audit/", width=width)
    no_violations(page)
    page.get_by_label("Done by").fill("denise")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("rowheader").first).to_contain_text("2026")
    expect(page.get_by_role("cell", name="Worry raised").first).to_be_visible()
    no_violations(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download as CSV").click()
    assert download.value.suggested_filename == "audit.csv"
