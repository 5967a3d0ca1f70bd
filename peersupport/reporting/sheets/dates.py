"""Dates as coordinators write them: 2026-08-03, 03/08/2026, 3 Aug 2026. The day comes before the month."""

import re
from datetime import date

from peersupport.core.forms.dates import month_number
from peersupport.reporting.sheets.errors import RowRefused

_ISO = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})")
_NUMBERS = re.compile(r"(?P<day>[0-9]{1,2})[/.](?P<month>[0-9]{1,2})[/.](?P<year>[0-9]{4})")
_WORDS = re.compile(r"(?P<day>[0-9]{1,2})[ -](?P<month>[A-Za-z]{3,9})\.?[ -](?P<year>[0-9]{4})")
_YEAR = re.compile(r"(19|20)[0-9]{2}")


def read_date(text: str) -> date | None:
    """The date, or None when the text is no real date (a year of two digits is none)."""
    for pattern in (_ISO, _NUMBERS, _WORDS):
        if found := pattern.fullmatch(" ".join(text.split())):
            try:
                return date(int(found["year"]), month_number(found["month"]) or 0, int(found["day"]))
            except ValueError:
                return None
    return None


def past_date(text: str, *, what: str, today: date, required: bool = False) -> date | None:
    """A date up to today, or None for an empty cell. Raises RowRefused, naming `what`."""
    if not text:
        if required:
            raise RowRefused(f"{what} missing")
        return None
    found = read_date(text)
    if found is None or found.year < 1900:
        raise RowRefused(f"{what} is not a real date")
    if found > today:
        raise RowRefused(f"{what} in the future")
    return found


def read_year(text: str) -> int | None:
    """The year of a year or a date; None when there is none."""
    if _YEAR.fullmatch(text):
        return int(text)
    found = read_date(text)
    return found.year if found else None
