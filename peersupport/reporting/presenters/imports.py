"""Words of an import: what would be taken or was, and what comes back."""

from collections.abc import Iterable

from django.urls import reverse

from peersupport.core.presenters import Cell, Column, Row, Table
from peersupport.core.templatetags.words import clock_time, count, day
from peersupport.reporting.choices import TAKEN
from peersupport.reporting.models import ImportRun
from peersupport.reporting.selectors.import_runs import Found

NAMES = {"practices": "Practices", "volunteers": "Volunteers", "referrals": "Open referrals"}
MOST_SHOWN = 200


def note(run: ImportRun) -> str:
    return f"Uploaded by {run.by_name}, {day(run.uploaded_at)}, {clock_time(run.uploaded_at)}"


def summary(run: ImportRun, found: Iterable[Found]) -> Table:
    columns = [Column("File"), Column("Taken" if run.state == TAKEN else "Would be taken"), Column("Refused")]
    columns.append(Column("Refused rows", hidden=True))
    return Table("What is in the files", columns, [_sheet(run, sheet) for sheet in found])


def _sheet(run: ImportRun, sheet: Found) -> Row:
    address = reverse("imports-refused", kwargs={"pk": run.pk, "kind": sheet.kind})
    file = Cell("Download them", address, hidden=f": refused {sheet.kind}") if sheet.refused else Cell()
    here = f"{sheet.here} of them are here already" if sheet.here else ""
    return Row((
        Cell(NAMES[sheet.kind], full=True),
        Cell(str(sheet.accepted), sub=here, label="Taken"),
        Cell(str(len(sheet.refused)), label="Refused"),
        file,
    ))  # fmt: skip


def lines(found: Iterable[Found]) -> list[tuple[str, Table]]:
    """A heading and a table for each sheet with refused rows, and for each with warnings."""
    return [
        (f"{NAMES[sheet.kind]}: {count(len(rows), 'row')} {what}", _lines(NAMES[sheet.kind], rows))
        for sheet in found
        for what, rows in (("refused", sheet.refused), ("taken with a warning", sheet.warned))
        if rows
    ]


def _lines(name: str, rows) -> Table:
    columns = [Column("Row"), Column("Who"), Column("Why")]
    shown = [Row((Cell(f"Row {r.row}", nowrap=True), Cell(r.who, full=True), Cell(r.reason, full=True)))
             for r in rows[:MOST_SHOWN]]  # fmt: skip
    return Table(name, columns, shown)


def new_rows(found: Iterable[Found]) -> int:
    return sum(sheet.accepted - sheet.here for sheet in found)
