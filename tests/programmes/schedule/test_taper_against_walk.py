"""The planner against a slow calculator that knows no formula (see slow.py)."""

from datetime import date, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from peersupport.core.calendar import to_utc
from programmes.schedule.load import Plan, peak, stagger_together, weekly_load
from programmes.schedule.taper import DEFAULT_TAPER, Phase, plan, planned_dates, planned_weeks
from programmes.schedule.windows import Contact, clears, windows
from tests.programmes.schedule import slow
from tests.programmes.schedule.slow import (
    BANK_HOLIDAYS,
    CADENCES,
    FIRST,
    TEN_YEARS,
    clock_on_the_wall,
    compare,
    walked,
)


def easter(year):
    """Easter Sunday by Gauss's rule with its exceptions, for 1900 to 2099."""
    d = (19 * (year % 19) + 24) % 30
    e = (2 * (year % 4) + 4 * (year % 7) + 6 * d + 5) % 7
    if (d, e) == (29, 6) or (d == 28 and e == 6 and year % 19 > 10):
        e -= 7
    return date(year, 3, 22) + timedelta(days=d + e)


@pytest.mark.parametrize("cadence", CADENCES)
def test_every_start_of_ten_years_gives_the_dates_that_walking_gives(cadence):
    found = compare(cadence, "england-and-wales")
    assert (found.wrong, found.missing, found.double) == (0, 0, 0)
    assert found.compared == len(TEN_YEARS) * sum(phase.contacts for phase in CADENCES[cadence]) * 6


def test_a_plan_that_is_a_day_off_twice_over_or_short_is_counted(monkeypatch):
    """The comparison can fail."""
    monkeypatch.setattr(slow, "planned_dates", lambda phases, *, start, closed: [start, start])
    found = compare("four-weekly", "england-and-wales", [date(2026, 11, 23)])
    assert (found.wrong, found.missing, found.double) == (1, 6, 1)


@pytest.mark.parametrize("year", range(2012, 2029))
def test_no_contact_falls_on_easter_or_christmas(year):
    feasts = {easter(year) + timedelta(days=n) for n in (-2, 1)} | {date(year, 12, 25), date(year, 12, 26)}
    weekdays = {day for day in feasts if day.weekday() < 5}
    closed = BANK_HOLIDAYS["england-and-wales"]
    for feast in weekdays:
        start = feast - timedelta(weeks=3)
        (moved,) = [
            contact
            for contact in plan(DEFAULT_TAPER, start=start, closed=closed)
            if contact.original_on == feast
        ]
        assert feast < moved.due_on <= feast + timedelta(days=5)


@pytest.mark.parametrize("leap_day", [date(2020, 2, 29), date(2024, 2, 29), date(2028, 2, 29)])
def test_a_plan_passes_through_a_leap_day(leap_day):
    start = leap_day - timedelta(weeks=3)
    assert planned_dates(DEFAULT_TAPER, start=start)[3:5] == [leap_day, leap_day + timedelta(weeks=1)]
    assert planned_dates(DEFAULT_TAPER, start=leap_day)[:2] == [leap_day, leap_day + timedelta(weeks=1)]


def test_reminders_at_nine_stay_at_nine_through_every_clock_change():
    for day in TEN_YEARS:
        assert to_utc(day, time(9)) == clock_on_the_wall()[day, time(9)]


def test_every_half_hour_of_ten_years_is_the_moment_that_a_clock_on_the_wall_shows_first():
    wrong = [shown for shown, moment in clock_on_the_wall().items() if to_utc(*shown) != moment]
    assert wrong == []


starts = st.dates(date(1990, 1, 1), date(2090, 1, 1))


@st.composite
def tapers(draw):
    """One to four phases, of 100 weeks at most; later ones with rarer contacts may be staggered."""
    figures = draw(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=1, max_size=4))
    phases = [
        Phase(
            interval, contacts, shift_weeks=draw(st.sampled_from([0, -1, 1])) if index and interval > 1 else 0
        )
        for index, (interval, contacts) in enumerate(figures)
    ]
    assume(all(b.interval_weeks + b.shift_weeks - a.shift_weeks > 0 for a, b in pairwise(phases)))
    return phases


closures = st.tuples(
    st.sampled_from([frozenset(), *BANK_HOLIDAYS.values()]),
    st.lists(st.tuples(st.integers(0, 200), st.integers(1, 20)), max_size=4),
)


def closed_around(start, closure):
    holidays, shut = closure
    return holidays | {start + timedelta(days=first + n) for first, length in shut for n in range(length)}


@settings(max_examples=400, deadline=None)
@given(phases=tapers(), start=starts, closure=closures)
def test_any_plan_gives_the_dates_that_walking_gives(phases, start, closure):
    closed = closed_around(start, closure)
    assert planned_dates(phases, start=start, closed=closed) == walked(phases, start, closed)


@settings(max_examples=400, deadline=None)
@given(phases=tapers(), start=starts, closure=closures)
def test_whatever_is_closed_a_plan_keeps_its_promises(phases, start, closure):
    closed = closed_around(start, closure)
    contacts = plan(phases, start=start, closed=closed)
    dates = [contact.due_on for contact in contacts]
    assert len(dates) == sum(phase.contacts for phase in phases)
    assert all(earlier < later for earlier, later in pairwise(dates))
    assert closed.isdisjoint(dates)
    assert dates[0] == start or start in closed
    assert start.weekday() >= 5 or all(day.weekday() < 5 for day in dates)
    assert [c.original_on for c in contacts] == [
        start + timedelta(weeks=w - 1) for w in planned_weeks(phases)
    ]
    assert all((c.moved is None) == (c.due_on == c.original_on) for c in contacts)
    assert sum(c.review for c in contacts) == len(phases)
    assert [c.last for c in contacts] == [False] * (len(contacts) - 1) + [True]


@settings(max_examples=200, deadline=None)
@given(phases=tapers(), start=starts, closure=closures, offset=st.integers(-10, 400))
def test_at_most_one_window_holds_a_day_and_that_contact_is_cleared(phases, start, closure, offset):
    dues = planned_dates(phases, start=start, closed=closed_around(start, closure))
    opened, day = windows(dues), start + timedelta(days=offset)
    assert all(w.opens_on <= due <= w.closes_on for w, due in zip(opened, dues, strict=True))
    held = [n for n, w in enumerate(opened) if w.opens_on <= day <= w.closes_on]
    contacts = [Contact(due, *w) for due, w in zip(dues, opened, strict=True)]
    assert len(held) <= 1
    assert clears(contacts, day) == (held[0] if held else None)
    assert held or not opened[0].opens_on <= day <= opened[-1].closes_on


@settings(max_examples=50, deadline=None)
@given(plans=st.lists(st.tuples(tapers(), starts), min_size=1, max_size=2))
def test_staggering_never_makes_a_peak_higher_and_moves_by_a_week_at_most(plans):
    plans = [Plan(phases, FIRST + timedelta(days=start.toordinal() % 100)) for phases, start in plans]
    results = stagger_together(plans)
    before = weekly_load(planned_dates(p.phases, start=p.start) for p in plans)
    after = weekly_load(planned_dates(r, start=p.start) for r, p in zip(results, plans, strict=True))
    assert peak(after) <= peak(before)
    assert sum(after.values()) == sum(before.values())
    unmoved = [[Phase(f.interval_weeks, f.contacts) for f in p.phases] for p in plans]
    for result, phases in zip(results, unmoved, strict=True):
        moves = [
            abs(new - old) for new, old in zip(planned_weeks(result), planned_weeks(phases), strict=True)
        ]
        assert max(moves) <= 1
