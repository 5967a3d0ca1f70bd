"""A coordinator finds a person, reads their pages, and looks over the volunteers."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.cast import TODAY, make_patient
from tests.journeys.conftest import DESK, PHONE
from tests.programmes.builders import support
from tests.programmes.people_builders import ask, mo_with_denise, refer, talk, worry

WIDTHS = pytest.mark.parametrize("width", [PHONE, DESK])
LONG = "Wolfeschlegelsteinhausenbergerdorff"


@WIDTHS
def test_find_a_person_and_read_their_pages(cast, visit, no_violations, width):
    relationship = mo_with_denise(cast)
    cast.mo.change(needs=["large-print"], goal="Walk to her sister’s house without stopping")
    talk(relationship, planned=relationship.planned.get(number=9), note="Walked to the shop and back twice")
    refer(cast)
    worry(cast)
    ask(cast, f"start:{relationship.pk}", "support_starts_patient", "patient", cast.mo.pk)

    page = visit(cast.priya, "/people/", width=width)
    no_violations(page)
    page.get_by_label("Name or NHS number").fill("943 476 5919")
    page.get_by_role("button", name="Search").click()
    expect(page).to_have_url(re.compile(r"q=943"))
    no_violations(page)
    page.get_by_role("link", name="Mo Ellis").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Mo Ellis")
    expect(page.get_by_role("heading", name="Support, week 12 of 24")).to_be_visible()
    expect(page.get_by_text("Contact 10 is not logged yet")).to_be_visible()
    expect(page.get_by_text("A worry was raised")).to_be_visible()
    page.get_by_text("Show all 14 contacts as a table").click()
    expect(page.get_by_role("cell", name="Late: not logged yet")).to_be_visible()
    no_violations(page)

    for tab, words in (
        ("Plan and contacts", "Step-down review"),
        ("Messages", "Support starts"),
        ("Who looked", "Looked at plan and contacts"),
    ):
        link = page.get_by_role("navigation", name="Record of Mo Ellis").get_by_role("link", name=tab)
        link.click()
        expect(link).to_have_attribute("aria-current", "page")
        expect(page.get_by_text(words).first).to_be_visible()
        no_violations(page)


@WIDTHS
def test_somebody_who_waits_has_a_next_step(cast, visit, no_violations, width):
    page = visit(cast.priya, f"/people/{cast.grace.pk}/", width=width)
    expect(page.get_by_role("heading", name="Waiting for a coach")).to_be_visible()
    expect(page.get_by_role("button", name="Find a coach")).to_be_visible()
    no_violations(page)
    page.get_by_role("link", name="Plan and contacts").click()
    no_violations(page)


@WIDTHS
def test_three_hundred_people_and_long_names(cast, visit, no_violations, width):
    for number in range(300):
        make_patient(cast, f"Ann{number:03} {LONG}", waits_since=TODAY - timedelta(days=number % 90))
    page = visit(cast.priya, "/people/?sort=since", width=width)
    expect(page.get_by_text("302 people. 302 waiting, 0 supported, 0 ended")).to_be_visible()
    no_violations(page)
    page.get_by_role("link", name="Next page").click()
    expect(page).to_have_url(re.compile(r"sort=since&page=2"))
    page.get_by_role("link", name=LONG).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(LONG)
    no_violations(page)


@WIDTHS
def test_from_the_board_to_a_new_check(cast, visit, no_violations, width):
    support(cast, cast.denise, cast.graces_place, start=date(2026, 11, 24))
    page = visit(cast.priya, "/volunteers/", width=width)
    expect(page.get_by_text("3 active.")).to_be_visible()
    no_violations(page)
    page.get_by_label("State").select_option("Something missing")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Joan Marsh").click()

    expect(page.get_by_text("Enhanced check ran out on 1 October 2026")).to_be_visible()
    no_violations(page)
    page.get_by_role("button", name="Record the new check").click()
    page.get_by_label("Number of the certificate").fill("001234567890")
    for box, value in (("Day", "24"), ("Month", "11"), ("Year", "2026")):
        page.get_by_label(box, exact=True).fill(value)
    page.get_by_role("button", name="Save this check").click()

    # A date of tomorrow: said twice, and nothing is lost.
    expect(page.get_by_role("alert")).to_contain_text(
        "Date on the certificate must be on or before 23 November 2026"
    )
    expect(page.get_by_label("Number of the certificate")).to_have_value("001234567890")
    no_violations(page)
    page.get_by_label("Day", exact=True).fill("4")
    page.get_by_role("button", name="Save this check").click()
    expect(page.get_by_text("The check is recorded.")).to_be_visible()
    expect(page.get_by_text("Nothing is missing.")).to_be_visible()


@WIDTHS
def test_leave_is_recorded_and_taken_back(cast, visit, no_violations, width):
    page = visit(cast.priya, f"/volunteers/{cast.denise.pk}/record-leave/", width=width)
    no_violations(page)
    for group, day in (("First day away", "14"), ("Last day away", "27")):
        boxes = page.get_by_role("group", name=group)
        boxes.get_by_label("Day").fill(day)
        boxes.get_by_label("Month").fill("December")
        boxes.get_by_label("Year").fill("2026")
    page.get_by_role("button", name="Save these days").click()
    expect(page.get_by_role("heading", name="No contact falls into these days")).to_be_visible()
    no_violations(page)
    page.goto(f"/volunteers/{cast.denise.pk}/")
    expect(page.get_by_text("Sun 27 Dec 2026")).to_be_visible()
    page.get_by_role("button", name="Take back").click()
    expect(page.get_by_text("Days away appear here.")).to_be_visible()
    page.get_by_role("link", name="People supported").click()
    no_violations(page)


@WIDTHS
def test_a_volunteer_reads_their_own_details(cast, visit, no_violations, width):
    page = visit(cast.joan_member, "/my-details/", width=width)
    expect(
        page.get_by_text("Enhanced check ran out on 1 October 2026. Ask your coordinator about it.")
    ).to_be_visible()
    no_violations(page)
