"""Running plans before and after a move to the newest version of their taper."""

from collections.abc import Iterable

from django.urls import reverse

from peersupport.core.presenters import Cell, Column, Link, Row, Table, Tag
from peersupport.core.templatetags.words import count, day
from programmes.selectors.retaper import OnOlder


def table(found: Iterable[OnOlder], place: str) -> Table:
    columns = [Column(words) for words in ("Person", "So far", "Contacts to come", "Next contact", "Ends")]
    return Table("Running plans on an older version", columns, [_row(one, place) for one in found])


def _row(one: OnOlder, place: str) -> Row:
    pair, new = one.relationship, one.proposed
    dates = Link("All dates", f"{place}?plan={pair.pk}", f"of {pair.patient.name}")
    before, after = len(one.to_come), len(new.lines)
    left = [] if new.lines else [Tag("Nothing left: stays as it is")]
    person, links = reverse("people-plan", args=[pair.patient_id]), [dates] if after else []
    return Row((
        Cell(pair.patient.name, person, sub=f"with {pair.volunteer.name}", full=True),
        Cell(f"{count(one.had, 'contact')}, version {pair.taper.version}", label="So far", full=True),
        Cell(f"{before} before, {after} after", label="Contacts to come", tags=left, links=links, full=True),
        Cell(_two(_first(one.to_come), new.lines[0].due_on if after else None), label="Next contact", full=True),
        Cell(_two(pair.ends_on, new.lines[-1].due_on if after else None), label="Ends", full=True),
    ))  # fmt: skip


def _first(rows):
    return rows[0].due_on if rows else None


def _two(before, after) -> str:
    if before == after or after is None:
        return day(before) if before else "None"
    return f"{day(before) if before else 'None'} before, {day(after)} after"


def choices(found: Iterable[OnOlder]) -> list[tuple[str, str]]:
    movable = [one.relationship for one in found if one.proposed.lines]
    return [(str(row.pk), f"{row.patient.name}, with {row.volunteer.name}") for row in movable]
