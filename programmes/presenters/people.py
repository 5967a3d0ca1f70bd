"""Words and colours of the list of people."""

from collections.abc import Sequence
from datetime import date

from django.http import QueryDict
from django.urls import reverse

from peersupport.core.presenters import Action, Cell, Column, Row, Table, Tag
from peersupport.core.templatetags.words import count, day
from programmes.choices import ENDED, SUPPORTED, UNSOUGHT, WAITING
from programmes.selectors.people import Counts, Line

STATES = {
    SUPPORTED: Tag("Supported", "green"), WAITING: Tag("Waiting"), UNSOUGHT: Tag("No single peer", "white"),
    ENDED: Tag("Ended", "white"),
}  # fmt: skip
COLUMNS = (
    ("Person", "name"),
    ("Practice", ""),
    ("State", ""),
    ("Supported by", ""),
    ("Since", "since"),
    ("Next contact", "next"),
)


def summary(counts: Counts) -> str:
    """`312 people. 43 waiting, 210 supported, 2 to have no single peer, 57 ended`."""
    if not counts.everybody:
        return ""
    parts = (
        f"{counts.waiting} waiting",
        f"{counts.supported} supported",
        *([f"{counts.unsought} to have no single peer"] if counts.unsought else []),
        f"{counts.ended} ended",
    )
    return f"{count(counts.everybody, 'person', 'people')}. {', '.join(parts)}"


def everybody() -> Action:
    return Action("Show everybody", reverse("people"))


def new_referrals() -> Action:
    return Action("See new referrals", reverse("referrals"))


def table(lines: Sequence[Line], *, sort: str, query: QueryDict, on: date) -> Table:
    words = next((text for text, key in COLUMNS if key == sort), "age")
    columns = [
        Column(text, sort="ascending" if key == sort else "", href=_sorted(query, key) if key else "")
        for text, key in COLUMNS
    ]
    return Table(f"People, sorted by {words.lower()}", columns, [_row(line, on) for line in lines])


def _sorted(query: QueryDict, key: str) -> str:
    """The same list in another order, from its first page."""
    changed = query.copy()
    changed.pop("page", None)
    changed["sort"] = key
    return f"?{changed.urlencode()}"


def _row(line: Line, on: date) -> Row:
    called = f"{line.full_name}, " if line.full_name != line.name else ""
    born = f"{line.born_on.day} {line.born_on:%b %Y}"
    state = Tag("Has died") if line.died else STATES[line.state]
    late = [Tag(f"Late, {count(line.days_late, 'day')}", "orange")] if line.days_late else []
    cells = (
        Cell(line.name, reverse("people-detail", args=[line.key]), sub=f"{called}{line.age}, born {born}"),
        Cell(line.practice or "Not known", quiet=not line.practice, full=True),
        Cell(tags=[state]),
        Cell(
            line.supporter or "Nobody now",
            sub=line.role,
            quiet=not line.supporter,
            label="By" if line.supporter else "",
            full=True,
        ),
        _dated("Since", day(line.since_on), sub=_waited(line, on)),
        _dated("Next contact", _next(line), tags=late),
    )
    return Row(cells, edge="orange" if late else "")


def _dated(label: str, words: str, **more) -> Cell:
    """A label without a day would read as a question on a phone."""
    return Cell(words, label=label if words else "", full=True, nowrap=True, **more)


def _waited(line: Line, on: date) -> str:
    return count((on - line.since_on).days, "day") if line.state == WAITING and line.since_on else ""


def _next(line: Line) -> str:
    """A contact that may still be logged in time is still the next one."""
    return day(line.next_on if line.days_late else line.open_on)
