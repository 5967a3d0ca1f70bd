"""Filling the table of places from a CSV file, row by row: a national one has nearly three million."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from peersupport.core.errors import Refusal
from peersupport.core.models import Place
from peersupport.core.postcodes import reaches

Codes, Point = tuple[str, ...], tuple[int, int]
BATCH = 5_000
MOST_NAMED = 100  # refused rows that are told one by one; all are counted
EAST_END, NORTH_END = 700_000, 1_300_000  # of the National Grid, in metres

# What the columns are called in the ONS Postcode Directory, in Code-Point Open and by hand.
NAMES = {
    "code": ("postcode", "pcds", "pcd8", "pcd7", "pcd2", "pcd", "sector", "district"),
    "easting": ("easting", "eastings", "oseast1m", "east1m"),
    "northing": ("northing", "northings", "osnrth1m", "north1m"),
}
CODE_POINT = {"code": 0, "easting": 2, "northing": 3}  # its files have no head


class NoColumns(Refusal):
    words = (
        "The first line must name the columns: postcode, easting and northing. "
        "Latitude and longitude are not enough."
    )


class _RowRefused(Exception):
    """A row that cannot be right, and why."""


@dataclass
class Loaded:
    """`taken` rows, `unplaced` rows without a position, `refused` rows; the first of those by line, with the reason."""

    taken: int = 0
    unplaced: int = 0
    refused: int = 0
    reasons: list[tuple[int, str]] = field(default_factory=list)

    def refuse(self, line: int, reason: str) -> None:
        self.refused += 1
        if len(self.reasons) < MOST_NAMED:
            self.reasons.append((line, reason))


def load(lines: Iterable[str]) -> Loaded:
    """Write each row's place, over what is known of it. Sectors and districts without a row of their own get the
    middle of their postcodes in this file.

    Each batch is saved by itself, so that nobody waits for a national file; safe to run twice. Raises NoColumns.
    """
    rows, loaded, middles = csv.reader(lines), Loaded(), _Middles()
    at, numbered = _columns(rows)
    found = middles.watch(_placed(numbered, at, loaded))
    while batch := dict(islice(found, BATCH)):
        _save(batch)
    _save(middles.missing())
    return loaded


def _columns(rows: Iterator[list[str]]) -> tuple[Mapping[str, int], Iterator[tuple[int, list[str]]]]:
    """Where each column stands, and the rows with the number of their line."""
    first = next(rows, [])
    heads = ["".join(filter(str.isalnum, cell.lower())) for cell in first]
    at = {name: heads.index(known) for name, all_known in NAMES.items() for known in reversed(all_known)
          if known in heads}  # fmt: skip
    if len(at) == len(NAMES):
        return at, enumerate(rows, 2)
    if len(first) > max(CODE_POINT.values()) and reaches(first[0]):
        return CODE_POINT, enumerate(chain([first], rows), 1)
    raise NoColumns


def _placed(
    rows: Iterable[tuple[int, list[str]]], at: Mapping[str, int], loaded: Loaded
) -> Iterator[tuple[Codes, Point]]:
    """What can be used of the rows: the place with what holds it, and where it lies."""
    for line, row in rows:
        if not any(row):
            continue
        try:
            codes, point = _read([row[at[name]].strip() for name in NAMES])
        except IndexError:
            loaded.refuse(line, "too few columns")
        except _RowRefused as refused:
            loaded.refuse(line, str(refused))
        else:
            if all(point):
                loaded.taken += 1
                yield codes, point
            else:
                loaded.unplaced += 1


def _read(cells: Sequence[str]) -> tuple[Codes, Point]:
    """A position that is empty is 0. Raises _RowRefused."""
    text, *numbers = cells
    if not (codes := reaches(text)):
        raise _RowRefused(f"no postcode, sector or district: {text[:20] or 'empty'}")
    try:
        east, north = (int(number or 0) for number in numbers)
    except ValueError:
        raise _RowRefused("easting and northing must be whole metres") from None
    if not (0 <= east < EAST_END and 0 <= north < NORTH_END):
        raise _RowRefused("easting or northing is not on the National Grid")
    return codes, (east, north)


def _save(places: Mapping[str, Point]) -> None:
    rows = [Place(code=code, easting=east, northing=north) for code, (east, north) in places.items()]
    Place.objects.bulk_create(
        rows, batch_size=BATCH, update_conflicts=True, unique_fields=["code"],
        update_fields=["easting", "northing"],
    )  # fmt: skip


class _Middles:
    """The middle of each sector and district of which a file has postcodes, but no row."""

    def __init__(self) -> None:
        self._sums: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
        self._given: set[str] = set()

    def watch(self, placed: Iterable[tuple[Codes, Point]]) -> Iterator[tuple[str, Point]]:
        for (code, *wider), point in placed:
            if len(wider) == len(("sector", "district")):
                for one in wider:
                    self._add(one, *point)
            else:
                self._given.add(code)
            yield code, point

    def _add(self, code: str, east: int, north: int) -> None:
        so_far = self._sums[code]
        so_far[0] += east
        so_far[1] += north
        so_far[2] += 1

    def missing(self) -> dict[str, Point]:
        return {
            code: (east // count, north // count)
            for code, (east, north, count) in self._sums.items()
            if code not in self._given
        }
