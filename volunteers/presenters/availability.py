"""Days away as a table."""

from datetime import date

from django.urls import reverse

from peersupport.core.presenters import Action, Cell, Column, Row, Table, Tag
from peersupport.core.templatetags.words import day
from volunteers.models import Leave
from volunteers.selectors.volunteers import Record


def leave(record: Record, *, on: date, works: bool) -> Table:
    """From the newest. `works`: this person may end it."""
    ends = any(row.ends_on >= on for row in record.leave) and works
    columns = [Column("Away from"), Column("To"), Column("State")]
    rows = [_row(row, on, ends) for row in record.leave]
    return Table("Days away", [*columns, Column("End it", hidden=True)] if ends else columns, rows)


def _row(row: Leave, on: date, ends: bool) -> Row:
    cells = [
        Cell(day(row.starts_on)),
        Cell(day(row.ends_on), label="To", full=True),
        Cell(tags=[state(row, on)]),
    ]
    return Row([*cells, Cell(actions=_actions(row, on))] if ends else cells)


def state(row: Leave, on: date) -> Tag:
    if row.ends_on < on:
        return Tag("Over")
    return Tag("Away now", "yellow") if row.starts_on <= on else Tag("Planned", "blue")


def _actions(row: Leave, on: date) -> tuple[Action, ...]:
    if row.ends_on < on:
        return ()
    words = "Back from today" if row.starts_on < on else "Take back"
    hidden = f"leave from {day(row.starts_on)}"
    return (Action(words, reverse("leave-end", args=[row.pk]), hidden, post=True),)
