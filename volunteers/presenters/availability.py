"""When, how and how far; and days away as a table."""

from datetime import date

from django.urls import reverse

from peersupport.core.presenters import Action, Cell, Column, Fact, Row, Table, Tag
from peersupport.core.templatetags.words import count, day
from volunteers.choices import DAYS, MODES, PARTS
from volunteers.models import Leave
from volunteers.selectors.volunteers import Record


def facts(record: Record) -> list[Fact]:
    """What matching reads of somebody's time and ways."""
    who = record.volunteer
    most = f"{who.most_people} at most" if who.most_people is not None else "As many as the role allows"
    lines = (
        ("Free", week(who.times)),
        ("Contact by", ", ".join(dict(MODES).get(code, code) for code in who.modes)),
        ("Speaks", ", ".join(record.languages)),
        ("Travels", travels(who.travel_miles)),
        ("Supports at once", most),
        ("Contacts a week", f"{who.most_contacts_a_week} at most"),
        *([("People of", ", ".join(record.practices))] if record.practices else []),
    )
    return [Fact(key, value or "Not known") for key, value in lines]


def week(times) -> str:
    """ "Monday morning and afternoon. Friday evening"."""
    days = []
    for code, name in DAYS:
        parts = [words for part, words in PARTS if f"{code}-{part}" in times]
        if parts:
            days.append(f"{name} {' and '.join(parts)}")
    return ". ".join(days)


def travels(miles: int | None) -> str:
    if miles is None:
        return "Any distance"
    return f"Up to {count(miles, 'mile')}" if miles else "Does not travel"


def leave(record: Record, *, on: date, works: bool, mine: bool = False) -> Table:
    """From the newest. `works`: this person may end it; `mine`: on the volunteer's own page."""
    ends = any(row.ends_on >= on for row in record.leave) and works
    columns = [Column("Away from"), Column("To"), Column("Why"), Column("State")]
    rows = [_row(row, on, ends, "-mine" if mine else "") for row in record.leave]
    return Table("Days away", [*columns, Column("Do", hidden=True)] if ends else columns, rows)


def _row(row: Leave, on: date, ends: bool, mine: str) -> Row:
    cells = [
        Cell(day(row.starts_on)),
        Cell(day(row.ends_on), label="To", full=True),
        Cell(row.get_reason_display() or "Not said", label="Why", quiet=not row.reason, full=True),
        Cell(tags=[state(row, on)]),
    ]
    return Row([*cells, Cell(actions=_actions(row, on, mine), full=True)] if ends else cells)


def state(row: Leave, on: date) -> Tag:
    if row.ends_on < on:
        return Tag("Over")
    return Tag("Away now", "yellow") if row.starts_on <= on else Tag("Planned", "blue")


def _actions(row: Leave, on: date, mine: str) -> tuple[Action, ...]:
    if row.ends_on < on:
        return ()
    words = "Back from today" if row.starts_on < on else "Take back"
    hidden = f"leave from {day(row.starts_on)}"
    change = Action("Change", reverse(f"leave-change{mine}", args=[row.pk]), hidden)
    end = Action(words, reverse(f"leave-end{mine}", args=[row.pk]), hidden, post=True)
    plans = Action("Plans in these days", reverse("leave-plans", args=[row.pk]), hidden)
    return (change, end) if mine else (plans, change, end)
