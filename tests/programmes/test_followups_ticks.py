"""Ticks that tell staff and volunteers what is late and what comes: each once, and caught up after missed nights."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from peersupport.accounts.actors import Actor
from peersupport.messaging.models import Message
from programmes.models import FollowUpRules
from programmes.services import followups_ticks
from tests.programmes.builders import held, mondays, support


@pytest.fixture
def mo(cast):
    """Contacts on Mondays from 2 November 2026 on; the first three were held, the fourth is due on the 23rd."""
    return mondays(cast)


def at(day, hour=9, minute=5):
    return datetime(2026, 11, 1, hour, minute, tzinfo=UTC) + timedelta(days=day - 1)


def told(cast, template) -> list[str]:
    names = {
        cast.priya.pk: "Priya", cast.tom.pk: "Tom", cast.maria.pk: "Maria", cast.denise.pk: "Denise",
    }  # fmt: skip
    rows = Message.objects.of(cast.scheme).filter(template=template)
    return sorted(names[row.recipient_key] for row in rows)


class TestNotLogged:
    def test_the_coordinator_hears_after_the_agreed_days_and_the_managers_later(self, cast, mo):
        counts = [followups_ticks.escalate(at=at(day)) for day in (26, 27, 28, 32, 33)]
        assert (counts, told(cast, "contact_not_logged_staff")) == ([0, 1, 0, 0, 1], ["Maria", "Priya"])

    def test_missed_nights_are_caught_up(self, cast, mo):
        followups_ticks.escalate(at=at(31))
        assert told(cast, "contact_not_logged_staff") == ["Priya"]

    def test_after_more_than_a_week_the_list_is_enough(self, cast, mo):
        held(mo, 5, 6)
        assert followups_ticks.escalate(at=at(23 + 10 + 7)) == 0

    def test_what_is_logged_meanwhile_is_not_told(self, cast, mo):
        held(mo, 4)
        assert followups_ticks.escalate(at=at(27)) == 0

    def test_the_days_are_the_programmes(self, cast, mo):
        FollowUpRules.make(scheme=cast.scheme, programme=cast.coaching, coordinator_days=3, manager_days=5)
        assert [followups_ticks.escalate(at=at(day)) for day in (25, 26, 28)] == [0, 1, 1]

    def test_where_nobody_owns_the_person_every_coordinator_hears(self, cast, mo):
        mo.enrolment.change(owner=None)
        cast.denise.change(coordinator=None)
        followups_ticks.escalate(at=at(27))
        assert told(cast, "contact_not_logged_staff") == ["Maria", "Priya", "Tom"]

    def test_many_contacts_cost_no_more_queries_than_one(self, cast, mo):
        def queries() -> int:
            Message.objects.of(cast.scheme).delete()
            with CaptureQueriesContext(connection) as asked:
                followups_ticks.escalate(at=at(27))
            return len(asked)

        one = queries()
        support(cast, cast.abdul, cast.graces_place, start=date(2026, 11, 23))
        assert (queries(), told(cast, "contact_not_logged_staff")) == (one, ["Priya", "Priya"])


class TestReviews:
    """The weekly phase ends with contact 8, on 21 December 2026."""

    def test_the_volunteer_hears_a_week_before_the_phase_ends_once(self, cast, mo):
        held(mo, 4, 5, 6, 7)
        counts = [followups_ticks.announce_reviews(at=at(day)) for day in (43, 44, 45)]
        assert (counts, told(cast, "review_due")) == ([0, 1, 0], ["Denise"])

    def test_it_is_caught_up_while_nobody_has_written_it(self, cast, mo):
        held(mo, 4, 5, 6, 7, 8)
        assert followups_ticks.announce_reviews(at=at(54)) == 1

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
        from tests.cast import make_patient

        second = make_patient(cast, "Second Person", waits_since=date(2026, 9, 1))
        support(cast, cast.denise, second, start=date(2026, 11, 2))
        for volunteer in (cast.abdul, cast.joan):
            volunteer.change(stage="stepped_down")
        return mo

    def system(self, cast):
        return [Actor.system(cast.scheme)]

    def test_coordinators_hear_two_weeks_before_while_people_wait_and_once(self, cast, full):
        from programmes.selectors.board import board

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
