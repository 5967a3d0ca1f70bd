"""Real Chromium, real server, real database: journeys in the words of those who use the pages.

`visit` opens a page as somebody: `page = visit(cast.priya, "/today/", width=390)`.
`no_violations(page)` runs axe on what is on the screen, with every rule.

A click returns when the answer begins to arrive, not when it is drawn: ask with `expect(…)`, which waits.
`assert ….is_visible()` looks once and fails on a busy machine; tests/house/test_journeys.py refuses it.
"""

import os
import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect

# Playwright's own loop makes Django think it is called from async code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

# The shell is the same browser without windows and bars of its own: half the work.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PHONE, DESK = 390, 1280
# For what is looked for to appear. Costs nothing where all is well, and a machine may be busy with other things.
PATIENCE = 60_000
expect.set_options(timeout=PATIENCE)
HEIGHTS = {PHONE: 844, DESK: 900, 320: 640}


def pytest_collection_modifyitems(items):
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium on this machine; without one the journeys are skipped, but never in CI."""
    found = os.environ.get("CHROMIUM") or next((path for name in NAMES if (path := shutil.which(name))), None)
    if found:
        return found
    if os.environ.get("CI"):
        pytest.fail("no Chromium in CI: apt-get install chromium")
    return pytest.skip("no Chromium: apt-get install chromium (or set CHROMIUM=/path); journeys skipped")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args, chromium):
    return {**browser_type_launch_args, "executable_path": chromium, "args": list(QUIET)}


@pytest.fixture
def cast(transactional_db):
    from tests.cast import enter

    return enter()


@pytest.fixture
def visit(browser, live_server, cast):
    """Open a page of the product, signed in as a member (or as nobody). Errors in the page fail the test."""
    contexts, trouble = [], []

    def open_page(member, path: str, *, width: int = DESK, javascript: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": HEIGHTS[width]},
            base_url=live_server.url,
            java_script_enabled=javascript,
            reduced_motion="reduce",
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        if member is not None:
            context.add_cookies([session_cookie(member, live_server.url)])
        page = context.new_page()
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.on("console", lambda message: _note(message, trouble))
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert trouble == []


def _note(message, trouble: list[str]) -> None:
    """Scripts that fail and anything the content security policy stops; answers such as 422 are meant."""
    if message.type == "error" and "Failed to load resource" not in message.text:
        trouble.append(message.text)


def session_cookie(member, url: str) -> dict:
    client = Client()
    client.force_login(member.user)
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value, "url": url}


AXE = Axe().axe_script
# Only what is wrong comes back: what axe found in order is most of its answer, and nobody reads it.
VIOLATIONS = """async () => {
  const found = await axe.run(document, {resultTypes: ['violations']})
  return found.violations.map((rule) => [rule.id, rule.nodes.slice(0, 3).map((node) => node.html.slice(0, 200))])
}"""
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def look_at(page: Page) -> None:
    """What axe, which is loaded, finds on the screen as it is now, and what reaches out of it."""
    assert page.evaluate(VIOLATIONS) == []
    wide = page.evaluate(TOO_WIDE)
    assert wide == 0, f"the page is {wide} px wider than a screen of {page.viewport_size['width']} px"


@pytest.fixture
def no_violations():
    def check(page: Page) -> None:
        page.wait_for_load_state()
        page.evaluate(AXE)
        look_at(page)

    return check


MENU_IN_ONE_LINE = """() => {
  const shown = [...document.querySelectorAll('.nhsuk-header__navigation-list > li')].filter((li) => li.offsetHeight)
  return new Set(shown.map((li) => Math.round(li.getBoundingClientRect().top / 20))).size <= 1
}"""


# The menu folds what does not fit one frame after the window has changed, and may change again after that.
SOME_FRAMES = """() => new Promise((done) => {
  let left = 6
  const next = () => left-- ? requestAnimationFrame(next) : done()
  next()
})"""


@pytest.fixture
def both_widths(no_violations):
    """The same at the other width too, without loading the page or axe once more."""

    def check(page: Page) -> None:
        no_violations(page)
        back = page.viewport_size
        other = PHONE if back["width"] == DESK else DESK
        page.set_viewport_size({"width": other, "height": HEIGHTS[other]})
        page.evaluate(SOME_FRAMES)
        page.wait_for_function(MENU_IN_ONE_LINE)
        look_at(page)
        page.set_viewport_size(back)

    return check


@pytest.fixture
def walk(visit, both_widths):
    """Open these pages one after the other in one window, and look at each at both widths."""

    def through(member, places: list[str]) -> None:
        page = visit(member, places[0])
        for number, place in enumerate(places):
            if number:
                page.goto(place)
            both_widths(page)

    return through
