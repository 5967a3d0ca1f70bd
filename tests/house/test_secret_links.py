"""Secret parts of addresses stand below one prefix, so that a proxy can leave it out of its log. Ours does."""

import logging

import pytest
from django.urls import path, re_path

from peersupport.core.logs import HideSecrets
from peersupport.core.secret_links import PREFIX
from tests.house.test_gates import walk

SECRETS = {"token", "key"}


def routes(patterns, before: str = ""):
    """Each page of these patterns with its whole route."""
    for pattern in patterns:
        route = before + str(pattern.pattern).removeprefix("^")
        if hasattr(pattern, "url_patterns"):
            yield from routes(pattern.url_patterns, route)
        else:
            yield route, pattern


def secret(pattern) -> bool:
    regex = pattern.pattern.regex.groupindex
    return bool(SECRETS & set(regex))


def outside(patterns) -> list[str]:
    """Routes with a secret part that are not below the prefix."""
    found = routes(patterns)
    return [route for route, page in found if secret(page) and not route.startswith(PREFIX)]


def written(text: str, *args) -> str:
    record = logging.makeLogRecord({"name": "gunicorn.access", "msg": text, "args": args})
    HideSecrets().filter(record)
    return record.getMessage()


def test_every_route_with_a_secret_part_is_below_the_prefix():
    from peersupport.urls import urlpatterns

    assert outside(urlpatterns) == []
    assert len([route for route, page in routes(urlpatterns) if secret(page)]) == 8


@pytest.mark.parametrize(
    "page", [path("hello/<str:token>/", print), re_path("^reset/(?P<uidb36>.+)-(?P<key>.+)/$", print)]
)
def test_a_secret_elsewhere_is_found(page):
    assert len(outside([page])) == len(walk([page]))


@pytest.mark.parametrize("name", ["joining/abc-1", "password/abc-def", "calendar/0f.ics"])
def test_a_log_line_leaves_the_secret_out(name):
    kind, _, token = name.rpartition("/")
    assert (
        written('"GET %s HTTP/1.1" 200', f"/{PREFIX}{name}") == f'"GET /{PREFIX}{kind}/(secret) HTTP/1.1" 200'
    )
    assert token not in written("Not Found: %s", f"/{PREFIX}{name}/name/")


@pytest.mark.parametrize("query", ["q=Mo+Ellis", "page=2&q=943%20476%205919"])
def test_a_log_line_leaves_the_query_out_because_people_are_searched_by_name_and_number(query):
    line = written(
        '127.0.0.1 "GET %s HTTP/1.1" 200 "%s"', f"/people/?{query}", f"https://host/people/?{query}"
    )
    assert line == '127.0.0.1 "GET /people/?(query) HTTP/1.1" 200 "https://host/people/?(query)"'
