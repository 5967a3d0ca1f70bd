from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from peersupport.core import calendar
from peersupport.core.calendar import add_months, closed_days, first_open_day, is_closed, known_until, to_utc

ENGLAND, SCOTLAND, ULSTER = "england-and-wales", "scotland", "northern-ireland"
TWELFTH_OF_JULY = date(2027, 7, 12)
OPEN_DAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("day", "division", "closed"),
    [
        (date(2026, 12, 25), ENGLAND, True),
        (date(2026, 12, 28), ENGLAND, True),  # Boxing Day is a Saturday: a substitute day
        (date(2027, 3, 29), ENGLAND, True),  # Easter Monday
        (date(2027, 3, 29), SCOTLAND, False),
        (date(2026, 11, 30), SCOTLAND, True),  # St Andrew's Day
        (date(2026, 11, 30), ENGLAND, False),
        (TWELFTH_OF_JULY, ULSTER, True),
        (TWELFTH_OF_JULY, ENGLAND, False),
        (date(2026, 11, 28), ENGLAND, False),  # an ordinary Saturday
    ],
)
def test_each_division_has_its_own_bank_holidays(day, division, closed):
    assert is_closed(day, division=division) is closed


def test_a_scheme_adds_closed_days_of_its_own():
    assert is_closed(OPEN_DAY, division=ENGLAND, extra={OPEN_DAY})
    assert closed_days(ENGLAND, {OPEN_DAY}) == closed_days(ENGLAND) | {OPEN_DAY}


def test_an_unknown_division_is_named():
    with pytest.raises(calendar.UnknownDivision, match="wales-only"):
        is_closed(OPEN_DAY, division="wales-only")


@pytest.mark.parametrize("division", calendar.DIVISIONS)
def test_beyond_the_published_years_every_day_is_open(division):
    after = known_until(division) + timedelta(days=1)
    assert after == date(2029, 1, 1)
    assert not any(is_closed(after + timedelta(days=n), division=division) for n in range(366))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (OPEN_DAY, OPEN_DAY),
        (date(2026, 11, 28), date(2026, 11, 28)),  # Saturday calls are welcome
        (date(2026, 12, 25), date(2026, 12, 29)),  # Friday: over the weekend and the substitute day
        (date(2027, 3, 26), date(2027, 3, 30)),  # Good Friday: over Easter Monday
        (date(2026, 12, 24), date(2026, 12, 24)),
    ],
)
def test_a_contact_on_a_bank_holiday_moves_to_the_next_working_day(day, expected):
    assert first_open_day(day, closed_days(ENGLAND)) == expected


def test_a_saturday_contact_may_move_to_a_sunday():
    saturday = date(2026, 11, 28)
    assert first_open_day(saturday, {saturday}) == date(2026, 11, 29)


def test_closed_days_may_be_a_function():
    assert first_open_day(OPEN_DAY, lambda day: day == OPEN_DAY) == OPEN_DAY + timedelta(days=1)


def test_a_day_before_the_earliest_is_never_given():
    assert first_open_day(OPEN_DAY, set(), earliest=date(2026, 11, 28)) == date(2026, 11, 30)


@pytest.mark.parametrize("day", [OPEN_DAY, date.max])
def test_a_calendar_without_an_open_day_is_an_error_and_not_a_hang(day):
    with pytest.raises(calendar.NoOpenDay):
        first_open_day(day, lambda _: True)


@pytest.mark.parametrize(
    ("day", "later"),
    [
        (date(2026, 11, 23), date(2027, 10, 23)),
        (date(2026, 1, 31), date(2026, 12, 31)),
        (date(2026, 3, 31), date(2027, 2, 28)),
        (date(2027, 3, 31), date(2028, 2, 29)),
    ],
)
def test_eleven_months_later_is_a_day_that_exists(day, later):
    assert add_months(day, 11) == later


@pytest.mark.parametrize(
    ("day", "hour"),
    [
        (date(2026, 3, 28), 9),  # winter
        (date(2026, 3, 29), 8),  # clocks go forward
        (date(2026, 10, 24), 8),
        (date(2026, 10, 25), 9),  # clocks go back
        (date(2028, 2, 29), 9),
    ],
)
def test_nine_in_the_morning_stays_nine_across_clock_changes(day, hour):
    assert to_utc(day, time(9)) == datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def test_every_day_of_ten_years_keeps_its_local_date_and_time():
    for n in range(3653):
        day = date(2024, 1, 1) + timedelta(days=n)
        local = to_utc(day, time(9, 30)).astimezone(ZoneInfo("Europe/London"))
        assert (local.date(), local.time()) == (day, time(9, 30))


def test_a_time_skipped_in_march_counts_an_hour_later():
    assert to_utc(date(2026, 3, 29), time(1, 30)) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


def test_a_time_that_comes_twice_in_october_is_the_first():
    assert to_utc(date(2026, 10, 25), time(1, 30)) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
