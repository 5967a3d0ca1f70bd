"""A clinician refers, a coordinator accepts, the clinician sees what became of it."""

import pytest
from playwright.sync_api import Page, expect

from programmes.models import Referral
from tests.journeys.conftest import DESK, PHONE

WIDTHS = pytest.mark.parametrize("width", [PHONE, DESK])


def fill_in(page: Page) -> None:
    page.get_by_label("NHS number", exact=True).fill("654 100 3238")
    page.get_by_label("First name").fill("Amina")
    page.get_by_label("Last name").fill("Yusuf")
    page.get_by_label("Day").fill("31")
    page.get_by_label("Month").fill("2")
    page.get_by_label("Year", exact=True).fill("1988")
    page.get_by_label("Phone number").fill("01632 960 777")
    page.get_by_label("COPD").check()
    page.get_by_label("Reason for referral").fill("Newly diagnosed")
    page.get_by_label("we may contact them").check()
    page.get_by_label("the referrer and their practice hear").check()


@WIDTHS
def test_from_the_referral_to_the_waiting_list_and_back(cast, visit, no_violations, width):
    page = visit(cast.whitlock, "/referrals/new/", width=width)
    no_violations(page)
    fill_in(page)
    page.get_by_role("button", name="Send referral").click()

    # 31 February: said twice, and the summary leads to the box.
    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("Date of birth must be a real date")
    no_violations(page)
    summary.get_by_role("link").click()
    expect(page.get_by_label("Day")).to_be_focused()
    expect(page.get_by_label("Reason for referral")).to_have_value("Newly diagnosed")
    page.get_by_label("Day").fill("9")
    page.get_by_role("button", name="Send referral").click()

    referral = Referral.objects.of(cast.scheme).get()
    expect(page.get_by_role("heading", level=1)).to_have_text("Referral sent")
    expect(page.get_by_text(referral.reference)).to_be_visible()
    no_violations(page)

    desk = visit(cast.priya, "/referrals/", width=width)
    no_violations(desk)
    desk.get_by_role("link", name="Amina Yusuf").click()
    no_violations(desk)
    desk.get_by_role("button", name="Accept").click()
    expect(desk.get_by_role("alert")).to_contain_text("Amina Yusuf is on the waiting list")
    no_violations(desk)

    page.get_by_role("link", name="My referrals").first.click()
    expect(page.get_by_role("row", name="Amina Yusuf")).to_contain_text("Waiting list")
    no_violations(page)


@WIDTHS
def test_a_possible_duplicate_is_looked_at_before_it_is_joined(cast, visit, no_violations, width):
    page = visit(cast.whitlock, "/referrals/new/", width=width)
    fill_in(page)
    page.get_by_label("NHS number", exact=True).fill("")
    page.get_by_label("No NHS number?").select_option("It is not known")
    page.get_by_label("Last name").fill("Ellis")
    for box, value in (("Day", "4"), ("Month", "3")):
        page.get_by_label(box).fill(value)
    page.get_by_label("Year", exact=True).fill("1959")
    page.get_by_role("button", name="Send referral").click()

    referral = Referral.objects.of(cast.scheme).get()
    desk = visit(cast.priya, f"/referrals/{referral.pk}/", width=width)
    expect(desk.get_by_role("heading", name="Perhaps already here")).to_be_visible()
    desk.get_by_role("button", name="Accept").click()
    expect(desk.get_by_role("alert")).to_contain_text("Say whether this is the same person")
    no_violations(desk)
    desk.get_by_label("Somebody else, not on record").check()
    desk.get_by_role("button", name="Accept").click()
    expect(desk.get_by_role("alert")).to_contain_text("Amina Ellis is on the waiting list")


@WIDTHS
@pytest.mark.parametrize(
    "place", ["/waiting-list/", "/cohorts/", "/referrals/?state=accepted", "/referrals/new/"]
)
def test_the_other_pages_of_the_desk_are_accessible(cast, visit, no_violations, width, place):
    no_violations(visit(cast.maria, place, width=width))
