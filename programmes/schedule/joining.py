"""The plans of people who join a volunteer, and what may still move of those already running (feature T3).

Everybody's later phases are placed together, so the weeks stay as even as they can be (see `load`). Where that
would weigh too many combinations, the running plans stay as they are and the newcomers are fitted in one by one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import accumulate

from peersupport.core.calendar import ClosedDays
from programmes.schedule.load import (
    NO_LOAD,
    Phases,
    Plan,
    TooManyToStagger,
    stagger,
    stagger_together,
    weekly_load,
)  # fmt: skip
from programmes.schedule.taper import Phase, planned_dates, planned_weeks


def settled(phases: Sequence[Phase], *, start: date, today: date) -> int:
    """How many phases stay as they are: those begun, and one that could no longer come a week sooner."""
    return max(1, sum(day < today for day in soonest(phases, start=start)))


def soonest(phases: Sequence[Phase], *, start: date) -> list[date]:
    """The first day on which each phase could begin if it were moved to the week before. Raises TaperError."""
    weeks = planned_weeks([replace(phase, shift_weeks=0) for phase in phases])
    firsts = [0, *accumulate(phase.contacts for phase in phases)][:-1]
    return [start + timedelta(weeks=weeks[first] - 2) for first in firsts]


def join(
    running: Sequence[Plan],
    newcomers: Sequence[Plan],
    *,
    loads: Mapping[date, int] = NO_LOAD,
    closed: ClosedDays = frozenset(),
) -> list[Phases]:
    """The phases of all, those running first. `loads` are contacts beside these plans. Raises TaperError."""
    try:
        return stagger_together([*running, *newcomers], loads=loads, closed=closed)
    except TooManyToStagger:
        return _one_by_one(running, newcomers, loads, closed)


def _one_by_one(
    running: Sequence[Plan], newcomers: Sequence[Plan], loads: Mapping[date, int], closed: ClosedDays
) -> list[Phases]:
    found = [tuple(plan.phases) for plan in running]
    dates = [planned_dates(plan.phases, start=plan.start, closed=closed) for plan in running]
    dates.append([monday for monday, count in loads.items() for _ in range(count)])
    for plan in newcomers:
        found.append(stagger(plan.phases, start=plan.start, loads=weekly_load(dates), closed=closed))
        dates.append(planned_dates(found[-1], start=plan.start, closed=closed))
    return found
