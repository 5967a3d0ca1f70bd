"""Words of whom to invite to a session."""

from collections.abc import Iterable
from datetime import date

from volunteers.models import Volunteer
from volunteers.presenters.supervision import KINDS
from volunteers.selectors.supervision import DueLine

EVERYBODY = "everybody"


def people(lines: Iterable[DueLine], *, on: date) -> list[tuple[Volunteer, str]]:
    """Each with what is due: `Iris Novak: one-to-one by 12 November, overdue`."""
    return [(line.volunteer, f"{line.volunteer.name}{_due(line, on)}") for line in lines]


def _due(line: DueLine, on: date) -> str:
    if line.next_on:
        return f": has a date on {_short(line.next_on)}"
    if line.due is None:
        return ""
    late = ", overdue" if line.is_overdue(on) else ""
    return f": {KINDS[line.due.kind]} by {_short(line.due.on)}{late}"


def _short(value: date) -> str:
    return f"{value.day} {value:%B}"


def whose(mine: int, everybody_there: int) -> list[tuple[str, str]]:
    """Whose volunteers the form offers; nothing to choose when I supervise nobody, or everybody."""
    if mine in (0, everybody_there):
        return []
    return [("", f"Mine ({mine})"), (EVERYBODY, f"Everybody’s ({everybody_there})")]
