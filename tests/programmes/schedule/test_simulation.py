from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peersupport.core.calendar import closed_days
from programmes.schedule.caseload import FixedNumber, Growing, WeeklyBudget, places
from programmes.schedule.load import peak, weekly_load
from programmes.schedule.simulation import run
from programmes.schedule.simulation_figures import Waits, simulate
from programmes.schedule.simulation_whatif import BadQuestion, WhatIf
from programmes.schedule.supported import Supported
from programmes.schedule.taper import DEFAULT_TAPER, NoPhases, Phase, plan

MONDAY = date(2026, 11, 23)
CLOSED = closed_days("england-and-wales")


def week(number):
    return MONDAY + timedelta(weeks=number - 1)


def ask(coaches, months=11, **more):
    return WhatIf(coaches=coaches, months=months, **({"start": MONDAY, "closed": CLOSED} | more))


def starts(asked):
    """The first day of everybody who started, in order."""
    return sorted(course.contacts[0].original_on for coach in run(asked).coaches for course in coach.courses)


def headline(asked):
    found = simulate(asked)
    return found.people_supported, found.contacts_held, found.peak_contacts_a_week, found.mean_contacts_a_week


def test_fifty_coaches_support_250_people_in_eleven_months():
    assert headline(ask(50)) == (
        250,
        3500,
        3,
        1.71,
    )  # 70 contacts each, in 41 weeks: one phase moved by a week


def test_a_hundred_coaches_support_500_people_in_eleven_months():
    assert headline(ask(100)) == (500, 7000, 3, 1.71)


@pytest.mark.parametrize(
    "start", [date(2026, 11, 22), date(2027, 3, 26), date(2027, 1, 31), date(2026, 12, 25)]
)
def test_the_figures_hold_whichever_day_it_starts(start):
    found = simulate(ask(50, start=start))
    assert (found.people_supported, found.people_finished, found.contacts_held) == (250, 250, 3500)


def test_a_coach_starts_people_in_weeks_1_9_and_18():
    """Week 17 if nothing slips: but staggering has moved a fortnightly phase by a week, and its end with it."""
    assert starts(ask(1)) == [week(1), week(1), week(9), week(18), week(18)]


def test_the_second_cycle_begins_after_eleven_months():
    assert [simulate(ask(50, months)).people_supported for months in (11, 12, 22)] == [250, 350, 500]


def test_the_same_question_has_the_same_answer():
    asked = ask(20, drop_out=30, leave_weeks=3, waiting=10, arrivals_a_week=2.5)
    assert (simulate(asked), simulate(asked) == simulate(replace(asked, seed=2))) == (simulate(asked), False)


def test_nobody_waits_for_no_coach():
    assert headline(ask(0)) == (0, 0, 0, 0.0)


def test_a_coach_who_is_trained_first_starts_later():
    assert starts(ask(1, training_weeks=6))[0] == week(7)


def test_coaches_who_are_trained_already_start_at_once():
    assert starts(ask(2, months=2, closed=frozenset(), training_weeks=6, trained=1)) == [
        week(1),
        week(1),
        week(7),
        week(7),
        week(9),
    ]


def test_recruits_join_month_by_month_and_train():
    asked = ask(0, months=3, recruits=3, recruits_a_month=2, training_weeks=2)
    assert starts(asked) == [week(3)] * 4 + [date(2027, 1, 6)] * 2 + [week(11)] * 2


def test_who_waits_is_taken_in_turn_and_the_days_are_counted():
    assert simulate(ask(1, waiting=6)).waits == Waits(56, 119, 1, 333)


def test_a_wait_is_not_known_when_somebody_always_waits():
    assert simulate(ask(1)).waits == Waits(None, None, None, None)


def test_nobody_waits_where_there_are_places_enough():
    found = simulate(ask(50, waiting=0, arrivals_a_week=2))
    assert (found.waits.longest_days, found.waits.still_waiting, found.people_supported > 50) == (0, 0, True)


def test_arrivals_come_at_about_the_rate_that_was_asked_for():
    waiting = simulate(ask(0, months=12, waiting=0, arrivals_a_week=10)).waits.still_waiting
    assert 450 < waiting < 600


def test_months_and_weeks_add_up_to_the_whole():
    found = simulate(ask(7, waiting=20, arrivals_a_week=0.5, drop_out=20))
    assert (
        sum(month.started for month in found.months),
        sum(month.contacts for month in found.months),
        sum(one.contacts for one in found.weeks),
        found.months[-1].supported,
        (found.months[-1].waiting, found.weeks[-1].waiting),
    ) == (
        found.people_supported,
        found.contacts_held,
        found.contacts_held,
        found.people_supported,
        (found.waits.still_waiting,) * 2,
    )


def carried(number, **more):
    """Somebody whose support began in that week."""
    return Supported.from_plan(plan(DEFAULT_TAPER, start=week(number)), **more)


def test_a_coach_who_supports_two_people_already_starts_a_third_when_both_have_stepped_down():
    assert starts(ask(1, caseloads=((carried(-3), carried(-3)),)))[0] == week(5)


def test_contacts_of_people_carried_over_are_counted_from_day_one():
    found = simulate(ask(1, caseloads=((carried(-3), carried(-3)),), waiting=0))
    assert (found.people_supported, found.contacts_held, found.peak_contacts_a_week) == (0, 2 * 10, 2)


def test_somebody_who_ended_before_day_one_counts_for_the_cycle_only():
    found = simulate(ask(1, caseloads=((carried(-3, ended_on=week(0)),),), months=1))
    assert (found.people_supported, found.contacts_held) == (2, 10)


def test_people_carried_over_are_paused_too():
    asked = ask(1, caseloads=((carried(-3), carried(-3)),), leave_weeks=5, waiting=0, months=14)
    (coach,) = run(asked).coaches
    days = [one.due(asked.end) for one in coach.everybody]
    assert [len(each) for each in days] == [10, 10]
    assert [day for a, b in coach.leave for each in days for day in each if a <= day < b] == []


def test_everybody_leaves_early_when_all_drop_out():
    found = simulate(ask(5, drop_out=100))
    assert (found.people_finished, found.people_left_early > 0) == (0, True)


def test_other_tapers_and_patterns_are_a_matter_of_figures():
    found = simulate(ask(3, months=3, phases=(Phase(1, 4),), pattern=FixedNumber(2)))
    # each four weeks long, so that a place is free again the day after: on days 0, 22, 44, 66 and 88
    assert (found.people_supported, found.contacts_held) == (30, 102)


@pytest.mark.parametrize(
    ("field", "value"), [("coaches", -1), ("months", 0), ("drop_out", 101), ("leave_weeks", 27)]
)
def test_a_figure_out_of_range_is_refused_by_name(field, value):
    with pytest.raises(BadQuestion) as refusal:
        ask(**({"coaches": 1} | {field: value}))
    assert refusal.value.field == field


def test_a_taper_without_phases_is_refused():
    with pytest.raises(NoPhases):
        ask(1, phases=())


tapers = st.sampled_from(
    [DEFAULT_TAPER, (Phase(1, 4), Phase(2, 2)), (Phase(2, 3), Phase(4, 3)), (Phase(1, 1),)]
)
patterns = st.sampled_from([Growing(), Growing((1, 2), 3), FixedNumber(3)])
settings_of_all = {
    "months": st.integers(1, 12),
    "phases": tapers,
    "pattern": patterns,
    "seed": st.integers(0, 99),
    "drop_out": st.sampled_from([0, 20, 70]),
    "leave_weeks": st.integers(0, 5),
}
plenty = st.builds(ask, st.integers(0, 3), **settings_of_all)
queues = {"waiting": st.none() | st.integers(0, 9), "arrivals_a_week": st.sampled_from([0, 0.7, 3])}
schemes = st.builds(ask, st.integers(1, 3), **settings_of_all, **queues)
slowly = settings(max_examples=40, deadline=None)


@slowly
@given(plenty, st.integers(1, 3))
def test_more_coaches_never_support_fewer_people(asked, more):
    assert (
        simulate(replace(asked, coaches=asked.coaches + more)).people_supported
        >= simulate(asked).people_supported
    )


@slowly
@given(schemes)
def test_without_drop_out_everybody_has_exactly_the_planned_contacts(asked):
    asked = replace(asked, drop_out=0)
    planned = sum(phase.contacts for phase in asked.phases)
    courses = [course for coach in run(asked).coaches for course in coach.courses]
    assert {len(course.due(date.max)) for course in courses} <= {planned}
    assert all(a.due_on < b.due_on for course in courses for a, b in pairwise(course.contacts))


@slowly
@given(schemes)
def test_nobody_has_more_contacts_a_week_than_the_load_says(asked):
    coaches = run(asked).coaches
    says = [
        peak(weekly_load([c.due_on for c in course.contacts] for course in coach.courses))
        for coach in coaches
    ]
    assert simulate(asked).peak_contacts_a_week <= max(says)


@settings(max_examples=10, deadline=None)  # a budget tries every week ahead
@given(schemes, st.integers(1, 4))
def test_a_budget_of_contacts_a_week_is_kept_while_nobody_is_on_leave(asked, contacts):
    found = simulate(
        replace(asked, pattern=WeeklyBudget(contacts), leave_weeks=0, months=min(asked.months, 8))
    )
    assert found.peak_contacts_a_week <= contacts


@slowly
@given(schemes)
def test_everybody_starts_on_a_day_on_which_the_caseload_has_a_place(asked):
    for coach in run(asked).coaches:
        everybody = [course.supported for course in coach.courses]
        for today in {person.starts_on for person in everybody}:
            there = [person.as_planned(today) for person in everybody if person.starts_on < today]
            started = sum(person.starts_on == today for person in everybody)
            found = places(asked.pattern, there, on=today, phases=asked.phases, closed=asked.closed)
            assert found.now >= started


@slowly
@given(schemes)
def test_no_contact_falls_into_a_leave(asked):
    away = [(coach, span) for coach in run(asked).coaches for span in coach.leave]
    inside = [
        day for coach, (a, b) in away for c in coach.courses for day in c.due(asked.end) if a <= day < b
    ]
    assert inside == []


@slowly
@given(schemes)
def test_contacts_of_one_person_keep_their_distance(asked):
    """A moved phase or a bank holiday takes off a week and some days at most."""
    for coach in run(asked).coaches:
        for course in coach.courses:
            days = [contact.due_on for contact in course.contacts]
            assert all((later - earlier).days >= 3 for earlier, later in pairwise(days))
