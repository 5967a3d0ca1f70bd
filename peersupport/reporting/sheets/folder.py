"""The three files of a scheme, read together."""

from dataclasses import dataclass
from pathlib import Path

from peersupport.reporting.sheets import practices, referrals, volunteers
from peersupport.reporting.sheets.errors import SheetRefused
from peersupport.reporting.sheets.files import Sheet, read

COLUMNS = {
    "practices": practices.COLUMNS,
    "volunteers": volunteers.COLUMNS,
    "referrals": referrals.COLUMNS,
}
# Practices may be known already; a file of volunteers or of referrals may come alone on the page.
OPTIONAL = {"practices"}


@dataclass(frozen=True, slots=True)
class Sheets:
    """What was given; None: no such file."""

    practices: Sheet | None = None
    volunteers: Sheet | None = None
    referrals: Sheet | None = None


def file_name(kind: str) -> str:
    return f"{kind}.csv"


def read_sheets(files: dict[str, bytes], *, are_ours: bool = False) -> Sheets:
    """Bytes by kind; `are_ours` as `read` has it. Raises SheetRefused for the first file that cannot be read."""
    return Sheets(
        **{
            kind: read(data, name=file_name(kind), columns=COLUMNS[kind], is_ours=are_ours)
            for kind, data in files.items()
        }
    )


def read_folder(folder: Path) -> Sheets:
    """The files of a folder. Raises SheetRefused, also when a file is not there."""
    if not folder.is_dir():
        raise SheetRefused(f"There is no folder {folder}. Give the folder that holds the CSV files.")
    found = {}
    for kind in COLUMNS:
        path = folder / file_name(kind)
        if path.is_file():
            found[kind] = path.read_bytes()
        elif kind not in OPTIONAL:
            raise SheetRefused(f"There is no {file_name(kind)} in {folder}. Put it there and try again.")
    return read_sheets(found)
