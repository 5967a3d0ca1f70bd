"""Ticks that tell staff and volunteers what is late and what comes: each once, and caught up after missed nights."""

from datetime import UTC, date, datetime, timedelta

import pytest

from peersupport.accounts.actors import Actor
from peersupport.messaging.models import Message
from programmes.selectors.board import board
from programmes.services import followups_ticks
from tests.cast import make_patient
from tests.programmes.builders import held, mondays, support
from tests.programmes.ticks_told import at, told


@pytest.fixture
def mo(cast):
    """Contacts on Mondays from 2 November 2026 on; the first three were held, the fourth is due on the 23rd."""
    return mondays(cast)


class TestReviews:
    """The weekly phase ends with contact 8, on 21 December 2026."""

    def test_the_volunteer_hears_a_week_before_the_phase_ends_once(self, cast, mo):
        held(mo, 4, 5, 6, 7)
        counts = [followups_ticks.announce_reviews(at=at(day)) for day in (43, 44, 45)]
        assert (counts, told(cast, "review_due")) == ([0, 1, 0], ["Denise"])

    def test_it_is_caught_up_while_nobody_has_written_it(self, cast, mo):
        held(mo, 4, 5, 6, 7, 8)
        assert followups_ticks.announce_reviews(at=at(54)) == 1

    def test_it_is_caught_up_after_a_month_of_missed_nights_and_is_of_use_from_then_on(self, cast, mo):
        held(mo, 4, 5, 6, 7)
        counts = [followups_ticks.announce_reviews(at=at(day)) for day in (51 + 30, 51 + 31)]
        message = Message.objects.of(cast.scheme).get(template="review_due")
        assert (counts, message.day, message.expires_at.date()) == (
            [1, 0], date(2026, 12, 21), date(2027, 2, 3),
        )  # fmt: skip

    def test_the_message_leads_to_the_review_and_says_the_day(self, cast, mo):
        followups_ticks.announce_reviews(at=at(45))
        message = Message.objects.of(cast.scheme).get(template="review_due")
        assert (message.day, message.link) == (date(2026, 12, 21), f"/relationships/{mo.pk}/review/")

    def test_nobody_hears_of_a_review_after_support_has_ended(self, cast, mo):
        mo.change(state="ended", ended_on=date(2026, 12, 1))
        assert followups_ticks.announce_reviews(at=at(45)) == 0


class TestPlaces:
    """Denise may have two at first; with Mo and one more her next place opens on the day both step down."""

    @pytest.fixture
    def full(self, cast, mo):
        second = make_patient(cast, "Second Person", waits_since=date(2026, 9, 1))
        support(cast, cast.denise, second, start=date(2026, 11, 2))
        for volunteer in (cast.abdul, cast.joan):
            volunteer.change(stage="stepped_down")
        return mo

    def system(self, cast):
        return [Actor.system(cast.scheme)]

    def test_coordinators_hear_two_weeks_before_while_people_wait_and_once(self, cast, full):
        place = board(actor=cast.by(cast.priya), on=date(2026, 12, 14))[0].place
        days = (place.next_on - date(2026, 11, 1)).days + 1
        counts = [
            followups_ticks.announce_places(at=at(day), actors=self.system(cast))
            for day in (days - 15, days - 14, days - 13)
        ]
        assert (counts, told(cast, "place_opens")) == ([0, 1, 0], ["Priya"])

    def test_nobody_hears_when_nobody_waits(self, cast, full):
        cast.graces_place.change(state="left", ended_on=date(2026, 11, 20))
        assert followups_ticks.announce_places(at=at(50), actors=self.system(cast)) == 0

    def opens_on(self, cast) -> date:
        (line,) = board(actor=cast.by(cast.priya), on=date(2026, 12, 14))
        return line.place.next_on

    def announce(self, cast, day: date) -> int:
        moment = datetime(day.year, day.month, day.day, 2, tzinfo=UTC)
        return followups_ticks.announce_places(at=moment, actors=self.system(cast))

    def test_a_place_that_opened_in_missed_nights_is_told_once_and_of_use_for_a_week(self, cast, full):
        opens_on = self.opens_on(cast)
        late = opens_on + timedelta(days=20)
        told = [self.announce(cast, late), self.announce(cast, late + timedelta(days=1))]
        (row,) = Message.objects.of(cast.scheme).filter(template="place_opens")
        assert (told, row.day, row.expires_at.date()) == ([1, 0], opens_on, late + timedelta(days=7))

    def test_one_that_opened_long_ago_is_no_news_any_more(self, cast, full):
        assert self.announce(cast, self.opens_on(cast) + timedelta(days=29)) == 0

    def test_one_that_somebody_has_taken_since_is_not_told_of(self, cast, full):
        opens_on = self.opens_on(cast)
        third = make_patient(cast, "Third Person", waits_since=date(2026, 9, 1))
        support(cast, cast.denise, third, start=opens_on + timedelta(days=1))
        assert self.announce(cast, opens_on + timedelta(days=10)) == 0

    def test_somebody_who_had_places_all_the_time_is_no_news(self, cast, mo):
        for volunteer in (cast.abdul, cast.joan):
            volunteer.change(stage="stepped_down")
        assert [self.announce(cast, date(2026, 11, day)) for day in (9, 23)] == [0, 0]
