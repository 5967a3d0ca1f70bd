from datetime import date, timedelta

import pytest

from peersupport.core.calendar import NoOpenDay, closed_days
from programmes.schedule import taper
from programmes.schedule.taper import DEFAULT_TAPER, Moved, Phase, plan, planned_dates, planned_weeks

MONDAY = date(2026, 11, 23)
ENGLAND = closed_days("england-and-wales")


def test_the_default_taper_is_weeks_1_to_8_then_10_12_14_16_then_20_and_24():
    assert planned_weeks(DEFAULT_TAPER) == [1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 20, 24]


def test_any_first_phase_starts_in_week_1():
    assert planned_weeks([Phase(2, 3), Phase(4, 1)]) == [1, 3, 5, 9]


def test_a_staggered_phase_moves_alone():
    phases = [Phase(1, 2), Phase(2, 2, shift_weeks=-1), Phase(4, 2, shift_weeks=1)]
    assert planned_weeks(phases) == [1, 2, 3, 5, 11, 15]


def test_dates_fall_on_the_start_and_whole_weeks_after_it():
    assert planned_dates(DEFAULT_TAPER, start=MONDAY) == [
        MONDAY + timedelta(weeks=week - 1) for week in planned_weeks(DEFAULT_TAPER)
    ]


def test_bank_holidays_move_a_contact_and_leave_the_later_ones_alone():
    assert planned_dates([Phase(1, 4)], start=date(2026, 12, 11), closed=ENGLAND) == [
        date(2026, 12, 11),
        date(2026, 12, 18),
        date(2026, 12, 29),
        date(2027, 1, 4),  # New Year's Day is a Friday
    ]


def test_a_closed_start_moves_only_the_first_contact():
    assert planned_dates([Phase(1, 2)], start=date(2026, 12, 25), closed={date(2026, 12, 25)}) == [
        date(2026, 12, 28),
        date(2027, 1, 1),
    ]


def test_two_contacts_never_fall_on_one_day():
    closed = {MONDAY + timedelta(days=n) for n in range(7)}
    first, second, third = plan([Phase(1, 3)], start=MONDAY, closed=closed)
    assert [first.due_on, second.due_on, third.due_on] == [
        date(2026, 11, 30),
        date(2026, 12, 1),
        date(2026, 12, 7),
    ]
    assert [first.moved, second.moved, third.moved] == [Moved.CLOSED, Moved.CROWDED, None]


def test_a_crowded_friday_moves_over_the_weekend():
    friday = date(2026, 11, 27)
    closed = {friday + timedelta(days=n) for n in range(7)}
    assert planned_dates([Phase(1, 2)], start=friday, closed=closed) == [date(2026, 12, 4), date(2026, 12, 7)]


def test_leave_moves_a_contact_and_says_so():
    second = plan([Phase(1, 2)], start=MONDAY, away={date(2026, 11, 30)})[1]
    assert (second.original_on, second.due_on, second.moved) == (
        date(2026, 11, 30),
        date(2026, 12, 1),
        Moved.AWAY,
    )


def test_a_plan_tells_number_week_phase_review_and_end():
    contacts = plan([Phase(1, 2), Phase(2, 1), Phase(4, 2)], start=MONDAY)
    assert [(c.number, c.week, c.phase, c.review, c.last) for c in contacts] == [
        (1, 1, 0, False, False),
        (2, 2, 0, True, False),
        (3, 4, 1, True, False),
        (4, 8, 2, False, False),
        (5, 12, 2, True, True),
    ]


@pytest.mark.parametrize(
    ("phases", "error"),
    [
        ([], taper.NoPhases),
        ([Phase(1, 1)] * 9, taper.TooManyPhases),
        ([Phase(1, 0)], taper.NoContacts),
        ([Phase(1, 8), Phase(2, -1)], taper.NoContacts),
        ([Phase(1, 1.5)], taper.NoContacts),
        ([Phase(0, 8)], taper.BadInterval),
        ([Phase(-1, 8)], taper.BadInterval),
        ([Phase(0.5, 8)], taper.BadInterval),
        ([Phase(1, 105)], taper.TaperTooLong),
        ([Phase(1, 10**12)], taper.TaperTooLong),
        ([Phase(1, 1, shift_weeks=1)], taper.BadShift),
        ([Phase(2, 1, shift_weeks=1)], taper.BadShift),
        ([Phase(1, 1), Phase(1, 1, shift_weeks=1)], taper.BadShift),
        ([Phase(1, 1), Phase(4, 1, shift_weeks=2)], taper.BadShift),
        ([Phase(1, 1), Phase(2, 1, shift_weeks=1), Phase(2, 1, shift_weeks=-1)], taper.BadShift),
    ],
)
def test_what_cannot_be_planned_is_named(phases, error):
    with pytest.raises(error):
        planned_weeks(phases)


def test_two_years_is_the_longest_taper():
    assert planned_weeks([Phase(1, 104)])[-1] == 104


def test_a_start_at_the_end_of_time_is_refused():
    with pytest.raises(taper.StartOutOfRange):
        planned_dates(DEFAULT_TAPER, start=date.max)


def test_a_calendar_that_is_always_closed_is_refused():
    with pytest.raises(NoOpenDay):
        planned_dates(DEFAULT_TAPER, start=MONDAY, closed=lambda _: True)
