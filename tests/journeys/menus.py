"""The menu: on a phone most of it stands behind "More"."""

from playwright.sync_api import Page

FOLDS_BELOW = 700


def to_page(page: Page, name: str) -> None:
    """Go to a page by the menu, as somebody would."""
    if page.viewport_size["width"] < FOLDS_BELOW:
        page.get_by_role("button", name="Browse More").click()
    page.get_by_role("navigation", name="Menu").get_by_role("link", name=name, exact=True).click()
