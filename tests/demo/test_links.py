"""A walk over the demo: no page offers its reader a link that leads nowhere, or a button that does nothing."""

import re
from collections import Counter

import pytest
from django.test import Client
from django.urls import Resolver404, resolve

from peersupport.accounts.models import Membership
from peersupport.reporting.demo.play import RIVERBANK

LINK = re.compile(r'<a\b[^>]*\bhref="([^"#]+)')
NO_TOKEN = 'name="csrfmiddlewaretoken" value=""'
READERS = ["Priya Nair", "Maria Costa", "Ana Petrov", "Sam Whitlock", "Denise Harper", "Lena Ortiz"]
# Each kind of page is looked at this often: once is enough for links that stand on every one of its rows.
OFTEN = 1


def links(path: str, html: str) -> list[str]:
    """Addresses of the service on a page, as a browser would resolve them."""
    found = [link.replace("&amp;", "&") for link in LINK.findall(html)]
    full = [path.split("?")[0] + link if link.startswith("?") else link for link in found]
    return [link for link in full if link.startswith("/") and not link.startswith("/static/")]


def name_of(path: str) -> str | None:
    try:
        return resolve(path.split("?")[0]).view_name
    except Resolver404:
        return None


def walk(client: Client) -> list[tuple[int, str, str]]:
    """Follow every link from the front page on: the answers that were no page, with the page that offered them."""
    waiting, seen, visits, wrong = [("/", "")], {"/"}, Counter(), []
    while waiting:
        path, offered_by = waiting.pop(0)
        name = name_of(path)
        visits[name] += 1
        if visits[name] > OFTEN:
            continue
        answer = client.get(path, follow=True)
        if answer.status_code != 200:
            wrong.append((answer.status_code, path, offered_by))
        elif answer["Content-Type"].startswith("text/html"):
            html = answer.content.decode()
            wrong += [(403, "a button without its token", path)] if NO_TOKEN in html else []
            new = [link for link in links(path, html) if link not in seen]
            seen.update(new)
            waiting += [(link, path) for link in dict.fromkeys(new)]
    assert len(visits) > 5, "the walk did not get anywhere"
    return wrong


@pytest.mark.parametrize("name", READERS)
def test_no_link_leads_nowhere(demo, name):
    reader = Membership.objects.get(user__name=name, scheme__name=RIVERBANK)
    client = Client()
    client.force_login(reader.user)
    assert walk(client) == []
