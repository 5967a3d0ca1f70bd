"""Links to the pages of a list; the filter stays in the address."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page
from django.http import QueryDict

Item = dict[str, Any]


@dataclass(frozen=True, slots=True)
class PageLinks:
    """What the pagination macro takes."""

    items: list[Item]
    previous: Item | None
    next: Item | None


def address(query: QueryDict | str | None, number: int) -> str:
    """`?q=ann&page=2`: the query with another page."""
    changed = QueryDict(query, mutable=True) if isinstance(query, str | None) else query.copy()
    changed["page"] = str(number)
    return f"?{changed.urlencode()}"


def page_links(page: Page, query: QueryDict | str | None = None) -> PageLinks:
    """Numbers around this page, first and last, with gaps between."""
    paginator = page.paginator
    items = [
        {"ellipsis": True}
        if number == paginator.ELLIPSIS
        else {"number": number, "href": address(query, int(number)), "current": number == page.number}
        for number in paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    ]
    return PageLinks(
        items=items,
        previous={"href": address(query, page.previous_page_number())} if page.has_previous() else None,
        next={"href": address(query, page.next_page_number())} if page.has_next() else None,
    )
