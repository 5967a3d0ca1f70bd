"""What was decided about a person, in words."""

from collections.abc import Sequence

from django.utils import timezone

from matching.choices import ACCEPTED, CHANGED, KEEP_WAITING, MATCH, NO_SINGLE, SEEK_AGAIN, TRY_ANOTHER
from matching.selectors.decisions import Decided
from peersupport.core.presenters import Cell, Column, Row, Table
from peersupport.core.templatetags.words import clock_time, day

SAID = {
    MATCH: "Matched",
    TRY_ANOTHER: "Not this one",
    KEEP_WAITING: "To keep waiting",
    NO_SINGLE: "No single peer",
    SEEK_AGAIN: "A single peer is sought again",
    ACCEPTED: "Proposal accepted, to get to know each other",
    CHANGED: "Not proposed any more: somebody else is",
}


def table(found: Sequence[Decided]) -> Table | None:
    """The newest first; None before anything was decided."""
    columns = [Column(words) for words in ("Decided", "About", "Why", "By")]
    return Table("What was decided, newest first", columns, [_row(one) for one in found]) if found else None


def _row(one: Decided) -> Row:
    at = timezone.localtime(one.at)
    return Row((
        Cell(SAID[one.what], sub=f"{day(at.date())}, {clock_time(at)}", full=True),
        Cell(one.volunteer or "Nobody in particular", label="About", quiet=not one.volunteer, full=True),
        Cell(one.why, label="Why", full=True),
        Cell(one.by, label="By", full=True),
    ))  # fmt: skip
