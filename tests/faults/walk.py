"""A walk through every page as members of every role, keeping what must hold no canary: addresses and error pages."""

import re
from dataclasses import replace
from uuid import UUID, uuid4

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.cast import PASSWORD
from tests.faults.browser import Answer, Browser
from tests.faults.k2_web import fill, log_page
from tests.faults.stage import Stage
from tests.house.whose import FURTHER, owner_of

NOBODY = UUID(int=7)
ADDRESSES = re.compile(r"(?:href|src|action)=[\"']([^\"']*)")


class Walk:
    def __init__(self, stage: Stage):
        self.stage, self.pages, self.own_name = stage, 0, ""
        self.addresses: set[str] = set()
        self.error_pages: list[str] = []
        self.statuses: dict[int, int] = {}

    def sign_in(self, membership) -> Browser:
        membership.user.refresh_from_db()
        self.own_name = membership.user.name
        return self.stage.browser().sign_in(membership.user.email, PASSWORD)

    def as_member(self, membership, keys: dict) -> None:
        """Every page of ours that is opened with GET, for the row of the scheme."""
        browser = self.sign_in(membership)
        for place in places(keys):
            self.keep(place, browser.get(place))

    def keep(self, place: str, answer: Answer) -> Answer:
        self.pages += 1
        self.statuses[answer.status] = self.statuses.get(answer.status, 0) + 1
        self.addresses |= {place, answer.place, *asked_for(answer.body)}
        if answer.status >= 400 and answer.status not in (405, 422):
            # Who is signed in may read their own name on top of every page.
            self.error_pages.append(answer.body.replace(self.own_name, ""))
        return answer

    def log(self, membership, relationship, note: str) -> None:
        """An entry with a worry, so that messages go to the staff."""
        browser = self.sign_in(membership)
        entry = fill(browser, relationship) | {"note": note, "worried": "yes", "once": str(uuid4())}
        answer = self.keep(log_page(relationship), browser.post(log_page(relationship), entry))
        assert answer.status == 302, answer.status

    def errors(self, membership, word: str) -> None:
        """No such page, a character no database takes, a form from elsewhere."""
        browser = self.sign_in(membership)
        self.keep("/nowhere/", browser.get("/nowhere/"))
        self.keep("/people/", browser.get("/people/?page=%00"))
        self.keep("/referrals/new/", browser.post("/referrals/new/", {"last_name": word}))

    def broken_service(self, browser: Browser, relationship, note: str) -> None:
        """The database is down: pages and a form with words in it."""
        self.keep("/people/", browser.get("/people/"))
        place = log_page(relationship)
        answer = browser.post(place, {"note": note, **browser.tokens})
        # The page of a service that is away gives back what was typed, to whoever has just typed it and nobody else.
        assert answer.body.count(note) == 1, answer.body
        self.keep(place, replace(answer, body=answer.body.replace(note, "")))


def asked_for(body: str) -> set[str]:
    """Addresses that a browser would ask somebody for; a telephone number or e-mail address to tap is none."""
    return {place for place in ADDRESSES.findall(body) if not place.startswith(("mailto:", "tel:"))}


def places(keys: dict) -> list[str]:
    patterns = [found for found in _patterns(get_resolver().url_patterns) if _opens(found)]
    return [_address(found, keys) for found in patterns]


def _patterns(patterns) -> list[URLPattern]:
    found = []
    for pattern in patterns:
        found += _patterns(pattern.url_patterns) if isinstance(pattern, URLResolver) else [pattern]
    return found


def _opens(pattern: URLPattern) -> bool:
    view = getattr(pattern.callback, "view_class", None)
    return bool(getattr(view, "permission", None)) and view.http_method_names != ["post"]


def _address(pattern: URLPattern, keys: dict) -> str:
    taken = pattern.pattern.converters
    if not taken:
        return reverse(pattern.name)
    values = {"pk": keys.get(owner_of(pattern.name), NOBODY), **FURTHER.get(pattern.name, {})}
    return reverse(pattern.name, kwargs={name: values.get(name, NOBODY) for name in taken})
