"""A claim in a real browser: a journey and a receipt on a phone, approved at a desk, paid."""

import pytest
from django.urls import reverse

from tests.journeys.menus import to_page
from tests.volunteers.claiming import A_PDF, begin, drive, sent_claim, set_a_rate, spend
from volunteers.models import Claim

PHONE, DESK = 390, 1280


def fill_day(page) -> None:
    for name, value in (("Day", "20"), ("Month", "11"), ("Year", "2026")):
        page.get_by_label(name, exact=True).fill(value)


def add_a_journey(page, no_violations) -> None:
    page.get_by_role("button", name="Add a journey by car").click()
    page.get_by_role("button", name="Add this journey").click()
    page.get_by_role("link", name="Enter the miles").wait_for()
    no_violations(page)
    fill_day(page)
    page.get_by_label("From").fill("Home")
    page.get_by_label("To", exact=True).fill("Harton library")
    page.get_by_label("Miles").fill("7.5")
    page.get_by_label("A contact with somebody I support").check()
    page.get_by_role("button", name="Add this journey").click()


def add_a_cost(page, no_violations) -> None:
    page.get_by_role("button", name="Add a cost with a receipt").click()
    no_violations(page)
    fill_day(page)
    page.get_by_label("What kind of cost?").select_option("parking")
    page.get_by_label("What was it?").fill("Car park")
    page.get_by_label("How much did you pay?").fill("2.20")
    page.get_by_label("A contact with somebody I support").check()
    receipt = {"name": "IMG 1.pdf", "mimeType": "application/pdf", "buffer": A_PDF}
    page.locator("input[type=file]").set_input_files(receipt)
    page.get_by_role("button", name="Add this cost").click()


def test_a_claim_with_a_receipt_is_approved_and_paid(visit, cast, no_violations):
    set_a_rate(cast)
    page = visit(cast.denise_member, "/my-people/", width=PHONE)
    to_page(page, "Claims")
    no_violations(page)
    page.get_by_role("button", name="Make a claim").click()
    no_violations(page)
    add_a_journey(page, no_violations)
    add_a_cost(page, no_violations)
    page.get_by_text("£5.58").wait_for()
    page.get_by_label("Miles claimed from other organisations").fill("0")
    no_violations(page)
    page.get_by_role("button", name="Send this claim").click()
    page.get_by_text("Waits for an answer").wait_for()
    no_violations(page)

    desk = visit(cast.priya, "/today/")
    desk.get_by_role("button", name="Look at the claim").click()
    no_violations(desk)
    desk.get_by_role("button", name="Approve £5.58").click()
    desk.get_by_text("is approved").wait_for()
    no_violations(desk)

    office = visit(cast.maria, "/expenses/")
    office.get_by_role("link", name="Mark claims as paid").click()
    office.get_by_label("Reference").fill("PS-2026-11")
    no_violations(office)
    office.get_by_role("button", name="Mark these as paid").click()
    office.get_by_text("£5.58 marked as paid").wait_for()
    page.reload()
    page.get_by_text("reference PS-2026-11").wait_for()
    assert Claim.objects.of(cast.scheme).get().state == "paid"


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_the_pages_are_accessible_and_fit_the_screen(visit, cast, no_violations, width):
    set_a_rate(cast)
    claim = sent_claim(cast)
    draft = begin(cast)
    drive(cast, draft)
    spend(cast, draft)
    page = visit(cast.priya, "/expenses/", width=width)
    no_violations(page)
    for place in (
        reverse("expenses-detail", args=[claim.pk]),
        reverse("expenses-send-back", args=[claim.pk]),
        reverse("volunteers-expenses", args=[cast.denise.pk]),
    ):
        page.goto(place)
        no_violations(page)
    page = visit(cast.maria, "/expenses/rates/", width=width)
    no_violations(page)
    no_violations(visit(cast.denise_member, reverse("expenses-mine", args=[draft.pk]), width=width))
