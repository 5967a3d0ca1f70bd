"""A coordinator brings in the spreadsheets of a scheme: looks first, then takes."""

import pytest
from playwright.sync_api import expect

from programmes.models import Enrolment
from tests.journeys.conftest import DESK, PHONE
from tests.reporting.sheets import sheet


def choose(page, **files: bytes) -> None:
    for kind, data in files.items():
        page.set_input_files(
            f"input[name={kind}]", {"name": f"{kind}.csv", "mimeType": "text/csv", "buffer": data}
        )
    page.get_by_role("button", name="Look what would be taken").click()


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_coordinator_looks_takes_and_gets_back_what_was_refused(cast, visit, no_violations, width):
    page = visit(cast.priya, "/imports/new/", width=width)
    no_violations(page)
    choose(
        page,
        volunteers=sheet("volunteers", {}, {"Ref": "V2", "Role": "wizard"}),
        referrals=sheet("referrals", {}),
    )
    expect(page.get_by_role("heading", level=1)).to_have_text("Look before you take")
    expect(page.get_by_text("role not known")).to_be_visible()
    no_violations(page)

    page.get_by_role("button", name="Take 2 rows").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Import taken")
    no_violations(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download them").click()
    assert download.value.suggested_filename == "refused-volunteers.csv"
    assert Enrolment.objects.of(cast.scheme).filter(patient__last_name="Moss").count() == 1


def test_a_wrong_file_is_said_in_a_sentence(cast, visit, no_violations):
    page = visit(cast.priya, "/imports/new/")
    choose(page, referrals=b"Date,DOB\n")
    expect(page.get_by_role("alert")).to_contain_text("referrals.csv: columns are missing: Referred by")
    expect(page).to_have_title("Error: Import – Peer support")
    no_violations(page)


def test_it_works_without_javascript(cast, visit):
    page = visit(cast.priya, "/imports/new/", javascript=False)
    choose(page, volunteers=sheet("volunteers", {}))
    page.get_by_role("button", name="Take 1 row").click()
    expect(page.get_by_text("There is nothing new to take")).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_have_text("Import taken")
