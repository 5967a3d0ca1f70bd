"""Every number that leads to a list counts what stands in that list: all list pages of the demo are opened, and each
number on them is followed.
"""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from urllib.parse import urljoin

import pytest
from django.test import Client
from django.urls import reverse

from peersupport.accounts.models import Membership
from peersupport.accounts.roles import PERMISSIONS
from peersupport.core.presenters import Cell, Filter, Stat
from peersupport.reporting.demo.play import RIVERBANK
from tests.house.test_access import GATED
from tests.house.test_gates import gate

LISTS = [page for page in GATED if not page.pattern.converters]
# Numbers that count something else than lines: words of the number -> how many of it one line of the list has.
ON_A_LINE = {
    "places free": lambda line: line.place.now,
    "place free": lambda line: line.place.now,
    "Free places": lambda line: line.place.now,
    "People supported": lambda line: line.supports,
}


def parts(thing) -> Iterator[Stat | Filter | Cell]:
    """The numbers inside what a page was made of."""
    if isinstance(thing, Stat | Filter | Cell):
        yield thing
    elif isinstance(thing, dict):
        yield from (found for one in thing.values() for found in parts(one))
    elif isinstance(thing, list | tuple):
        yield from (found for one in thing for found in parts(one))
    elif is_dataclass(thing) and type(thing).__module__.endswith("core.presenters"):
        yield from (found for one in fields(thing) for found in parts(getattr(thing, one.name)))


def said(one: Stat | Filter | Cell) -> tuple[object, str]:
    """A number and its words."""
    if isinstance(one, Stat):
        return one.number, one.words
    return (one.count, one.text) if isinstance(one, Filter) else (one.text, one.label)


class Desk:
    """A reader who opens each page once."""

    def __init__(self, name: str):
        reader = Membership.objects.select_related("user").get(user__name=name, scheme__name=RIVERBANK)
        self.client, self.role, self.opened = Client(), reader.role, {}
        self.client.force_login(reader.user)

    def open(self, path: str):
        if path not in self.opened:
            self.opened[path] = self.client.get(path)
        return self.opened[path]


def numbers(desk: Desk, path: str) -> set[tuple[int, str, str]]:
    """(number, words, address of its list) of each number on a page that leads somewhere."""
    answer = desk.open(path)
    found = [one for layer in answer.context or () for one in parts(layer.flatten()) if one.href]
    return {
        (int(str(said(one)[0])), said(one)[1], urljoin(path, one.href))
        for one in found
        if str(said(one)[0]).isdigit()
    }


def length(desk: Desk, place: str, words: str) -> int | None:
    """How many stand in a list, on all its pages; None where there is no list."""
    page = desk.open(place).context.get("page")
    if page is None:
        return None
    count = ON_A_LINE.get(words)
    return sum(count(line) for line in page.paginator.object_list) if count else page.paginator.count


@pytest.mark.parametrize(("name", "least"), [("Priya Nair", 50), ("Tom Okafor", 40)])
def test_every_number_that_leads_to_a_list_is_its_length(demo, name, least):
    desk = Desk(name)
    pages = [reverse(page.name) for page in LISTS if gate(page) in PERMISSIONS[desk.role]]
    found = {(page, *number) for page in pages for number in numbers(desk, page)}
    wrong = [
        (page, words, number, counted)
        for page, number, words, place in sorted(found)
        if (counted := length(desk, place, words)) != number
    ]
    assert wrong == []
    assert len(found) >= least


def test_the_words_above_the_board_count_its_lists(demo):
    desk, place = Desk("Priya Nair"), reverse("volunteers")
    said = desk.open(place).context["summary"]
    by_role = re.search(r"\((.*)\)", said)[1]
    free, missing = f"{place}?show=free", f"{place}?show=missing"
    places = length(desk, free, "places free")
    assert counted(said.replace(by_role, "")) == [length(desk, place, ""), places, length(desk, missing, "")]
    assert sum(counted(by_role)) == places


def counted(words: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", words)]
