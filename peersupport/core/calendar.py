"""Closed days and local times: pure, offline, shared by plans, courses and reminders.

A closed day is a bank holiday of the division or a day the scheme names itself. Weekends are open:
volunteers may call on a Saturday. Bank holidays come from GOV.UK through govuk-bank-holidays, whose own
copy covers 2012 to 2028. **Outside those years no bank holiday is known and every day counts as open**,
Christmas Day too: managers are told a year before, `extra` lets a scheme name such days itself.
"""

from calendar import monthrange
from collections.abc import Callable, Collection, Container
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from govuk_bank_holidays.bank_holidays import BankHolidays

from peersupport.core.errors import Refusal

DIVISIONS = ("england-and-wales", "scotland", "northern-ireland")
LONGEST_CLOSURE = 366  # days searched for an open one
LONGEST_PLAN = 366  # days: what is planned today should know its bank holidays

# A set of days (anything with `in`) or a function of the day.
ClosedDays = Container[date] | Callable[[date], bool]

# All of the United Kingdom has one clock: settings.TIME_ZONE is this one.
ZONE = ZoneInfo("Europe/London")

_DAY = timedelta(days=1)


class UnknownDivision(ValueError):
    """The name is none of the three divisions that have bank holidays of their own."""


class NoOpenDay(Refusal, ValueError):
    """Every day for a year is closed, or the calendar itself ends first."""


@cache
def bank_holidays(division: str) -> frozenset[date]:
    """All known bank holidays of a division. Raises UnknownDivision."""
    if division not in DIVISIONS:
        raise UnknownDivision(f"{division!r} has no bank holidays. Choose one of: {', '.join(DIVISIONS)}.")
    return frozenset(day["date"] for day in _published().get_holidays(division=division))


@cache
def _published() -> BankHolidays:
    return BankHolidays(use_cached_holidays=True)


def known_until(division: str) -> date:
    """Last day for which bank holidays are known: 31 December of the data's last year."""
    return date(max(bank_holidays(division)).year, 12, 31)


def ends_soon(division: str, *, on: date) -> date | None:
    """The last day with known bank holidays, when plans made now may go beyond it."""
    until = known_until(division)
    return until if (until - on).days < LONGEST_PLAN else None


def closed_days(division: str, extra: Collection[date] = frozenset()) -> frozenset[date]:
    """Bank holidays of the division and the scheme's own closed days, as `closed` of a plan."""
    return bank_holidays(division) | frozenset(extra)


def is_closed(day: date, *, division: str, extra: Container[date] = frozenset()) -> bool:
    """Whether the day is a bank holiday of the division or one of the scheme's own closed days."""
    return day in extra or day in bank_holidays(division)


def tester(closed: ClosedDays) -> Callable[[date], bool]:
    """Closed days as a function of the day, whichever way they were given."""
    return closed if callable(closed) else closed.__contains__


def is_weekend(day: date) -> bool:
    return day.weekday() >= 5


def first_open_day(day: date, closed: ClosedDays, *, earliest: date | None = None) -> date:
    """The day itself, or the first open day after it; never before `earliest`.

    A day of the working week moves to a day of the working week; a Saturday or Sunday may move to any day.
    Raises NoOpenDay.
    """
    shut = tester(closed)
    found = max(day, earliest or day)
    for _ in range(LONGEST_CLOSURE):
        if not shut(found) and (is_weekend(day) or not is_weekend(found)):
            return found
        if found == date.max:
            break
        found += _DAY
    raise NoOpenDay(f"No open day was found in the year after {day:%d %B %Y}. Check the closed days.")


def add_months(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day: 31 March and 11 months is 28 February."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def to_utc(day: date, at: time) -> datetime:
    """The moment of a local date and time, in UTC; 9:00 stays 9:00 across clock changes.

    A time skipped in March counts an hour later (1:30 is 2:30); of one that comes twice in October the first
    is meant.
    """
    return datetime.combine(day, at.replace(tzinfo=None, fold=0), ZONE).astimezone(UTC)
