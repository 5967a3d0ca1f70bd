"""Quiet hours at the local clock, also in the nights when it is changed."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peersupport.messaging.quiet import is_quiet, next_allowed, next_day

LONDON = "Europe/London"
EVENING, MORNING = time(20), time(8)


def allowed(text: str, start: time = EVENING, end: time = MORNING) -> str:
    """Local time in, local time out."""
    at = datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(LONDON))
    found = next_allowed(at, start=start, end=end).astimezone(ZoneInfo(LONDON))
    return found.isoformat(timespec="minutes")


@pytest.mark.parametrize(
    ("at", "goes"),
    [
        ("2026-11-23T09:05", "2026-11-23T09:05+00:00"),
        ("2026-11-23T19:59", "2026-11-23T19:59+00:00"),
        ("2026-11-23T20:00", "2026-11-24T08:00+00:00"),
        ("2026-11-24T00:00", "2026-11-24T08:00+00:00"),
        ("2026-11-24T07:59", "2026-11-24T08:00+00:00"),
        ("2026-11-24T08:00", "2026-11-24T08:00+00:00"),
    ],
)
def test_a_message_of_the_night_goes_in_the_morning(at, goes):
    assert allowed(at) == goes


@pytest.mark.parametrize(
    ("at", "goes"),
    [
        ("2026-03-28T22:00", "2026-03-29T08:00+01:00"),
        ("2026-03-29T00:30", "2026-03-29T08:00+01:00"),
        ("2026-10-24T22:00", "2026-10-25T08:00+00:00"),
        ("2026-10-25T01:30", "2026-10-25T08:00+00:00"),
        ("2028-02-28T22:00", "2028-02-29T08:00+00:00"),
    ],
    ids=["night of March", "before the leap", "night of October", "in the double hour", "leap day"],
)
def test_the_morning_comes_at_eight_when_the_clock_was_changed(at, goes):
    assert allowed(at) == goes


def test_quiet_hours_that_end_in_the_missing_hour_end_an_hour_later():
    assert allowed("2026-03-29T00:10", time(0), time(1, 30)) == "2026-03-29T02:30+01:00"


def test_quiet_hours_may_lie_within_a_day():
    assert allowed("2026-11-23T12:30", time(12), time(14)) == "2026-11-23T14:00+00:00"


def test_the_same_time_twice_means_no_quiet_hours():
    assert allowed("2026-11-23T03:00", time(8), time(8)) == "2026-11-23T03:00+00:00"


def test_the_day_after_begins_when_its_quiet_hours_end():
    at = datetime(2026, 10, 24, 12, tzinfo=UTC)
    assert next_day(at, end=MORNING) == datetime(2026, 10, 25, 8, tzinfo=UTC)


NIGHTS = (datetime(2026, 3, 28, 12, tzinfo=UTC), datetime(2026, 10, 24, 12, tzinfo=UTC))
WHOLE_QUARTERS = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 45]))


@given(st.sampled_from(NIGHTS), st.integers(0, 24 * 60), WHOLE_QUARTERS, WHOLE_QUARTERS)
def test_walking_minute_by_minute_finds_the_same_moment(night, minutes, start, end):
    """The walk is slow and knows nothing but the wall clock. Quiet hours that touch a changed hour are left out."""
    if any(value.hour in (0, 1, 2) for value in (start, end)):
        return
    at = night + timedelta(minutes=minutes)
    walked = at
    while is_quiet(walked.astimezone(ZoneInfo(LONDON)).time(), start, end):
        walked += timedelta(minutes=1)
    assert next_allowed(at, start=start, end=end) == walked
