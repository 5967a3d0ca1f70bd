"""Cells of a CSV that a spreadsheet program will open: text stays text, never a formula."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

# What spreadsheet programs read as the start of a formula or a command.
STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "%", "|")


def safe_cell(value: object) -> str:
    """The value as text; with an apostrophe in front if a program would take it for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(STARTS) else text


def plain_cell(text: str) -> str:
    """The other way round: what `safe_cell` had been given."""
    return text[1:] if text.startswith("'") and text[1:].startswith(STARTS) else text


def csv_lines(columns: Sequence[str], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """A CSV line by line with safe cells, as spreadsheet programs like it: BOM, commas, CRLF."""
    yield "\ufeff" + _line(columns)
    yield from map(_line, rows)


def csv_text(columns: Sequence[str], rows: Iterable[Iterable[object]]) -> str:
    """The same as one text."""
    return "".join(csv_lines(columns, rows))


def _line(cells: Iterable[object]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow([safe_cell(cell) for cell in cells])
    return out.getvalue()
