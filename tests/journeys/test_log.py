"""A volunteer on a phone: log a contact, save "no answer" in two taps, say that something is wrong."""

import pytest
from playwright.sync_api import expect

from programmes.models import Concern, Contact
from tests.journeys.conftest import DESK, PHONE
from tests.programmes.builders import mondays, tuesdays


@pytest.fixture
def mo(cast):
    """Denise and Mo talk on Mondays; the fourth contact is due today."""
    cast.mo.change(needs=["large-print"], safety="Steep stairs", goal="Walk to her sister")
    return mondays(cast)


@pytest.fixture
def grace(cast):
    """With Grace a contact was never logged."""
    return tuesdays(cast)


def fill_in(page, *, worried: str = "No") -> None:
    page.get_by_label("We talked").check()
    page.get_by_label("How long?").fill("25")
    page.get_by_label("Well").check()
    page.get_by_role("group", name="Are you worried").get_by_label(worried, exact=True).check()
    page.get_by_label("A short note").fill("Back from hospital, feeling stronger.")


def test_a_volunteer_logs_a_contact_on_a_phone_without_javascript(cast, mo, grace, visit):
    page = visit(cast.denise_member, "/my-people/", width=PHONE, javascript=False)
    page.get_by_role("button", name="Log contact").click()
    fill_in(page)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved. Next: Monday 30 November").first).to_be_visible()
    assert Contact.objects.of(cast.scheme).get().note == "Back from hospital, feeling stronger."


def test_no_answer_takes_two_taps(cast, mo, visit):
    page = visit(cast.denise_member, f"/relationships/{mo.pk}/log/", width=PHONE)
    page.get_by_text("No answer? Save it in two taps").click()
    page.get_by_role("button", name="Save no answer").click()
    expect(page.get_by_text("Saved. Try again on Wednesday 25 November").first).to_be_visible()


def test_a_worry_on_a_log_leads_to_999_and_two_questions_and_is_open_already(cast, mo, visit, no_violations):
    page = visit(cast.denise_member, f"/relationships/{mo.pk}/log/", width=PHONE)
    fill_in(page, worried="Yes")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Call 999 first").first).to_be_visible()
    assert Concern.objects.of(cast.scheme).get().state == "raised"
    no_violations(page)
    page.get_by_label("What did you see or hear?").fill("She said there is no food")
    page.get_by_role("group", name="Is anyone in danger").get_by_label("No", exact=True).check()
    page.get_by_role("button", name="Send this worry now").click()
    expect(page.get_by_text("Nobody has acknowledged it yet").first).to_be_visible()
    no_violations(page)


def test_a_session_that_ran_out_loses_nothing_that_was_typed(cast, mo, visit):
    page = visit(cast.denise_member, f"/relationships/{mo.pk}/log/", width=PHONE)
    fill_in(page)
    page.context.clear_cookies()
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_label("E-mail").fill(cast.denise_member.user.email)
    page.get_by_label("Password", exact=True).fill("correct horse battery staple")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_label("A short note")).to_have_value("Back from hospital, feeling stronger.")
    page.get_by_role("button", name="Save", exact=True).click()
    assert Contact.objects.of(cast.scheme).get().minutes == 25


@pytest.mark.parametrize("width", [PHONE, DESK, 320])
def test_the_pages_of_a_volunteer_have_no_violations(cast, mo, grace, visit, no_violations, width):
    page = visit(cast.denise_member, "/my-people/", width=width)
    page.get_by_text("Prepare in one minute").click()
    no_violations(page)
    for address in (f"/my-people/{mo.pk}/", f"/relationships/{mo.pk}/no-answer/", "/concerns/new/"):
        page.goto(address)
        no_violations(page)
    page.goto(f"/relationships/{mo.pk}/log/")
    for summary in page.locator("summary").all():
        summary.click()
    no_violations(page)
    page.get_by_label("How long?").fill("half")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Minutes must be a number, like 30").first).to_be_visible()
    no_violations(page)


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_the_pages_of_staff_have_no_violations(cast, mo, grace, visit, no_violations, width, monday):
    from programmes.services import concerns

    by = cast.by(cast.denise_member)
    worry = concerns.raise_concern(by=by, at=monday, words="No food in the house", relationship=mo)
    page = visit(cast.priya, "/contacts/overdue/", width=width)
    no_violations(page)
    for address in ("", f"{worry.pk}/", f"{worry.pk}/decide/"):
        page.goto(f"/concerns/{address}")
        no_violations(page)


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_empty_pages_have_no_violations(cast, visit, no_violations, width):
    no_violations(visit(cast.denise_member, "/my-people/", width=width))
    page = visit(cast.priya, "/contacts/overdue/", width=width)
    no_violations(page)
    page.goto("/concerns/")
    no_violations(page)
