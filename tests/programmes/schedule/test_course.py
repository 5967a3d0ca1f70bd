"""The rest of a running plan, planned anew: what is past stays, number and order are kept, the rhythm too."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programmes.schedule.course import Course, Entry, Pause, gaps_to_hold, gaps_to_step_back
from programmes.schedule.days import Moved, dated, in_step, same_weekday
from programmes.schedule.taper import DEFAULT_TAPER, plan

START = date(2026, 11, 2)
PLAN = plan(DEFAULT_TAPER, start=START)
END = PLAN[-1].due_on
WEEK = timedelta(weeks=1)
days = st.dates(date(2026, 1, 1), date(2028, 12, 31))
# At most 40 closed days, so that an open one is always near.
closures = st.frozensets(days, max_size=40)
some_done = st.integers(0, len(PLAN) - 1)


def course(done: int, *, today: date | None = None, **more) -> Course:
    """So many contacts of the default taper are held; today is the day of the last of them."""
    entries = [
        Entry(one.number, one.phase, DEFAULT_TAPER[one.phase].interval_weeks, one.original_on, one.due_on)
        for one in PLAN
    ]
    for place in range(done):
        entries[place] = replace(entries[place], state="done", done_on=entries[place].due_on)
    return Course(entries, today or (PLAN[done - 1].due_on if done else START), **more)


def dues(laid) -> list[date]:
    return [one.day.due_on for one in laid]


def weeks(laid) -> list[int]:
    return [(day - START).days // 7 + 1 for day in dues(laid)]


@given(done=some_done, first=st.integers(0, 300), closed=closures, away=closures)
def test_number_and_order_are_kept_and_no_contact_is_on_a_closed_day(done, first, closed, away):
    plan = course(done, closed=closed, away=away)
    found = plan.resumed(plan.today + timedelta(days=first))
    assert [one.number for one in found] == [one.number for one in PLAN[done:]]
    assert all(earlier < later for earlier, later in pairwise(dues(found)))
    assert not set(dues(found)) & (closed | away)


@given(done=some_done, first=st.integers(1, 300))
def test_going_on_keeps_every_distance(done, first):
    plan = course(done)
    found = dues(plan.resumed(plan.today + timedelta(days=first)))
    assert [day - found[0] for day in found] == [one.due_on - PLAN[done].due_on for one in PLAN[done:]]
    assert found[0] == plan.today + timedelta(days=first)


@given(like=days, since=days)
def test_the_same_day_of_the_week_comes_within_six_days(like, since):
    found = same_weekday(like, since=since)
    assert found.weekday() == like.weekday()
    assert timedelta() <= found - since <= timedelta(days=6)


@given(
    done=st.integers(1, len(PLAN)), gaps=st.sampled_from([(1,), (2,), (1, 1), (4,), (2, 2)]), closed=closures
)
def test_a_step_puts_contacts_in_front_and_keeps_all_others(done, gaps, closed):
    found = course(done, closed=closed).stepped(done, gaps, end=END)
    assert [one.entry.number if one.entry else None for one in found] == [
        *[None] * len(gaps), *range(done + 1, 15),
    ]  # fmt: skip
    assert all(earlier < later for earlier, later in pairwise([PLAN[done - 1].due_on, *dues(found)]))
    assert not set(dues(found)) & closed


def test_holding_weekly_gives_one_week_more_and_still_ends_as_agreed():
    assert weeks(course(8).stepped(8, gaps_to_hold(1), end=END)) == [9, 11, 13, 15, 17, 21, 24]


def test_stepping_back_from_fortnightly_gives_two_weekly_contacts_and_no_distance_gets_two_weeks_shorter():
    assert weeks(course(12).stepped(12, gaps_to_step_back(2, 1), end=END)) == [17, 18, 21, 24]


def test_what_would_crowd_before_the_agreed_end_comes_after_it_in_full():
    assert weeks(course(13).stepped(13, gaps_to_step_back(4, 2), end=END)) == [22, 24, 28]


def test_holding_at_the_end_goes_beyond_it():
    assert weeks(course(14).stepped(14, gaps_to_hold(4), end=END)) == [28]


def test_a_review_that_comes_late_plans_nothing_in_the_past_and_keeps_the_day_of_the_week():
    late = course(8, today=PLAN[7].due_on + timedelta(days=10))
    assert dues(late.stepped(8, (1,), end=date(2028, 1, 1)))[0] == PLAN[7].due_on + 2 * WEEK


def test_a_step_leaves_alone_the_place_of_a_contact_that_was_skipped():
    """The first fortnightly contact, of week 10, was taken off: the day that did not suit does not come back."""
    plan = course(8)
    entries = [replace(one, state="off") if one.number == 9 else one for one in plan.entries]
    found = replace(plan, entries=entries).stepped(8, (2,), end=END + 8 * WEEK)
    assert weeks(found)[:3] == [12, 14, 16]
    assert [one.number for one in found][:3] == [10, 11, 12]


def test_a_step_in_a_pause_comes_after_it_and_does_not_repeat_it():
    pause = Pause(PLAN[7].due_on + timedelta(days=1), PLAN[7].due_on + 8 * WEEK)
    plan = course(8)
    shifted = {one.entry.number: one for one in plan.paused(pause)}
    entries = [
        replace(one, on=shifted[one.number].day.original_on, due_on=shifted[one.number].day.due_on)
        if one.number in shifted
        else one
        for one in plan.entries
    ]
    found = replace(plan, entries=entries, pause=pause).stepped(8, (2,), end=END + 20 * WEEK)
    assert weeks(found)[:3] == [16, 18, 20]


def test_a_longer_pause_moves_nothing_that_is_past():
    """The sixth contact, of 7 December, lies in the pause and is not logged; the seventh was held."""
    plan = course(5)
    entries = [
        replace(one, state="done", done_on=one.due_on) if one.number == 7 else one for one in plan.entries
    ]
    later = replace(plan, entries=entries, today=PLAN[6].due_on + timedelta(days=1))
    found = later.paused(Pause(PLAN[5].due_on, PLAN[9].due_on))
    assert [one.entry.number for one in found] == list(range(8, 15))


@pytest.mark.parametrize(
    "closed, away, why",
    [({START}, set(), Moved.CLOSED), (set(), {START}, Moved.AWAY), (set(), set(), None)],
)
def test_a_moved_day_says_why(closed, away, why):
    assert dated(in_step([START], [1]), closed=closed, away=away)[0].moved == why


def test_after_a_long_leave_the_rest_keeps_its_rhythm():
    """Away from 4 to 20 December: the Mondays of 7 and 14 December do not crowd into one week after it."""
    away = {date(2026, 12, number) for number in range(4, 21)}
    found = dated(in_step([START + n * WEEK for n in range(8)], [1] * 8), away=away)
    assert [one.due_on for one in found] == [
        *(START + n * WEEK for n in range(5)), *(date(2026, 12, 21) + n * WEEK for n in range(3)),
    ]  # fmt: skip
    assert [one.moved for one in found] == [None] * 5 + [Moved.AWAY, None, None]


def test_a_short_leave_moves_one_contact_alone():
    found = dated(in_step([START, START + WEEK], [1, 1]), away={START, START + timedelta(days=1)})
    assert [one.due_on for one in found] == [START + timedelta(days=2), START + WEEK]


def test_nothing_to_come_stays_nothing():
    plan = course(14, today=END + WEEK)
    assert (plan.paused(Pause(plan.today, plan.today + WEEK)), plan.resumed(plan.today)) == ((), ())
