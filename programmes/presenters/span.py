"""Words of the span of coordinators."""

from collections.abc import Iterable

from django.urls import reverse

from peersupport.core.presenters import Cell, Column, Row, Table, Tag
from peersupport.core.templatetags.words import count
from programmes.selectors.span import MOST, SAFE, SpanLine
from volunteers.selectors.supervision import NOBODY, OVERDUE

COLUMNS = (
    "Coordinator",
    "Volunteers",
    "Next in a group",
    "Overdue",
    "People supported",
    "Free places",
    "Free for more",
)


def table(found: Iterable[SpanLine]) -> Table:
    return Table(
        "Span of each coordinator", [Column(words) for words in COLUMNS], [_row(line) for line in found]
    )


def _row(line: SpanLine) -> Row:
    name = line.supervisor.user.name if line.supervisor else "Nobody"
    place, overdue = _places(line)
    return Row((
        Cell(name, tags=[] if line.supervisor else [Tag("Name somebody", "orange")], full=True),
        Cell(str(line.volunteers), place, hidden=f"volunteers of {name}", label="Volunteers"),
        Cell(str(line.in_groups), label="Next in a group"),
        Cell(str(line.overdue), overdue, hidden=f"overdue of {name}", label="Overdue"),
        Cell(str(line.people), label="People supported"),
        Cell(str(line.free), label="Free places"),
        Cell(more(line), tags=tags(line), label="Free for more", full=True),
    ), "" if line.supervisor else "orange")  # fmt: skip


def _places(line: SpanLine) -> tuple[str, str]:
    """The lists that the numbers count."""
    place = reverse("supervision")
    if line.supervisor is None:
        return f"{place}?show={NOBODY}", ""
    own = f"{place}?supervisor={line.supervisor.pk}"
    return own, f"{own}&show={OVERDUE}"


def more(line: SpanLine) -> str:
    return count(line.more, "volunteer") if line.supervisor else "Not counted"


def tags(line: SpanLine) -> list[Tag]:
    if line.supervisor and line.volunteers > MOST:
        return [Tag(f"Over {MOST}", "red")]
    if line.supervisor and line.volunteers >= SAFE:
        return [Tag(f"{SAFE} or more", "yellow")]
    return []
