"""Whatever people do with the plans of a volunteer, in whatever order, on a real database: what must hold, holds."""

from datetime import date, datetime, time, timedelta
from itertools import pairwise
from random import Random

import pytest
from django.db import transaction
from django.utils import timezone

from peersupport.core.errors import Refusal
from programmes.choices import BACK, CANCELLED, HOLD, MOVED, NOT_HELD, PLANNED, STEP_DOWN, TALKED
from programmes.models import Relationship
from programmes.selectors import capacity
from programmes.selectors.joining import joined, running_of
from programmes.selectors.requests import request_page
from programmes.selectors.reviews import review_page
from programmes.services import (
    changes,
    changes_cover,
    changes_one,
    contacts,
    relationships,
    requests,
    reviews,
)
from tests.cast import TODAY, make_patient
from volunteers.models import Leave

DAY = timedelta(days=1)
WAITING = ("Ada Berg", "Ben Cole", "Cora Dunn", "Dan Ely", "Eve Ford", "Fay Gill")


class Walk:
    """What happens is drawn; a refusal in words is as good an answer as any, an error is not."""

    def __init__(self, cast, seed: int) -> None:
        self.cast, self.draw, self.today = cast, Random(seed), TODAY
        self.priya, self.denise = cast.by(cast.priya), cast.by(cast.denise_member)
        self.waiting = [make_patient(cast, name, waits_since=date(2026, 9, 1)) for name in WAITING]
        self.settled, self.done = {}, []

    @property
    def at(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.today, time(9)))

    def day(self, least: int, most: int) -> date:
        return self.today + self.draw.randint(least, most) * DAY

    def pair(self) -> Relationship | None:
        rows = list(Relationship.objects.of(self.cast.scheme).running().order_by("started_on", "pk"))
        return self.draw.choice(rows) if rows else None

    def facts(self, pair, by=None) -> dict:
        return {"relationship": pair, "by": by or self.priya, "at": self.at}

    def step(self) -> str:
        happens = self.draw.choices(list(HAPPENS), list(HAPPENS.values()))[0]
        self.done.append(happens.__name__)
        pair = self.pair()
        if pair is None:
            happens = Walk.somebody_starts
        try:
            with transaction.atomic():
                happens(self, pair)
        except Refusal:
            self.done[-1] += " (refused)"

    # --- What happens ------------------------------------------------------------------------------

    def days_pass(self, pair):
        self.today = self.day(1, 12)

    def somebody_starts(self, pair):
        if self.waiting:
            start_on = self.day(0, 10)
            place = self.waiting[0]
            relationships.start(
                enrolment=place, volunteer=self.cast.denise, by=self.priya, at=self.at, start_on=start_on,
                mode="phone",
            )  # fmt: skip
            self.waiting.pop(0)

    def talk(self, pair):
        moved = self.day(1, 20) if self.draw.random() < 0.3 else None
        outcome = self.draw.choice((TALKED, TALKED, NOT_HELD, MOVED))
        contacts.log(
            **self.facts(pair, self.denise), happened_on=self.day(-3, 0), outcome=outcome, worried=False,
            next_on=moved,
        )  # fmt: skip

    def nobody_answers(self, pair):
        contacts.no_answer(**self.facts(pair, self.denise))

    def review(self, pair):
        page = review_page(pair, today=self.today)
        if page.ended:
            step = self.draw.choice([STEP_DOWN, *page.steps])
            both = self.draw.random() < 0.7
            row = reviews.write(
                **self.facts(pair, self.denise), how="Well", step=step, both_agree=both,
            )  # fmt: skip
            if row.state == "proposed":
                reviews.decide(review=row, by=self.priya, at=self.at, approve=True, why="Both want it")

    def request(self, pair):
        if request_page(pair, today=self.today).waits:
            return
        kind = self.draw.choice((HOLD, BACK, "pause"))
        days = {"from_on": self.day(0, 9), "until_on": self.day(10, 30)} if kind == "pause" else {}
        row = requests.ask(**self.facts(pair, self.denise), kind=kind, why="Hard", **days)
        requests.decide(request=row, by=self.priya, at=self.at, approve=True, why="Fine")

    def pause(self, pair):
        changes.pause(**self.facts(pair), from_on=self.day(0, 15), until_on=self.day(16, 50), why="Ill")

    def go_on(self, pair):
        changes.resume(**self.facts(pair), first_on=self.day(0, 30), why="Well again")

    def one_contact(self, pair):
        rows = list(pair.planned.filter(state=PLANNED).order_by("number")[:4])
        if rows:
            facts = {"planned": self.draw.choice(rows), "by": self.priya, "at": self.at, "why": "Away"}
            if self.draw.random() < 0.5:
                changes_one.skip_one(**facts)
            else:
                changes_one.move_one(to=self.day(0, 20), **facts)

    def cover(self, pair):
        changes_cover.cover(
            **self.facts(pair), volunteer=self.cast.abdul, starts_on=self.day(0, 5), ends_on=self.day(6, 20),
            why="Leave",
        )  # fmt: skip

    def leave(self, pair):
        first = self.day(1, 60)
        last = first + self.draw.randint(0, 20) * DAY
        Leave.make(scheme=self.cast.scheme, volunteer=self.cast.denise, starts_on=first, ends_on=last)

    def end(self, pair):
        relationships.end(**self.facts(pair), reason="person")

    # --- What holds --------------------------------------------------------------------------------

    def check(self):
        for pair in Relationship.objects.of(self.cast.scheme).running().select_related("role", "taper"):
            rows = list(pair.planned.order_by("number"))
            on_plan = [row for row in rows if row.state != CANCELLED]
            assert all(one.due_on < two.due_on for one, two in pairwise(on_plan)), "in order"
            ahead = [row for row in on_plan if row.state == PLANNED]
            assert all(row.opens_on <= row.due_on <= row.closes_on for row in ahead), "in the window"
            for one, two in pairwise(on_plan):
                if two.state == PLANNED:
                    assert one.due_on < two.opens_on, "after the one before"
                    assert one.state != PLANNED or one.closes_on < two.opens_on, "one in a window"
            if pair.paused_from_on:
                rest = [row for row in ahead if row.due_on >= self.today]
                assert not [r for r in rest if pair.paused_from_on <= r.due_on < pair.paused_until_on], (
                    "pause"
                )
            assert pair.ends_on >= on_plan[-1].due_on or on_plan[-1].moved_why == contacts.NOBODY_ANSWERED, (
                "end"
            )
            self.check_settled(rows)

    def check_settled(self, rows):
        """No past contact moves, and what is done stays as it was, but for a late log of one that was given up."""
        for row in rows:
            if before := self.settled.get(row.pk):
                assert row.due_on == before[0], "past stays"
                assert before[1] == PLANNED or (row.done_on or row.state in ("held", "cancelled")), (
                    "done stays"
                )
            # A try in vain may be repeated on a day still to come.
            if row.state != PLANNED or row.due_on < self.today - 25 * DAY:
                self.settled[row.pk] = (row.due_on, row.state)

    def check_answers(self):
        """Whoever asks about a place, a plan beside these or the next review is answered."""
        for on in (self.today, self.day(1, 100)):
            capacity.places(self.cast.denise, self.cast.coach, today=self.today, on=on)
        joined(
            taper=self.cast.taper, volunteer=self.cast.denise, role=self.cast.coach, start_on=self.day(0, 20),
            today=self.today, running=running_of(self.cast.denise, by=self.priya),
        )  # fmt: skip


HAPPENS = {
    Walk.days_pass: 8, Walk.somebody_starts: 3, Walk.talk: 8, Walk.nobody_answers: 3, Walk.review: 4,
    Walk.request: 2, Walk.pause: 2, Walk.go_on: 2, Walk.one_contact: 3, Walk.cover: 1, Walk.leave: 1, Walk.end: 1,
}  # fmt: skip


@pytest.mark.parametrize("seed", [1, 2])
def test_whatever_happens(cast, seed):
    cast.coach.change(caseload="fixed", people_at_once=3)
    cast.denise.change(team=None)
    walk = Walk(cast, seed)
    for number in range(80):
        try:
            walk.step()
            walk.check()
            if number % 10 == 0:
                walk.check_answers()
        except Exception as failed:
            raise AssertionError(f"seed {seed}, {walk.today}: {failed} after {walk.done[-8:]}") from failed
