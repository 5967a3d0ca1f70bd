from datetime import date, timedelta

from programmes.schedule.joining import join, settled
from programmes.schedule.load import Plan, peak, weekly_load
from programmes.schedule.taper import DEFAULT_TAPER, Phase, planned_dates

MONDAY = date(2026, 11, 23)


def week(number):
    return MONDAY + timedelta(weeks=number - 1)


def newcomers(number, count):
    return [Plan(DEFAULT_TAPER, week(number))] * count


def load(plans):
    return weekly_load(planned_dates(plan.phases, start=plan.start) for plan in plans)


def test_the_first_phase_is_always_settled():
    assert settled(DEFAULT_TAPER, start=MONDAY, today=MONDAY) == 1


def test_a_phase_is_settled_from_the_day_on_which_it_could_no_longer_come_a_week_sooner():
    """The fortnightly phase begins in week 10, or in week 9 at the soonest."""
    later = week(9) + timedelta(days=1)
    assert [settled(DEFAULT_TAPER, start=MONDAY, today=day) for day in (week(9), later)] == [1, 2]


def test_a_phase_that_was_moved_is_settled_no_later():
    moved = (Phase(1, 8), Phase(2, 4, shift_weeks=1), Phase(4, 2))
    assert settled(moved, start=MONDAY, today=week(9) + timedelta(days=1)) == 2


def test_those_who_run_come_first_and_make_way():
    found = join(newcomers(1, 1), newcomers(1, 1))
    assert (len(found), peak(weekly_load(planned_dates(p, start=MONDAY)[8:] for p in found))) == (2, 1)


def test_more_than_can_be_weighed_together_are_fitted_in_one_by_one():
    running = newcomers(1, 5)
    found = join(running, newcomers(1, 1), loads={week(30): 9})
    assert (found[:5], len(found)) == ([DEFAULT_TAPER] * 5, 6)
    assert load([*running, Plan(found[5], MONDAY)])[week(10)] == 5
