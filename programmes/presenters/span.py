"""Words of the span of coordinators."""

from collections.abc import Iterable

from django.urls import reverse

from peersupport.core.presenters import Cell, Column, Row, Table, Tag
from peersupport.core.templatetags.words import count
from programmes.selectors.span import MOST, SAFE, SpanLine
from volunteers.selectors.supervision import IN_GROUPS, NOBODY, OVERDUE

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
    place = _places(line)
    return Row((
        Cell(name, tags=[] if line.supervisor else [Tag("Name somebody", "orange")], full=True),
        Cell(str(line.volunteers), place["volunteers"], hidden=f"volunteers of {name}", label="Volunteers"),
        Cell(str(line.in_groups), place["groups"], hidden=f"next in a group of {name}", label="Next in a group"),
        Cell(str(line.overdue), place["overdue"], hidden=f"overdue of {name}", label="Overdue"),
        Cell(str(line.people), place["board"], hidden=f"people supported of {name}", label="People supported"),
        Cell(str(line.free), place["free"], hidden=f"free places of {name}", label="Free places"),
        Cell(more(line), tags=tags(line), label="Free for more", full=True),
    ), "" if line.supervisor else "orange")  # fmt: skip


def _places(line: SpanLine) -> dict[str, str]:
    """The lists that the numbers count; of those whom nobody supervises only the first."""
    due, board = reverse("supervision"), reverse("volunteers")
    if line.supervisor is None:
        return {
            "volunteers": f"{due}?show={NOBODY}",
            **dict.fromkeys(("groups", "overdue", "board", "free"), ""),
        }
    own = f"?supervisor={line.supervisor.pk}"
    return {
        "volunteers": due + own,
        "groups": f"{due}{own}&show={IN_GROUPS}",
        "overdue": f"{due}{own}&show={OVERDUE}",
        "board": board + own,
        "free": f"{board}{own}&show=free",
    }


def more(line: SpanLine) -> str:
    return count(line.more, "volunteer") if line.supervisor else "Not counted"


def tags(line: SpanLine) -> list[Tag]:
    if line.supervisor and line.volunteers > MOST:
        return [Tag(f"Over {MOST}", "red")]
    if line.supervisor and line.volunteers >= SAFE:
        return [Tag(f"{SAFE} or more", "yellow")]
    return []
