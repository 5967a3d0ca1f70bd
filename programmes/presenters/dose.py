"""Planned against delivered contacts as a small table."""

from collections.abc import Iterable

from peersupport.core.presenters import Cell, Column, Row, Table
from programmes.selectors.dose import Dose


def table(found: Iterable[Dose]) -> Table:
    rows = list(found)
    names = ("planned", "due", "held", "minutes")
    total = Dose("All", *(sum(getattr(row, name) for row in rows) for name in names))
    columns = [Column(words) for words in ("Phase", "Planned", "Due by now", "Held", "Minutes")]
    return Table("Planned and held contacts by phase", columns, [_row(row) for row in [*rows, total]])


def _row(dose: Dose) -> Row:
    return Row((
        Cell(dose.phase),
        Cell(str(dose.planned), label="Planned", number=True),
        Cell(str(dose.due), label="Due by now", number=True),
        Cell(str(dose.held), label="Held", number=True),
        Cell(str(dose.minutes), label="Minutes", number=True),
    ))  # fmt: skip
