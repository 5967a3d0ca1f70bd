"""Places that are held: whoever holds one can start, in whatever order they do, and nobody else takes theirs."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

import pytest

from programmes.schedule.caseload import (
    FixedNumber,
    Growing,
    Limit,
    Newcomer,
    Places,
    WeeklyBudget,
    places_within,
)
from programmes.schedule.supported import Supported
from programmes.schedule.taper import DEFAULT_TAPER, Phase, plan

MONDAY = date(2026, 11, 23)
WEEK = timedelta(weeks=1)
COACH = Growing()


def week(number: int) -> date:
    return MONDAY + (number - 1) * WEEK


def person(number: int) -> Supported:
    return Supported.from_plan(plan(DEFAULT_TAPER, start=week(number)))


def answer(people, held, *, on=MONDAY, pattern=COACH, theirs=False, away=frozenset()) -> Places:
    return places_within([Limit(pattern, people, held)], on=on, newcomer=Newcomer(away=away), theirs=theirs)


def test_a_place_that_is_held_for_later_takes_none_of_today_from_one_who_holds_that():
    """One runs, Nell holds the place of today, Sana that of week 9: the two do not make each other's vanish."""
    nell, sana = person(1), person(9)
    assert answer([person(1)], [sana], theirs=True).now == 1
    assert answer([person(1), nell], [], on=week(9), theirs=True).now == 1
    assert answer([person(1)], [nell], on=week(9), theirs=True).now == 1


def test_the_next_place_does_not_run_away_from_who_asks_for_it():
    people, held = [person(1)], [person(1), person(9)]
    asked = [answer(people, held, on=week(number)).next_on for number in (1, 3, 9)]
    assert asked == [week(17)] * 3


def test_nobody_else_gets_a_place_that_one_who_comes_later_will_need():
    old = Supported.from_plan(plan([Phase(1, 4)], start=week(1))).as_planned(MONDAY)
    assert answer([old], [person(6)], pattern=FixedNumber(2)).now == 1
    assert answer([], [person(6)], pattern=FixedNumber(1)) == Places(
        0, date(2027, 6, 8), "The place is held for somebody from 28 December 2026."
    )


def test_nobody_starts_on_leave_and_the_next_place_is_after_it():
    away = {date(2026, 12, number) for number in range(4, 21)}
    assert answer([], [], on=date(2026, 12, 4), away=away) == Places(
        0, date(2026, 12, 21), "On leave until 20 December 2026."
    )


def test_who_is_away_for_good_has_no_next_place():
    assert answer([], [], away=lambda day: True) == Places(0, None, "On leave.")


@dataclass
class Scheme:
    """A volunteer whose places are held and taken as the answers allow, if all goes as planned."""

    pattern: object
    draw: Random
    away: frozenset
    today: date = MONDAY
    people: list = field(default_factory=list)
    held: list = field(default_factory=list)

    def ask(self, *, without: Supported | None = None) -> Places:
        held = [one for one in self.held if one is not without]
        limit = Limit(self.pattern, [one.as_planned(self.today) for one in self.people], held)
        return places_within([limit], on=self.today, newcomer=self.newcomer, theirs=without is not None)

    @property
    def newcomer(self) -> Newcomer:
        return Newcomer(away=self.away)

    def step(self):
        found = self.ask()
        assert found.now or found.next_on is None or found.next_on > self.today
        start_on = self.today if found.now else found.next_on
        what = self.draw.choice(("start", "hold", "hold", "wait"))
        if what == "start" and found.now:
            self.people.append(self.newcomer.starts(self.today))
        elif what != "wait" and start_on and start_on < self.today + 60 * WEEK:
            self.held.append(self.newcomer.starts(start_on))
        else:
            self.start_who_is_due()
            self.pass_until_somebody_is_due()

    def start_who_is_due(self):
        due = [one for one in self.held if one.starts_on <= self.today]
        for one in self.draw.sample(due, len(due)):
            assert self.ask(without=one).now, (self.today, one, self.people, self.held)
            self.held = [other for other in self.held if other is not one]
            self.people.append(one)

    def pass_until_somebody_is_due(self):
        later = [one.starts_on for one in self.held]
        self.today = min([self.today + self.draw.randint(1, 40) * timedelta(days=1), *later])


@pytest.mark.parametrize(
    ("pattern", "seeds", "steps"),
    [(Growing(), 40, 12), (Growing((1, 2), 6), 20, 12), (FixedNumber(3), 20, 12), (WeeklyBudget(2), 1, 4)],
    ids=str,
)
def test_what_is_held_can_be_started_in_any_order(pattern, seeds, steps):
    for seed in range(seeds):
        draw = Random(seed)
        first = MONDAY + draw.randint(0, 300) * timedelta(days=1)
        away = frozenset(first + timedelta(days=n) for n in range(draw.randint(0, 30)))
        scheme = Scheme(pattern, draw, away)
        for _ in range(steps):
            scheme.step()
