from datetime import date, timedelta
from itertools import pairwise

import pytest

from programmes.schedule.taper import DEFAULT_TAPER, planned_dates
from programmes.schedule.windows import Contact, Window, clears, window, windows

MONDAY = date(2026, 11, 23)


def day(offset):
    return MONDAY + timedelta(days=offset)


def contacts(*dues, done=()):
    return [
        Contact(due, *opened, done=n in done)
        for n, (due, opened) in enumerate(zip(dues, windows(dues), strict=True))
    ]


@pytest.mark.parametrize(
    ("gap", "expected"),
    [
        (1, Window(day(0), day(0))),
        (2, Window(day(-1), day(0))),
        (7, Window(day(-3), day(3))),
        (14, Window(day(-7), day(6))),
        (28, Window(day(-7), day(20))),
    ],
)
def test_a_window_opens_half_a_gap_ahead_and_closes_before_the_next(gap, expected):
    assert window(MONDAY, day(gap), day(-gap)) == expected


def test_the_first_opens_a_week_ahead_and_the_last_stays_open():
    assert window(MONDAY) == Window(day(-7), day(20))


def test_the_windows_of_a_plan_touch_and_never_overlap():
    dues = planned_dates(DEFAULT_TAPER, start=MONDAY)
    opened = windows(dues)
    assert [later.opens_on for later in opened[1:]] == [w.closes_on + timedelta(days=1) for w in opened[:-1]]
    assert all(w.opens_on <= due <= w.closes_on for w, due in zip(opened, dues, strict=True))
    assert all(earlier.closes_on < later.opens_on for earlier, later in pairwise(opened))


@pytest.mark.parametrize(
    ("happened", "cleared"),
    [(-8, None), (-7, 0), (0, 0), (3, 0), (4, 1), (7, 1), (10, 1), (11, 2), (14, 2), (34, 2), (35, None)],
)
def test_early_and_late_conversations_clear_the_contact_whose_window_holds_them(happened, cleared):
    assert clears(contacts(day(0), day(7), day(14)), day(happened)) == cleared


def test_a_second_conversation_in_a_window_clears_nothing():
    assert clears(contacts(day(0), day(7), day(14), done={0, 1}), day(8)) is None


def test_a_missed_contact_is_not_cleared_after_it_has_closed():
    assert clears(contacts(day(0), day(7), day(14), done={1}), day(8)) is None


def test_where_edited_windows_overlap_the_nearest_contact_is_cleared():
    overlapping = [Contact(day(0), day(-9), day(9)), Contact(day(6), day(-9), day(9))]
    assert [clears(overlapping, day(n)) for n in (2, 3, 4)] == [0, 0, 1]


def test_an_empty_plan_clears_nothing():
    assert clears([], MONDAY) is None
