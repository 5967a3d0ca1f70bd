"""One simulated coach: who is supported, who drops out, when the coach is away.

Whether there is a place is asked of `caseload.places`, where contacts fall of `joining.join`. Both are asked only
on days that change something: the day that `places` names, an end, a leave, somebody who joins.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import chain
from random import Random

from programmes.schedule.caseload import places
from programmes.schedule.joining import join
from programmes.schedule.load import Phases, Plan, week_of, weekly_load
from programmes.schedule.simulation_course import Carried, Course
from programmes.schedule.simulation_whatif import WhatIf

YEAR = 364  # whole weeks


class Coach:
    """What is drawn depends on the seed and the coach's number alone, never on how many coaches there are."""

    def __init__(self, number: int, begins_on: date, asked: WhatIf) -> None:
        self.number, self.asked = number, asked
        caseload = asked.caseloads[number] if number < len(asked.caseloads) else ()
        self.running: list[Course | Carried] = [Carried(one, asked.start, asked.closed) for one in caseload]
        self.ended: list[Course | Carried] = []
        self.free = 0
        self.wakes_on: date | None = begins_on
        self.looked_on: date | None = None
        self._luck = Random(f"{asked.seed} {number}")  # noqa: S311 - a simulation, no secret
        self.leave = list(self._leaves(begins_on))

    @property
    def everybody(self) -> list[Course | Carried]:
        return self.ended + self.running

    @property
    def courses(self) -> list[Course]:
        """Of all, those who have started within the run."""
        return [one for one in self.everybody if isinstance(one, Course)]

    def wake(self, today: date) -> None:
        """Take in what has happened up to today, and see whether there is a place."""
        self._end(today)
        for first, back in self.leave:
            if first == today:
                self.running = [course.paused(first, back) for course in self.running]
            if back == today:
                self._place([], today)
        self.look(today)

    def start(self, people: int, today: date) -> None:
        """So many people start today, within the places there are."""
        self._place([self._newcomer(today) for _ in range(people)], today)
        self.look(today)

    def look(self, today: date) -> None:
        """Ask for a place, unless away, and note the next day on which anything can change."""
        self.looked_on = today
        back = next((back for first, back in self.leave if first <= today < back), None)
        self.free, next_place = (0, back) if back else self._places(today)
        days = [next_place, *(c.ends_on for c in self.running), *(first for first, _ in self.leave)]
        self.wakes_on = min((day for day in days if day and day > today), default=None)

    def _places(self, today: date) -> tuple[int, date | None]:
        asked, people = self.asked, [one.supported.as_planned(today) for one in self.everybody]
        return places(asked.pattern, people, on=today, phases=asked.phases, closed=asked.closed)[:2]

    def _end(self, today: date) -> None:
        over = [course for course in self.running if course.ends_on <= today]
        self.ended += [course.ended() for course in over]
        self.running = [course for course in self.running if course.ends_on > today]

    def _newcomer(self, today: date) -> Course:
        """Two draws for each, whether they leave or not, so that other figures change nothing else."""
        contacts = sum(phase.contacts for phase in self.asked.phases)
        leaves, share = self._luck.random() * 100 < self.asked.drop_out, self._luck.random()
        after = 1 + int(share * (contacts - 1)) if leaves and contacts > 1 else None
        return Course(self.asked.phases, today, self.asked.closed, leaves_after=after)

    def _place(self, newcomers: list[Course], today: date) -> None:
        """Everybody's later phases find their weeks, those of newcomers beside those who are there."""
        moving = [one for one in self.running if isinstance(one, Course) and one.moves(today)]
        still = [one for one in self.running if one not in moving]
        plans = tuple(course.as_plan(today) for course in moving + newcomers)
        phases = placed(plans, len(moving), self._beside(moving, still, today), self.asked.closed)
        everybody = zip(moving + newcomers, phases, strict=True)
        self.running = [*still, *(course.placed(its) for course, its in everybody)]

    def _beside(
        self, moving: Sequence[Course], still: Sequence[Course | Carried], today: date
    ) -> tuple[tuple[date, int], ...]:
        """Contacts from this week on that are in no plan to be placed: nothing of them may move."""
        gone = (course.due(today) for course in self.ended)
        cut = ([contact.due_on for contact in course.before] for course in moving)
        there = (course.supported.contacts for course in still)
        load = weekly_load(chain(gone, cut, there))
        return tuple((week, contacts) for week, contacts in load.items() if week >= week_of(today))

    def _leaves(self, begins_on: date) -> Iterator[tuple[date, date]]:
        """First day away and first day back, once in each year of 52 weeks."""
        luck = Random(f"{self.asked.seed} {self.number} leave")  # noqa: S311
        days, year = self.asked.leave_weeks * 7, begins_on
        while days and year < self.asked.end:
            first = year + timedelta(days=int(luck.random() * (YEAR - days)))
            yield first, first + timedelta(days=days)
            year += timedelta(days=YEAR)


@lru_cache(maxsize=10_000)
def placed(
    plans: tuple[Plan, ...], running: int, beside: tuple[tuple[date, int], ...], closed: frozenset[date]
) -> tuple[Phases, ...]:
    """`join`, remembered: most coaches stand where another has stood."""
    return tuple(join(plans[:running], plans[running:], loads=dict(beside), closed=closed))
