from datetime import date, timedelta
from itertools import product

import pytest

from peersupport.core.calendar import closed_days
from programmes.schedule.load import Plan, TooManyToStagger, peak, stagger, stagger_together, weekly_load
from programmes.schedule.taper import DEFAULT_TAPER, BadShift, NoPhases, Phase, planned_dates, planned_weeks

MONDAY = date(2026, 11, 23)
ARRIVALS = (1, 1, 9, 17, 17)  # the weeks in which a coach's five people start


def week(number):
    return MONDAY + timedelta(weeks=number - 1)


def load(plans):
    return weekly_load(planned_dates(plan.phases, start=plan.start) for plan in plans)


def staggered(plans):
    return [
        Plan(phases, plan.start, plan.settled)
        for phases, plan in zip(stagger_together(plans), plans, strict=True)
    ]


def begun(plan, today):
    """How many phases have had their first contact before today."""
    days, first, count = planned_dates(plan.phases, start=plan.start), 0, 0
    for phase in plan.phases:
        count += days[first] < today
        first += phase.contacts
    return max(count, 1)


FIVE_PEOPLE = [Plan(DEFAULT_TAPER, week(number)) for number in ARRIVALS]


def test_weekly_load_counts_contacts_under_the_monday_of_their_week():
    plans = [[date(2026, 11, 23), date(2026, 11, 29)], [date(2026, 11, 30)], [date(2026, 11, 27)]]
    assert weekly_load(plans) == {date(2026, 11, 23): 3, date(2026, 11, 30): 1}


def test_no_plans_are_no_load():
    assert (weekly_load([]), weekly_load([[]]), peak({})) == ({}, {}, 0)


def test_five_people_in_step_are_70_contacts_in_40_weeks_and_peak_at_5():
    counted = load(FIVE_PEOPLE)
    assert (sum(counted.values()), max(counted), peak(counted)) == (70, week(40), 5)


def test_five_people_staggered_peak_at_3():
    counted = load(staggered(FIVE_PEOPLE))
    assert (sum(counted.values()), peak(counted)) == (70, 3)


def test_five_people_staggered_as_they_arrive_peak_at_3_and_keep_what_has_begun():
    plans = []
    for number in sorted(set(ARRIVALS)):
        plans = [Plan(plan.phases, plan.start, begun(plan, week(number))) for plan in plans]
        kept = [plan.phases[: plan.settled] for plan in plans]
        plans = staggered(plans + [Plan(DEFAULT_TAPER, week(number))] * ARRIVALS.count(number))
        assert [plan.phases[: len(k)] for plan, k in zip(plans, kept, strict=False)] == kept
    assert peak(load(plans)) == 3


def test_five_people_staggered_without_moving_earlier_plans_peak_at_4():
    loads, plans = {}, []
    for number in ARRIVALS:
        plans.append(Plan(stagger(DEFAULT_TAPER, start=week(number), loads=loads), week(number)))
        loads = load(plans)
    assert peak(loads) == 4


def test_a_plan_alone_is_left_as_it_is():
    assert stagger(DEFAULT_TAPER, start=MONDAY) == DEFAULT_TAPER


def test_what_was_staggered_before_stays_when_nothing_is_gained():
    moved = (Phase(1, 8), Phase(2, 4, shift_weeks=1))
    assert stagger(moved, start=MONDAY) == moved


def test_a_fortnightly_phase_gives_way_to_one_that_is_there():
    first = planned_dates(DEFAULT_TAPER, start=MONDAY)
    second = planned_dates(stagger(DEFAULT_TAPER, start=MONDAY, loads=weekly_load([first])), start=MONDAY)
    assert set(first[8:]).isdisjoint(second[8:])


def test_the_result_is_the_best_of_all_combinations():
    phases = (Phase(1, 2), Phase(2, 3), Phase(3, 2))
    starts = (1, 2, 4)
    best = 99
    for shifts in product((-1, 0, 1), repeat=6):
        plans = []
        for (two, three), number in zip((shifts[:2], shifts[2:4], shifts[4:]), starts, strict=True):
            weeks = [1, 2, *(w + two for w in (4, 6, 8)), *(w + three for w in (11, 14))]
            plans.append([week(number + w - 1) for w in weeks])
        best = min(best, peak(weekly_load(plans)))
    assert peak(load(staggered([Plan(phases, week(number)) for number in starts]))) == best


def test_bank_holidays_are_counted_where_the_contact_moves_to():
    good_friday, closed = date(2027, 3, 26), closed_days("england-and-wales")
    phases = (Phase(1, 1), Phase(2, 1))
    start = good_friday - timedelta(weeks=2)
    busy = {date(2027, 3, 29): 1, date(2027, 4, 5): 1}  # where it moves to, and where a week later would be
    assert stagger(phases, start=start, loads=busy, closed=closed) == (
        Phase(1, 1),
        Phase(2, 1, shift_weeks=-1),
    )


def test_phases_never_meet():
    crowded = {week(number): 9 for number in (3, 4, 6)}
    phases = stagger((Phase(1, 1), Phase(2, 1), Phase(2, 1)), start=MONDAY, loads=crowded)
    assert planned_weeks(phases) == [1, 2, 5]


def test_too_many_plans_are_refused_and_one_alone_never_is():
    six = [Plan(DEFAULT_TAPER, MONDAY)] * 6
    with pytest.raises(TooManyToStagger):
        stagger_together(six)
    assert planned_weeks(stagger(DEFAULT_TAPER, start=MONDAY, loads=load(six)))[8] == 9


@pytest.mark.parametrize(("phases", "error"), [((), NoPhases), ((Phase(1, 1, shift_weeks=1),), BadShift)])
def test_a_plan_that_is_wrong_says_so(phases, error):
    with pytest.raises(error):
        stagger(phases, start=MONDAY)
