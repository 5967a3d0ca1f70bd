"""Whatever happens to a plan, in whatever order: what must hold of it holds after each change."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from random import Random

import pytest

from peersupport.core.calendar import closed_days
from programmes.schedule.course import Course, Entry, Pause, gaps_to_hold, gaps_to_step_back
from programmes.schedule.days import may_wait
from programmes.schedule.joining import Ahead, join
from programmes.schedule.load import Plan
from programmes.schedule.taper import DEFAULT_TAPER, Phase, plan
from programmes.schedule.windows import Contact, clears, windows

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
START = date(2026, 11, 2)
LONGEST_CLOSED = timedelta(
    days=5
)  # a contact of Christmas Day comes on a Tuesday or, with a leave, soon after
TAPERS = [
    DEFAULT_TAPER,
    (Phase(1, 3), Phase(2, 3, shift_weeks=1), Phase(4, 2, shift_weeks=-1)),
    (Phase(1, 4), Phase(2, 4, shift_weeks=-1)),
    (Phase(2, 3), Phase(4, 3)),
]


class Walk:
    """One plan. `agreed` are contacts on a day that people chose: nearer to others, maybe, than the rhythm says."""

    def __init__(self, seed: int) -> None:
        self.draw = Random(seed)
        self.today = START + self.some(6) * DAY
        self.taper = self.draw.choice(TAPERS)
        self.closed = self.draw.choice([frozenset(), closed_days("england-and-wales")])
        self.leaves = []
        for _ in range(self.some(2)):
            first = self.today + self.some(150) * DAY
            self.leaves.append((first, first + self.some(25) * DAY))
        self.pause, self.agreed, self.settled = None, set(), {}
        planned = plan(self.taper, start=self.today, closed=self.closed, away=self.away)
        self.entries = [
            Entry(one.number, one.phase, self.taper[one.phase].interval_weeks, one.original_on, one.due_on)
            for one in planned
        ]
        self.end = planned[-1].due_on
        self.fit()

    def some(self, most: int, least: int = 0) -> int:
        return self.draw.randint(least, most)

    def away(self, day: date) -> bool:
        return any(first <= day <= last for first, last in self.leaves)

    @property
    def course(self) -> Course:
        return Course(self.entries, self.today, self.pause, self.closed, self.away)

    @property
    def on_plan(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.state != "off"]

    def fit(self):
        dues = [entry.due_on for entry in self.on_plan]
        self.windows = dict(zip((entry.number for entry in self.on_plan), windows(dues), strict=True))

    def save(self, laid, *, like: Entry | None = None):
        """As the service saves what a change has made of the rest."""
        assert all(one.entry is None or one.entry.due_on >= self.today for one in laid)
        assert all(one.entry is None or one.entry.state == "open" for one in laid)
        left = {entry.number: entry for entry in self.entries}
        for one in laid:
            if one.entry:
                del left[one.entry.number]
        self.agreed -= {one.entry.number for one in laid if one.entry}
        for one in laid:
            of = one.entry or like
            assert one.number not in left
            left[one.number] = replace(
                of,
                number=one.number,
                on=one.day.original_on,
                due_on=one.day.due_on,
                state="open",
                done_on=None,
            )
        self.entries = [left[number] for number in sorted(left)]
        self.fit()

    # --- What happens ------------------------------------------------------------------------------

    def days_pass(self):
        self.today += self.some(16, 1) * DAY
        if self.pause and self.pause.until_on <= self.today:
            self.pause = None

    def talk_today(self):
        """A conversation clears the contact whose window holds the day, early or late."""
        rows = self.on_plan
        spans = [self.windows[entry.number] for entry in rows]
        plan_ = [
            Contact(entry.due_on, *span, done=entry.state != "open")
            for entry, span in zip(rows, spans, strict=True)
        ]
        found = clears(plan_, self.today)
        if found is not None:
            self.change(rows[found], state="done", done_on=self.today)

    def give_up_what_is_late(self):
        for entry in self.on_plan:
            if entry.state == "open" and entry.due_on < self.today:
                self.change(entry, state="done", done_on=entry.due_on)

    def step(self):
        back = self.draw.random() < 0.5
        begun = [e for e in self.on_plan if e.state == "done" or e.due_on < self.today]
        if not begun or (back and not begun[-1].phase) or len(self.entries) > 40:
            return
        last = begun[-1]
        gaps = gaps_to_hold(last.weeks)
        if back:
            gaps = gaps_to_step_back(last.weeks, self.taper[last.phase - 1].interval_weeks)
        laid = self.course.stepped(last.number, gaps, end=self.end)
        assert [one.entry for one in laid[: len(gaps)]] == [None] * len(gaps)
        self.save(laid, like=replace(last, weeks=gaps[0]))
        self.end = self.on_plan[-1].due_on

    def pause_or_extend(self):
        from_on, long = self.today + self.some(20) * DAY, self.some(40, 1)
        pause = Pause(min(from_on, self.pause.from_on) if self.pause else from_on, from_on + long * DAY)
        laid = self.course.paused(pause)
        if laid:
            self.save(laid)
            self.pause, self.end = pause, self.on_plan[-1].due_on

    def go_on(self):
        if not self.pause:
            return
        course = self.course
        rest = course.to_resume()
        laid = course.resumed(course.free_from(rest) + self.some(40) * DAY)
        self.pause = None
        if laid:
            self.save(laid)
            self.agreed.add(laid[0].number)
            self.end = self.on_plan[-1].due_on

    def skip(self):
        place, rest = self.some(5), self.course.to_come()
        if len(rest) > 1 and place < len(rest):
            self.change(rest[place], state="off")
            self.end = self.on_plan[-1].due_on

    def move(self):
        place, rest = self.some(3), self.course.to_come()
        if place >= len(rest):
            return
        entry = rest[place]
        others = [one for one in self.on_plan if one.number != entry.number]
        before = [one.last_day + DAY for one in others if one.number < entry.number]
        after = [one.due_on - DAY for one in others if one.number > entry.number]
        to = max([self.today, *before[-1:]]) + self.some(30) * DAY
        if to <= min([*after[:1], to]) and not (self.pause and self.pause.holds(to)):
            self.change(entry, due_on=to)
            self.agreed.add(entry.number)
            self.end = self.on_plan[-1].due_on

    def try_again(self):
        """Nobody answered: again in two days, while the window is open."""
        for entry in self.course.to_come()[:1]:
            span, again = self.windows[entry.number], self.today + 2 * DAY
            in_pause = self.pause and self.pause.holds(again)
            if span.opens_on <= self.today and again <= span.closes_on and not in_pause:
                self.change(entry, due_on=again)
                self.agreed.add(entry.number)

    def go_on_leave(self):
        """What is planned by then stays where it is: people decide about it."""
        if len(self.leaves) < 5:
            first = self.today + self.some(60, 1) * DAY
            away = (first, first + self.some(30) * DAY)
            self.leaves.append(away)
            self.agreed |= {e.number for e in self.course.to_come() if away[0] <= e.due_on <= away[1]}

    def somebody_joins(self):
        """Whatever has become of the plan, others can be planned beside it."""
        rest = self.course.to_come()
        if rest:
            before = self.course.before(rest)
            ahead = Ahead(
                [Phase(e.weeks, 1) for e in rest], [[e.due_on] for e in rest], [True] * len(rest),
                after=before.last_day if before else date.min,
            )  # fmt: skip
            assert len(join([ahead], [Plan(DEFAULT_TAPER, self.today)], closed=self.closed)) == 2

    def change(self, entry: Entry, **columns):
        place = self.entries.index(entry)
        self.entries = [*self.entries[:place], replace(entry, **columns), *self.entries[place + 1 :]]
        self.fit()

    # --- What holds --------------------------------------------------------------------------------

    def numbers_are_in_the_order_of_days(self):
        numbers = [entry.number for entry in self.entries]
        assert numbers == sorted(set(numbers))
        assert all(one.due_on < two.due_on for one, two in pairwise(self.on_plan))

    def what_is_past_or_done_never_moves(self):
        now = {e.number: e for e in self.entries if e.state != "open" or e.due_on < self.today}
        for number, before in self.settled.items():
            after = now.get(number)
            assert after and after.due_on == before.due_on
            assert before.state == "open" or (after.state, after.done_on) == (before.state, before.done_on)
        self.settled = now

    def a_window_holds_the_day_of_its_own_contact_alone(self):
        for one, two in pairwise(self.on_plan):
            assert self.windows[one.number].closes_on < self.windows[two.number].opens_on
        for entry in self.on_plan:
            opens_on, closes_on = self.windows[entry.number]
            assert opens_on <= entry.due_on <= closes_on

    def nothing_is_due_in_a_pause(self):
        if self.pause:
            rest = self.course.to_come()
            assert not [entry for entry in rest if self.pause.holds(entry.due_on)]

    def nothing_comes_nearer_than_the_rhythm(self):
        """Reckoned days keep a whole interval; a week less where that keeps the agreed end, or where phases meet."""
        rest = [entry for entry in self.course.to_come() if entry.number not in self.agreed]
        for one, two in pairwise(rest):
            if any(one.number < number < two.number for number in self.agreed):
                continue
            fewer = 1 if one.phase == two.phase else 3
            assert two.on - one.on >= max(1, two.weeks - fewer) * WEEK
        for entry in rest:
            assert entry.due_on - entry.on <= may_wait(entry.weeks) + LONGEST_CLOSED
            assert entry.due_on >= entry.on

    def support_ends_with_its_last_contact(self):
        assert self.end == self.on_plan[-1].due_on or self.on_plan[-1].number in self.agreed


HAPPENS = {
    Walk.days_pass: 6, Walk.talk_today: 6, Walk.give_up_what_is_late: 1, Walk.step: 2, Walk.pause_or_extend: 1,
    Walk.go_on: 1, Walk.skip: 1, Walk.move: 1, Walk.try_again: 1, Walk.go_on_leave: 1, Walk.somebody_joins: 1,
}  # fmt: skip
HOLDS = (
    Walk.numbers_are_in_the_order_of_days, Walk.what_is_past_or_done_never_moves,
    Walk.a_window_holds_the_day_of_its_own_contact_alone, Walk.nothing_is_due_in_a_pause,
    Walk.nothing_comes_nearer_than_the_rhythm, Walk.support_ends_with_its_last_contact,
)  # fmt: skip


@pytest.mark.parametrize("seeds", [range(first, first + 50) for first in range(0, 150, 50)], ids=str)
def test_whatever_happens(seeds):
    for seed in seeds:
        walk, done = Walk(seed), []
        for happens in walk.draw.choices(list(HAPPENS), list(HAPPENS.values()), k=40):
            happens(walk)
            done.append(happens.__name__)
            for holds in HOLDS:
                try:
                    holds(walk)
                except AssertionError as failed:
                    raise AssertionError(f"seed {seed}, {holds.__name__} after {done}") from failed
