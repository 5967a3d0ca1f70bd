"""The figures of a simulated scheme, in all, by month and by week."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from statistics import median

from peersupport.core.calendar import add_months
from programmes.schedule.load import peak, week_of, weekly_load
from programmes.schedule.simulation import Run, run
from programmes.schedule.simulation_whatif import WhatIf


@dataclass(frozen=True, slots=True)
class Waits:
    """Days. Of those who started: the median and the longest wait. `still_waiting` people wait at the end, the
    first of them for `longest_still_waiting_days`. All None when somebody always waits, so that no wait is known;
    the days are None for nobody.
    """

    median_days: float | None
    longest_days: int | None
    still_waiting: int | None
    longest_still_waiting_days: int | None


@dataclass(frozen=True, slots=True)
class Month:
    """From `starts_on`: who started, who has ever started by its end, contacts held, who waits at its end."""

    starts_on: date
    started: int
    supported: int
    contacts: int
    waiting: int | None


@dataclass(frozen=True, slots=True)
class Week:
    """From a Monday: contacts held by all coaches, and who waits on its last day."""

    starts_on: date
    contacts: int
    waiting: int | None


@dataclass(frozen=True, slots=True)
class Figures:
    """`people_supported` have started within the run; `finished` of them had their last planned contact in it, and
    `left_early` dropped out. `contacts_held` are within the run, of people carried over too.
    `peak_contacts_a_week` is the most that any one coach held in a week (Monday to Sunday), `mean_contacts_a_week`
    is over the weeks from each coach's first contact to the last.
    """

    people_supported: int
    people_finished: int
    people_left_early: int
    contacts_held: int
    peak_contacts_a_week: int
    mean_contacts_a_week: float
    waits: Waits
    months: tuple[Month, ...]
    weeks: tuple[Week, ...]


def simulate(asked: WhatIf) -> Figures:
    """Run the scheme and count."""
    story = run(asked)
    loads = [weekly_load(one.due(asked.end) for one in coach.everybody) for coach in story.coaches]
    courses = [course for coach in story.coaches for course in coach.courses]
    held = [day for coach in story.coaches for one in coach.everybody for day in one.due(asked.end)]
    over = [course for course in courses if course.ends_on <= asked.end]
    return Figures(
        people_supported=len(courses),
        people_finished=sum(course.leaves_after is None for course in over),
        people_left_early=sum(course.leaves_after is not None for course in over),
        contacts_held=len(held),
        peak_contacts_a_week=max(map(peak, loads), default=0),
        mean_contacts_a_week=_mean(loads),
        waits=_waits(story),
        months=_months(story, [course.contacts[0].original_on for course in courses], held),
        weeks=_weeks(story, held),
    )


def _mean(loads: list[dict[date, int]]) -> float:
    contacts = sum(sum(load.values()) for load in loads)
    weeks = sum((max(load) - min(load)).days // 7 + 1 for load in loads if load)
    return round(contacts / weeks, 2) if weeks else 0.0


def _waits(story: Run) -> Waits:
    if story.asked.waiting is None:
        return Waits(None, None, None, None)
    last = story.asked.end - timedelta(days=1)
    return Waits(
        median(story.waited) if story.waited else None,
        max(story.waited, default=None),
        len(story.queue),
        (last - story.queue[0]).days if story.queue else None,
    )


def _months(story: Run, starts: list[date], held: list[date]) -> tuple[Month, ...]:
    asked, waiting = story.asked, dict(story.waiting)
    bounds = pairwise(add_months(asked.start, n) for n in range(asked.months + 1))
    return tuple(
        Month(
            starts_on=first,
            started=sum(first <= day < after for day in starts),
            supported=sum(day < after for day in starts),
            contacts=sum(first <= day < after for day in held),
            waiting=None if asked.waiting is None else waiting[after - timedelta(days=1)],
        )
        for first, after in bounds
    )


def _weeks(story: Run, held: list[date]) -> tuple[Week, ...]:
    """Every week that the run touches, in order."""
    contacts = Counter(map(week_of, held))
    waiting = {week_of(day): number for day, number in story.waiting}  # the last day of a week stays
    endless = story.asked.waiting is None
    return tuple(Week(week, contacts[week], None if endless else n) for week, n in waiting.items())
