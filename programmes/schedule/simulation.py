"""A scheme, simulated day by day on the product's own taper, caseload and load code (feature T10).

No rule of support is written here: a coach has a place when `caseload.places` says so, contacts fall where `taper`
and `joining` put them, and every contact that is due is held. What is made up is luck: who drops out, when a coach
is away, on which day somebody arrives. It all comes from the seed.

Each person goes to the coach with a place who has the fewest people. Matching is choosier, so real waits are longer.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from programmes.schedule.simulation_coach import Coach
from programmes.schedule.simulation_whatif import WhatIf


@dataclass
class Run:
    """What happened: the coaches, days waited by those who started, who waits, and how many did each evening."""

    asked: WhatIf
    coaches: list[Coach]
    waited: list[int] = field(default_factory=list)
    queue: deque[date] = field(default_factory=deque)
    waiting: list[tuple[date, int]] = field(default_factory=list)


def run(asked: WhatIf) -> Run:
    """Live through every day of the question."""
    coaches = [Coach(number, begins_on, asked) for number, begins_on in enumerate(asked.begins())]
    story = Run(asked, coaches, queue=deque([asked.start] * (asked.waiting or 0)))
    arrivals = _arrivals(asked)
    coming, today = next(arrivals), asked.start
    while today < asked.end:
        while coming <= today:
            story.queue.append(coming)
            coming = next(arrivals)
        _live(story, today)
        story.waiting.append((today, len(story.queue)))
        today += timedelta(days=1)
    return story


def _live(story: Run, today: date) -> None:
    """One day: who has to looks up, then people start where there are places."""
    for coach in story.coaches:
        if coach.wakes_on and coach.wakes_on <= today:
            coach.wake(today)
    given = _endless(story) if story.asked.waiting is None else _shared(story, today)
    for coach, people in given.items():
        coach.start(people, today)


def _endless(story: Run) -> dict[Coach, int]:
    """Somebody waits for every place."""
    return {coach: coach.free for coach in story.coaches if coach.free}


def _shared(story: Run, today: date) -> dict[Coach, int]:
    """Those who have waited longest, each to the coach who has the fewest people."""
    given: dict[Coach, int] = {}
    while story.queue:
        free = [coach for coach in story.coaches if coach.free > given.get(coach, 0)]
        if not free:
            break
        coach = min(free, key=lambda one: (len(one.running) + given.get(one, 0), one.number))
        if coach.looked_on != today:  # a place that nobody took may have gone since
            coach.look(today)
            continue
        given[coach] = given.get(coach, 0) + 1
        story.waited.append((today - story.queue.popleft()).days)
    return given


def _arrivals(asked: WhatIf) -> Iterator[date]:
    """The day of each arrival, at random with the given mean a week; at last a day that never comes."""
    luck, days = Random(f"{asked.seed} arrivals"), 0.0  # noqa: S311 - a simulation, no secret
    while asked.arrivals_a_week and days < (asked.end - asked.start).days:
        days += luck.expovariate(asked.arrivals_a_week / 7)
        yield asked.start + timedelta(days=int(days))
    yield date.max
