"""Messages about a person as a table: which, to whom, and what became of them."""

from collections.abc import Sequence

from django.utils import timezone

from peersupport.core.presenters import Cell, Colour, Column, Row, Table, Tag
from peersupport.core.templatetags.words import clock_time, day
from peersupport.messaging.choices import CANCELLED, EXPIRED, FAILED, SENT, STATES, WAITING
from peersupport.messaging.texts import title
from programmes.selectors.people_messages import Line

COLOURS: dict[str, Colour] = {
    WAITING: "blue", SENT: "green", CANCELLED: "grey", EXPIRED: "yellow", FAILED: "red",
}  # fmt: skip
TO = {
    "patient": "The person",
    "feedback": "The person",
    "volunteer": "Volunteer",
    "supporter": "Volunteer",
    "referrer": "Referrer",
}


def table(lines: Sequence[Line]) -> Table:
    columns = [Column(words) for words in ("Message", "To", "About the day", "When", "State")]
    return Table("Messages, newest first", columns, [_row(line) for line in lines])


def _row(line: Line) -> Row:
    at = timezone.localtime(line.at)
    return Row((
        Cell(title(line.template)),
        Cell(line.to or "Not known", sub=TO.get(line.kind, ""), label="To", full=True),
        Cell(day(line.day) or "No day", quiet=not line.day, label="About", full=True),
        Cell(f"{day(at.date())}, {clock_time(line.at)}", label="When", full=True),
        Cell(tags=[Tag(dict(STATES)[line.state], COLOURS[line.state])], sub=line.why, full=True),
    ))  # fmt: skip
