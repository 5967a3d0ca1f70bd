from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peersupport.core.calendar import add_months
from programmes.schedule.caseload import (
    HEALTH_CONNECT_COACHING,
    PATTERNS,
    BadPattern,
    FixedNumber,
    Growing,
    Places,
    WeeklyBudget,
    places,
)
from programmes.schedule.supported import Supported
from programmes.schedule.taper import DEFAULT_TAPER, Phase, plan

MONDAY = date(2026, 11, 23)


def week(number):
    return MONDAY + timedelta(weeks=number - 1)


def person(number, *, ended=None, phases=DEFAULT_TAPER):
    """Somebody who starts in that week and, if told so, stops taking a place in week `ended`."""
    return Supported.from_plan(plan(phases, start=week(number)), ended_on=ended and week(ended))


def answer(pattern, people, number):
    """Places in that week, and the number of weeks from week 1 until the next."""
    now, next_on, _ = places(pattern, people, on=week(number))
    return now, next_on and (next_on - MONDAY).days // 7 + 1


def hcc(people, number):
    return answer(HEALTH_CONNECT_COACHING, people, number)


def test_a_coach_starts_with_two():
    assert places(HEALTH_CONNECT_COACHING, [], on=MONDAY) == Places(
        2, MONDAY, "2 people can start. The first 2 people start together or one by one."
    )


def test_a_coach_with_one_has_a_place_for_another():
    assert hcc([person(1)], 1) == (1, 1)


def test_a_coach_with_two_weekly_people_waits_until_both_are_fortnightly():
    assert places(HEALTH_CONNECT_COACHING, [person(1), person(1)], on=week(8)) == Places(
        0, week(9), "The next place opens when all 2 have stepped down."
    )


def test_one_more_starts_when_both_are_fortnightly():
    assert places(HEALTH_CONNECT_COACHING, [person(1), person(1)], on=week(9)) == Places(
        1, week(9), "Everyone has stepped down, so 1 person more can start."
    )


def test_both_means_the_later_of_the_two():
    assert hcc([person(1), person(4)], 9) == (0, 12)


def test_the_third_waits_until_all_three_have_stepped_down_again():
    assert places(HEALTH_CONNECT_COACHING, [person(1), person(1), person(9)], on=week(9)) == Places(
        0, week(17), "The next place opens when all 3 have stepped down again."
    )


def test_two_more_start_when_all_three_have_stepped_down_again():
    assert hcc([person(1), person(1), person(9)], 17) == (2, 17)


def test_a_late_third_makes_the_last_two_late():
    assert hcc([person(1, ended=25), person(1, ended=25), person(20)], 26) == (0, 28)


def test_a_phase_that_is_held_makes_the_next_place_late():
    held = (Phase(1, 10), Phase(2, 4), Phase(4, 2))
    assert hcc([person(1), person(1, phases=held)], 9) == (0, 11)


def test_five_people_fill_a_cycle_until_it_starts_again():
    five = [person(1), person(1), person(9), person(17), person(17)]
    assert places(HEALTH_CONNECT_COACHING, five, on=week(17)) == Places(
        0, date(2027, 10, 23), "All 5 places of this cycle are taken. A cycle lasts 11 months."
    )


def test_finishing_gives_no_place_back_within_the_cycle():
    five = [person(1, ended=25), person(1, ended=25), person(9, ended=33), person(17), person(17)]
    assert hcc(five, 40) == (0, 48)


def test_after_eleven_months_a_coach_starts_again_with_two():
    ends = ((1, 25), (1, 25), (9, 33), (17, 41), (17, 41))
    five = [person(start, ended=end) for start, end in ends]
    assert [hcc(five, 47)[0], hcc(five, 49)[0]] == [0, 2]


def test_a_late_new_cycle_counts_from_its_own_first_person():
    people = [person(1, ended=25), person(60), person(60)]
    assert hcc(people, 60) == (0, 68)


def test_two_people_carried_over_count_as_the_first_of_the_new_cycle():
    carried = [person(1, ended=25), person(1, ended=25), person(9, ended=33), person(40), person(40)]
    assert [hcc(carried, number) for number in (47, 49)] == [(0, 48), (1, 49)]


def test_who_was_carried_over_frees_the_place_at_the_end():
    carried = [person(1, ended=25), person(1, ended=25), person(30), person(40), person(40)]
    assert hcc(carried, 49) == (0, 53)


def test_leaving_in_the_first_phase_gives_the_place_back():
    assert hcc([person(1), person(1, ended=4)], 4) == (1, 4)


def test_leaving_after_stepping_down_gives_no_place_back():
    assert hcc([person(1), person(1, ended=10), person(9)], 10) == (0, 17)


def test_somebody_agreed_for_later_takes_a_place_now():
    assert hcc([person(1), person(3)], 1) == (0, 11)


def test_support_past_its_plan_still_takes_its_place_and_nobody_can_tell_until_when():
    assert answer(FixedNumber(1), [person(1)], 30) == (0, None)


def test_a_coach_who_fills_every_place_starts_people_in_weeks_1_9_and_17_and_again_after_11_months():
    people, starts = [], []
    for n in range(365):
        today = MONDAY + timedelta(days=n)
        for _ in range(places(HEALTH_CONNECT_COACHING, [p.as_planned(MONDAY) for p in people], on=today).now):
            people.append(Supported.from_plan(plan(DEFAULT_TAPER, start=today)))
            starts.append(today)
    again = add_months(MONDAY, 11)
    assert starts == [week(1), week(1), week(9), week(17), week(17), again, again]


def test_bank_holidays_do_not_delay_a_place():
    eighth = {week(8)}
    people = [Supported.from_plan(plan(DEFAULT_TAPER, start=MONDAY, closed=eighth))] * 2
    assert places(HEALTH_CONNECT_COACHING, people, on=week(8)).next_on == week(9)


def test_a_taper_of_one_phase_opens_the_next_stage_only_at_its_end():
    people = [person(1, phases=[Phase(1, 6)])] * 2
    next_on = places(HEALTH_CONNECT_COACHING, people, on=MONDAY).next_on
    assert next_on == week(6) + timedelta(days=1)


def test_other_stages_are_a_matter_of_figures():
    assert answer(Growing(joins=(1, 3), cycle_months=6), [person(1)], 9) == (3, 9)


def test_a_fixed_number_frees_a_place_the_day_after_a_last_contact():
    assert places(FixedNumber(2), [person(1), person(5)], on=week(10)) == Places(
        0, week(24) + timedelta(days=1), "Supports 2 of 2 people."
    )


def test_a_fixed_number_counts_only_who_is_supported():
    assert answer(FixedNumber(3), [person(1, ended=5), person(2)], 6) == (2, 6)


def test_a_caseload_made_smaller_has_no_place():
    assert answer(FixedNumber(1), [person(1), person(2)], 1) == (0, 25)


def test_a_budget_of_three_contacts_a_week_takes_three_people_at_once():
    assert places(WeeklyBudget(3), [], on=MONDAY) == Places(
        3, MONDAY, "3 people can start within 3 contacts a week."
    )


def test_a_budget_looks_ahead_and_names_the_week_in_which_there_is_room():
    assert places(WeeklyBudget(2), [person(1), person(1)], on=week(2)) == Places(
        0, week(25), "A new person would bring a week to 3 contacts. The limit is 2."
    )


def test_a_budget_counts_contacts_of_this_week_also_when_support_has_just_ended():
    wednesday = MONDAY + timedelta(days=2)
    ended = Supported.from_plan(plan(DEFAULT_TAPER, start=MONDAY), ended_on=wednesday)
    assert places(WeeklyBudget(1), [ended], on=wednesday).next_on == week(2)


def test_a_budget_counts_a_cut_short_plan_no_longer():
    assert answer(WeeklyBudget(1), [person(1, ended=3)], 3) == (1, 3)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: FixedNumber(0),
        lambda: FixedNumber(51),
        lambda: WeeklyBudget(-1),
        lambda: WeeklyBudget(1.5),
        lambda: Growing(joins=()),
        lambda: Growing(joins=(2, 0)),
        lambda: Growing(cycle_months=0),
    ],
)
def test_figures_that_make_no_caseload_are_refused(wrong):
    with pytest.raises(BadPattern):
        wrong()


def test_a_pattern_is_made_from_stored_figures():
    assert PATTERNS["growing"](joins=(2, 1, 2), cycle_months=11) == HEALTH_CONNECT_COACHING


days = st.integers(0, 200)
tapers = st.sampled_from(
    [DEFAULT_TAPER, (Phase(1, 4), Phase(2, 2)), (Phase(1, 3),), (Phase(2, 3), Phase(4, 3))]
)
patterns = st.sampled_from([Growing(), Growing((1, 2), 3), FixedNumber(2), FixedNumber(4)])


@st.composite
def caseloads(draw, most=6):
    people = []
    for start, phases in draw(st.lists(st.tuples(days, tapers), max_size=most)):
        start = MONDAY + timedelta(days=start)
        ended_on = draw(st.none() | days.map(lambda n, start=start: start + timedelta(days=n)))
        people.append(Supported.from_plan(plan(phases, start=start), ended_on=ended_on))
    return people


def first_day_with_a_place(pattern, people, today):
    foreseen = [p.as_planned(today) for p in people]
    walked = (today + timedelta(days=n) for n in range(700))
    return next((day for day in walked if places(pattern, foreseen, on=day).now), None)


@settings(max_examples=200, deadline=None)
@given(pattern=patterns, people=caseloads(), today=days)
def test_the_next_place_is_the_first_day_on_which_walking_ahead_finds_one(pattern, people, today):
    today = MONDAY + timedelta(days=today)
    assert places(pattern, people, on=today).next_on == first_day_with_a_place(pattern, people, today)


@settings(max_examples=3, deadline=None)
@given(people=caseloads(most=2), today=days)
def test_the_next_place_of_a_budget_is_the_first_too(people, today):
    today, budget = MONDAY + timedelta(days=today), WeeklyBudget(1)
    assert places(budget, people, on=today).next_on == first_day_with_a_place(budget, people, today)
