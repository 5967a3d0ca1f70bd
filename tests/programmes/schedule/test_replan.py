"""The rest of a plan, planned anew: number and order kept, never on a closed day."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programmes.schedule.replan import (
    dated,
    gaps_to_hold,
    gaps_to_step_back,
    same_weekday,
    shifted,
    stepped,
)
from programmes.schedule.taper import DEFAULT_TAPER, Moved, planned_dates

START = date(2026, 11, 2)
PLAN = planned_dates(DEFAULT_TAPER, start=START)
days = st.dates(date(2026, 1, 1), date(2028, 12, 31))
# At most 40 closed days, so that an open one is always near.
closures = st.frozensets(days, max_size=40)
rests = st.integers(0, len(PLAN) - 1).map(lambda done: PLAN[done:])


@given(rest=rests, start=days, closed=closures, away=closures)
def test_number_and_order_are_kept_and_no_contact_is_on_a_closed_day(rest, start, closed, away):
    found = [contact.due_on for contact in shifted(rest, start=start, closed=closed, away=away)]
    assert len(found) == len(rest)
    assert all(earlier < later for earlier, later in pairwise(found))
    assert not set(found) & (closed | away)


@given(rest=rests, start=days)
def test_without_closed_days_every_distance_is_kept(rest, start):
    found = [contact.due_on for contact in shifted(rest, start=start)]
    assert [day - found[0] for day in found] == [day - rest[0] for day in rest]
    assert found[0] == start


@given(rest=rests, start=days, closed=closures)
def test_no_contact_comes_before_the_day_it_is_reckoned_on(rest, start, closed):
    assert all(contact.due_on >= contact.original_on for contact in shifted(rest, start=start, closed=closed))


@given(like=days, since=days)
def test_the_same_day_of_the_week_comes_within_six_days(like, since):
    found = same_weekday(like, since=since)
    assert found.weekday() == like.weekday()
    assert timedelta() <= found - since <= timedelta(days=6)


@given(
    done=st.integers(1, len(PLAN)), gaps=st.sampled_from([(1,), (2,), (1, 1), (4,), (2, 2)]), closed=closures
)
def test_a_step_puts_contacts_in_front_and_keeps_all_others(done, gaps, closed):
    base, rest = PLAN[done - 1], PLAN[done:]
    found = stepped(rest, base=base, gaps=gaps, since=base, end=PLAN[-1], closed=closed)
    dues = [contact.due_on for contact in found.contacts]
    assert (len(dues), found.extra) == (len(rest) + len(gaps), len(gaps))
    assert all(earlier < later for earlier, later in pairwise([base, *dues]))
    assert not set(dues) & closed
    assert found.beyond == (dues[-1] > PLAN[-1])


def weeks(found) -> list[int]:
    return [(contact.due_on - START).days // 7 + 1 for contact in found.contacts]


def test_holding_weekly_gives_one_week_more_and_still_ends_as_agreed():
    found = stepped(PLAN[8:], base=PLAN[7], gaps=gaps_to_hold(1), since=PLAN[7], end=PLAN[-1])
    assert (weeks(found), found.beyond) == ([9, 11, 13, 15, 17, 21, 24], False)


def test_stepping_back_from_fortnightly_gives_two_weekly_contacts():
    found = stepped(PLAN[12:], base=PLAN[11], gaps=gaps_to_step_back(2, 1), since=PLAN[11], end=PLAN[-1])
    assert (weeks(found), found.extra, found.beyond) == ([17, 18, 22, 24], 2, False)


def test_holding_at_the_end_goes_beyond_it():
    found = stepped([], base=PLAN[13], gaps=gaps_to_hold(4), since=PLAN[13], end=PLAN[-1])
    assert (weeks(found), found.beyond) == ([28], True)


def test_a_review_that_comes_late_plans_nothing_in_the_past_and_keeps_the_day_of_the_week():
    since = PLAN[7] + timedelta(days=10)
    found = stepped(PLAN[8:], base=PLAN[7], gaps=(1,), since=since, end=date(2028, 1, 1))
    assert found.contacts[0].due_on == PLAN[7] + timedelta(days=14)


@pytest.mark.parametrize(
    "closed, away, why",
    [({START}, set(), Moved.CLOSED), (set(), {START}, Moved.AWAY), (set(), set(), None)],
)
def test_a_moved_day_says_why(closed, away, why):
    assert dated([START], closed=closed, away=away)[0].moved == why


def test_nothing_to_come_stays_nothing():
    assert shifted([], start=START) == ()
