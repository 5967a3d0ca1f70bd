"""A series of days from a rule."""

from datetime import date

import pytest

from peersupport.core.calendar import NoOpenDay, bank_holidays
from peersupport.core.series import weekly

MONDAY = date(2026, 12, 14)


def test_a_series_keeps_its_weekday():
    assert weekly(MONDAY, 3) == [MONDAY, date(2026, 12, 21), date(2026, 12, 28)]


def test_a_bank_holiday_is_left_out_and_the_number_stays():
    found = weekly(MONDAY, 3, bank_holidays("england-and-wales"))
    assert found == [MONDAY, date(2026, 12, 21), date(2027, 1, 4)]


def test_a_series_may_be_every_other_week():
    assert weekly(MONDAY, 2, every=2) == [MONDAY, date(2026, 12, 28)]


@pytest.mark.parametrize(("number", "every"), [(0, 1), (61, 1), (1, 0)])
def test_a_rule_that_makes_no_series_is_refused(number, every):
    with pytest.raises(ValueError, match="no series"):
        weekly(MONDAY, number, every=every)


def test_days_that_are_all_closed_come_to_an_end():
    with pytest.raises(NoOpenDay):
        weekly(MONDAY, 1, lambda day: True)


def test_the_end_of_the_calendar_is_said():
    with pytest.raises(NoOpenDay):
        weekly(date(9999, 12, 20), 3)
    assert weekly(date(9999, 12, 30), 1) == [date(9999, 12, 30)]
