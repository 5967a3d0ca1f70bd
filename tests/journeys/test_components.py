"""The components page in a real browser, at three widths, with everything open."""

import pytest
from playwright.sync_api import expect


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_every_component_is_accessible_and_fits_the_screen(visit, no_violations, width):
    page = visit(None, "/components/", width=width)
    page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
    no_violations(page)


def test_every_component_is_there_without_script(visit):
    page = visit(None, "/components/", width=390, javascript=False)
    expect(page.get_by_role("link", name="Reports")).to_be_visible()
    expect(page.get_by_label("Spreadsheet").first).to_be_visible()


def test_the_menu_folds_on_a_phone_when_scripts_run(visit):
    page = visit(None, "/components/", width=390)
    page.get_by_role("button", name="Browse More").click()
    expect(page.get_by_role("link", name="Reports")).to_be_visible()


def test_on_paper_there_is_no_menu_and_no_button(visit):
    page = visit(None, "/components/", width=1280)
    page.emulate_media(media="print")
    assert [page.locator(what).first.is_visible() for what in ("nav", ".nhsuk-button", ".app-table")] == [
        False,
        False,
        True,
    ]
