"""Words of the register of checks, and of the pages about one check."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import capfirst

from peersupport.core.presenters import Action, Cell, Column, Event, Fact, Link, Row, Stat, Table, Tag
from peersupport.core.templatetags.words import day
from volunteers.models import Check, CheckLook
from volunteers.presenters.checks import state as in_words
from volunteers.selectors.checks import SOON_DAYS
from volunteers.selectors.checks_register import Line, State

COLUMNS = ("Volunteer", "Check", "Issued, and seen by", "Renew by", "State", "Coordinator")
EDGES = {"missing": "blue", "over": "orange"}


def crumbs() -> list[Link]:
    return [Link("Today", reverse("today")), Link("Volunteers", reverse("volunteers"))]


def stats(found: dict[State, int]) -> list[Stat]:
    """Four numbers, each the list behind it."""
    words: dict[State, str] = {
        "missing": "missing",
        "over": "run out",
        "soon": f"to renew within {SOON_DAYS} days",
        "in date": "in date",
    }
    return [
        Stat(found[state], text, href=_list(state), alert=state == "over" and found[state] > 0)
        for state, text in words.items()
    ]


def _list(state: str) -> str:
    return f"{reverse('checks')}?{urlencode({'state': state})}"


def everybody() -> Action:
    return Action("Show all checks", reverse("checks"))


def export(query: str) -> Link:
    """The spreadsheet of what is on the screen."""
    return Link("This list as a spreadsheet (CSV)", f"{reverse('checks-export')}?{query}".rstrip("?"))


def table(lines: Sequence[Line], *, on: date, works: bool) -> Table:
    columns = [Column(words) for words in COLUMNS] + ([Column("Do", hidden=True)] if works else [])
    return Table("Checks, the most urgent first", columns, [_row(line, on, works) for line in lines])


def _row(line: Line, on: date, works: bool) -> Row:
    who, check, roles = line.volunteer, line.check, ", ".join(role.name for role in line.roles)
    owner = who.coordinator.user.name if who.coordinator else ""
    cells = (
        Cell(who.name, reverse("volunteers-detail", args=[who.pk]), sub=roles, full=True),
        Cell(_asked(line), sub=_number(check), label="Check", full=True),
        _seen(check),
        Cell(day(check.renew_by_on) if check else "", label="Renew by" if check else "", full=True),
        Cell(tags=[_state(check, on)], full=True, nowrap=True),
        Cell(owner or "Nobody yet", label="Coordinator", quiet=not owner, full=True),
    )
    do = [Cell(actions=_do(line), full=True)] if works else []
    return Row((*cells, *do), edge=EDGES.get(line.state, ""))


def _state(check: Check | None, on: date) -> Tag:
    return in_words(check.renew_by_on, on) if check else Tag("Missing", "blue")


def _asked(line: Line) -> str:
    """Of a check what it is, of a missing one what to ask for."""
    if line.check is None:
        return capfirst(line.roles[0].check_asked)
    return what(line.check)


def what(check: Check) -> str:
    """ "Enhanced, workforce: adults"."""
    level = check.get_level_display()
    return level if check.level == "basic" else f"{level}, workforce: {check.get_workforce_display().lower()}"


def _number(check: Check | None) -> str:
    if check is None:
        return ""
    service = ". On the Update Service" if check.on_update_service else ""
    return f"{check.number or 'Number not written down'}{service}"


def _seen(check: Check | None) -> Cell:
    if check is None:
        return Cell("")
    return Cell(day(check.issued_on), sub=check.seen_by or "Not known who saw it", label="Issued", full=True)


def _do(line: Line) -> list[Action]:
    """Look it up where the volunteer has agreed to it, else record the certificate; nothing while it is in date."""
    if line.check and line.check.on_update_service:
        return [
            Action("Look it up", reverse("checks-look", args=[line.check.pk]), hidden=line.volunteer.name)
        ]
    if line.state == "in date":
        return []
    place = reverse("volunteers-record-check", args=[line.volunteer.pk])
    return [Action("Record check", place, hidden=line.volunteer.name)]


def facts(check: Check, *, on: date) -> list[Fact]:
    """One check, as the pages about it show it."""
    return [
        Fact("Check", what(check)),
        Fact("Issued", day(check.issued_on)),
        Fact("Number", check.number or "Not written down"),
        Fact("Seen by", check.seen_by or "Not known"),
        Fact("Renew by", day(check.renew_by_on), tags=(in_words(check.renew_by_on, on),)),
    ]


def looks(rows: Iterable[CheckLook]) -> list[Event]:
    """Every time the Update Service was asked."""
    words = {True: "Still current", False: "Not current any more"}
    return [
        Event(
            day(row.looked_on),
            f"{words[row.still_counts]}. Looked up by {row.looked_by.user.name}",
            row.looked_on,
        )
        for row in rows
    ]
