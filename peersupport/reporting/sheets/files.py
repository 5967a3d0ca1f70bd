"""From the bytes of a file to its records. A record keeps its number as a spreadsheet shows it."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from peersupport.core.csv_cells import plain_cell
from peersupport.reporting.sheets.errors import SheetRefused

LARGEST = 5 * 1024 * 1024
MOST_RECORDS = 20_000
LONGEST_CELL = 10_000
SAVE_AS = "In your spreadsheet program choose “Save as” and “CSV UTF-8 (comma separated)”."


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a sheet. `row` counts records, the header is row 1; `trouble`: why it cannot be read."""

    row: int
    cells: dict[str, str]
    trouble: str = ""

    def __getitem__(self, column: str) -> str:
        return self.cells[column]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The columns as they stand in the file, and its records that are not empty."""

    columns: tuple[str, ...]
    records: tuple[Record, ...]


def read(data: bytes, *, name: str, columns: Sequence[str], is_ours: bool = False) -> Sheet:
    """Read a CSV that has at least these columns, in any order. Raises SheetRefused.

    `is_ours`: it was read before, and may have grown by the reasons that we wrote into it.
    """
    if len(data) > LARGEST and not is_ours:
        raise SheetRefused(f"{name} is larger than 5 MB. Split it and import one after another.")
    text = _decode(data, name)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise SheetRefused(
            f"{name} could not be read as CSV ({error}). Look for a quotation mark that is not closed."
        ) from None
    if not lines:
        raise SheetRefused(f"{name} is empty. It needs a first row with the names of the columns.")
    header = _header(lines[0], name, columns)
    if len(lines) - 1 > MOST_RECORDS:
        raise SheetRefused(
            f"{name} has more than {MOST_RECORDS:,} rows. Split it and import one after another."
        )
    return Sheet(tuple(header), tuple(_records(header, lines[1:])))


def _decode(data: bytes, name: str) -> str:
    if not data.strip():
        raise SheetRefused(f"{name} is empty. Choose the file again.")
    if data.startswith(b"PK\x03\x04"):
        raise SheetRefused(f"{name} is a spreadsheet, not a CSV file. {SAVE_AS}")
    if b"\x00" in data:
        raise SheetRefused(f"{name} is not a CSV file: it has characters that no text has. {SAVE_AS}")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SheetRefused(f"{name} is not saved as UTF-8, so names would be misspelt. {SAVE_AS}") from None


def _header(cells: list[str], name: str, columns: Sequence[str]) -> list[str]:
    """The names of the columns, spelt as we do where they are ours."""
    ours = {column.lower(): column for column in columns}
    header = [ours.get(cell.strip().lower(), cell.strip()) for cell in cells]
    missing = [column for column in columns if column not in header]
    if len(missing) == len(columns):
        raise SheetRefused(
            f"{name} is not the CSV file we expect: its first row has no column that we know. {SAVE_AS}"
        )
    if missing:
        noun = "a column is" if len(missing) == 1 else "columns are"
        raise SheetRefused(
            f"{name}: {noun} missing: {', '.join(missing)}. Add what is missing and try again."
        )
    twice = next((column for column in columns if header.count(column) > 1), None)
    if twice:
        raise SheetRefused(f"{name} has the column {twice} twice. Remove one of them.")
    return header


def _records(header: list[str], lines: list[list[str]]) -> Iterator[Record]:
    for row, line in enumerate(lines, 2):
        cells = [plain_cell(cell.strip()) for cell in line]
        if any(cells):
            filled = cells + [""] * (len(header) - len(cells))
            yield Record(row, dict(zip(header, filled, strict=False)), _trouble(cells, len(header)))


def _trouble(cells: list[str], columns: int) -> str:
    if any(cells[columns:]):
        return "more cells than columns"
    return "a cell is longer than 10,000 characters" if max(map(len, cells)) > LONGEST_CELL else ""
