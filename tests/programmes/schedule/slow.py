"""An independent slow calculator of plans and moments: it knows no formula, it walks the calendar and the clock."""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

from peersupport.core.calendar import DIVISIONS, closed_days, to_utc
from programmes.schedule.taper import DEFAULT_TAPER, Phase, planned_dates

FIRST = date(2019, 1, 1)  # ten years, 2028 the last for which bank holidays are published
TEN_YEARS = [FIRST + timedelta(days=n) for n in range((date(2029, 1, 1) - FIRST).days)]
CADENCES = {
    "default": DEFAULT_TAPER,
    "weekly": (Phase(1, 26),),
    "fortnightly": (Phase(2, 13),),
    "four-weekly": (Phase(4, 7),),
    "staggered": (Phase(1, 8), Phase(2, 4, shift_weeks=-1), Phase(4, 2, shift_weeks=1)),
}
BANK_HOLIDAYS = {division: closed_days(division) for division in DIVISIONS}
# What is told about a contact: the day counted from its own, and the time on the wall.
MOMENTS = ((-1, time(9)), (0, time(9)), (1, time(0)), (0, time(14, 30)), (0, time(1, 30)))
HALF_AN_HOUR = timedelta(minutes=30)


@dataclass
class Counted:
    """Dates and moments that were compared, and those that were wrong, missing or there twice."""

    compared: int = 0
    wrong: int = 0
    missing: int = 0
    double: int = 0


def compare(cadence: str, division: str, starts: list[date] = TEN_YEARS) -> Counted:
    """The product's plans of all these starts, and the moments of what it tells, against walking."""
    phases, closed, found = CADENCES[cadence], BANK_HOLIDAYS[division], Counted()
    for start in starts:
        quick, slow = planned_dates(phases, start=start, closed=closed), walked(phases, start, closed)
        found.compared += len(slow)
        found.wrong += sum(a != b for a, b in zip(quick, slow, strict=False))
        found.missing += sum((Counter(slow) - Counter(quick)).values())
        found.double += len(quick) - len(set(quick))
        found.compared += len(slow) * len(MOMENTS)
        found.wrong += sum(wrong_moments(day) for day in quick)
    return found


@cache
def wrong_moments(due: date) -> int:
    """How many of the moments of a contact on this day the product puts elsewhere than the clock on the wall."""
    wanted = [(due + timedelta(days=days), at) for days, at in MOMENTS]
    return sum(to_utc(day, at) != clock_on_the_wall()[day, at] for day, at in wanted)


@cache
def clock_on_the_wall() -> dict[tuple[date, time], datetime]:
    """Local date and time -> the first moment at which a clock in London shows it, walked in half hours.

    What it never shows, in March, is what it would have shown had nobody put it forward.
    """
    shown: dict[tuple[date, time], datetime] = {}
    moment = datetime(FIRST.year, 1, 1, tzinfo=UTC) - timedelta(days=2)
    summer = False
    while moment.year < 2031:
        if moment.hour == 1 and moment.minute == 0 and _last_sunday(moment):
            if moment.month == 3:
                summer = True
                for half in (timedelta(0), HALF_AN_HOUR):  # 1:00 and 1:30 are skipped
                    shown[moment.date(), (moment + half).time()] = moment + half
            elif moment.month == 10:
                summer = False
        local = moment + timedelta(hours=1) if summer else moment
        shown.setdefault((local.date(), local.time()), moment)
        moment += HALF_AN_HOUR
    return shown


def _last_sunday(moment: datetime) -> bool:
    """Of a month with 31 days, as March and October are."""
    return moment.strftime("%a") == "Sun" and moment.day > 24


def walked(phases, start: date, closed) -> list[date]:
    """Contacts wait in a queue from their day on; each day that is open takes one of them."""
    shifts = [phase.shift_weeks for phase in phases for _ in range(phase.contacts)]
    gaps = [phase.interval_weeks for phase in phases for _ in range(phase.contacts)]
    gaps = [gap + shift - before for before, gap, shift in zip(shifts, gaps[1:], shifts[1:], strict=False)]
    today, waiting, dates = start, 1, []
    days_left = 7 * gaps.pop(0) if gaps else None
    weekends_too = start.strftime("%a") in ("Sat", "Sun")
    while waiting or days_left is not None:
        if days_left == 0:
            waiting += 1
            days_left = 7 * gaps.pop(0) if gaps else None
        if waiting and today not in closed and (weekends_too or today.strftime("%a") not in ("Sat", "Sun")):
            waiting -= 1
            dates.append(today)
        today += timedelta(days=1)
        days_left = None if days_left is None else days_left - 1
    return dates
