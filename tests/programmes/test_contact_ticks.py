"""Ticks: reminders and overdue flags, each once, however often and however late they run."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from peersupport.audit.models import Event
from peersupport.core import clock
from peersupport.messaging.models import Message
from peersupport.messaging.services.pump import pump
from programmes import tasks
from programmes.services import contacts, contacts_ticks
from tests.programmes.builders import held, mondays, support


@pytest.fixture
def mo(cast):
    """Contacts on Mondays from 2 November 2026 on; the first three were held."""
    return mondays(cast)


def asked(scheme, template):
    rows = Message.objects.of(scheme).filter(template=template).order_by("day", "pk")
    return [(row.day, row.not_before, row.expires_at) for row in rows]


def at(day, hour=9, minute=5):
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


class TestReminders:
    def test_a_reminder_goes_out_at_nine_on_the_day_before_and_is_of_no_use_after_the_day(self, mo):
        contacts_ticks.remind(at=at(29, 0, 10))
        assert asked(mo.scheme, "contact_tomorrow") == [
            (date(2026, 11, 30), at(29, 9, 0), datetime(2026, 12, 1, 0, 0, tzinfo=UTC))
        ]

    def test_nothing_is_asked_two_days_before(self, mo):
        assert contacts_ticks.remind(at=at(28)) == 0

    def test_running_twice_asks_once(self, mo):
        assert (contacts_ticks.remind(at=at(29)), contacts_ticks.remind(at=at(29, 21))) == (1, 0)

    def test_a_missed_night_is_caught_up_on_the_day_itself(self, mo):
        assert contacts_ticks.remind(at=at(30, 7)) == 1

    def test_a_contact_of_yesterday_is_not_reminded_of_any_more(self, mo):
        held(mo, 4)
        assert contacts_ticks.remind(at=at(24)) == 0

    def test_a_moved_contact_gets_a_reminder_of_its_new_day_and_the_old_one_is_taken_back(self, cast, mo):
        contacts_ticks.remind(at=at(22, 6))
        contacts.log(
            relationship=mo,
            by=cast.by(cast.denise_member),
            at=at(22, 7),
            happened_on=date(2026, 11, 22),
            outcome="moved",
            worried=False,
            planned=mo.planned.get(number=4),
            next_on=date(2026, 11, 26),
        )
        contacts_ticks.remind(at=at(25))
        rows = Message.objects.of(mo.scheme).filter(template="contact_tomorrow").order_by("day", "pk")
        assert [(row.day.day, row.state) for row in rows] == [(23, "cancelled"), (26, "waiting")]

    def test_nobody_is_reminded_while_support_is_paused_or_when_the_person_has_died(self, cast, mo):
        mo.change(state="paused")
        paused = contacts_ticks.remind(at=at(29))
        mo.change(state="open")
        cast.mo.change(died_on=date(2026, 11, 20))
        assert (paused, contacts_ticks.remind(at=at(29))) == (0, 0)

    def test_the_message_reaches_the_volunteer_and_names_nobody_supported(self, mo, mailoutbox):
        contacts_ticks.remind(at=at(29))
        pump(at=at(29, 9, 30))
        (mail,) = mailoutbox
        assert mail.to == ["denise.harper@example.org"]
        assert "Mon 30 Nov 2026" in mail.body
        assert "Mo" not in mail.body.replace("Mon", "")

    @pytest.mark.parametrize(
        ("start", "moment", "nine_o_clock"),
        [
            # clocks go forward on Sunday 29 March 2026, and back on Sunday 25 October 2026
            (date(2026, 3, 30), datetime(2026, 3, 29, 6, tzinfo=UTC), datetime(2026, 3, 29, 8, tzinfo=UTC)),
            (date(2026, 3, 29), datetime(2026, 3, 28, 6, tzinfo=UTC), datetime(2026, 3, 28, 9, tzinfo=UTC)),
            (
                date(2026, 10, 26),
                datetime(2026, 10, 25, 6, tzinfo=UTC),
                datetime(2026, 10, 25, 9, tzinfo=UTC),
            ),
            (
                date(2026, 10, 25),
                datetime(2026, 10, 24, 6, tzinfo=UTC),
                datetime(2026, 10, 24, 8, tzinfo=UTC),
            ),
        ],
    )
    def test_nine_is_nine_by_the_clock_on_the_wall_when_the_clocks_change(
        self, cast, start, moment, nine_o_clock
    ):
        support(cast, cast.denise, cast.mos_place, start=start)
        contacts_ticks.remind(at=moment)
        assert Message.objects.of(cast.scheme).get().not_before == nine_o_clock

    def test_the_local_day_counts_and_not_that_of_utc(self, cast):
        """At 23:30 UTC in summer it is the next day already."""
        support(cast, cast.denise, cast.mos_place, start=date(2026, 7, 15))
        assert contacts_ticks.remind(at=datetime(2026, 7, 13, 23, 30, tzinfo=UTC)) == 1


class TestOverdue:
    def test_a_contact_is_flagged_once_when_it_is_more_than_two_days_late(self, mo):
        days = [contacts_ticks.flag_overdue(at=at(day)) for day in (24, 25, 26, 27)]
        assert days == [0, 0, 1, 0]

    def test_it_stays_planned_until_somebody_says_what_happened(self, mo):
        contacts_ticks.flag_overdue(at=at(30))
        assert mo.planned.get(number=4).state == "planned"

    def test_the_volunteer_hears_of_it_in_the_morning_and_the_audit_at_once(self, mo):
        contacts_ticks.flag_overdue(at=at(26, 0, 15))
        event = Event.objects.of(mo.scheme).get(action="planned_contact.overdue")
        assert (asked(mo.scheme, "contact_overdue")[0][:2], event.detail, event.by_role) == (
            (date(2026, 11, 23), at(26, 9, 0)),
            {"number": 4, "due_on": "2026-11-23"},
            "system",
        )

    def test_nights_that_were_missed_are_caught_up(self, mo):
        mo.planned.filter(number=3).update(state="planned")
        assert (contacts_ticks.flag_overdue(at=at(30)), contacts_ticks.flag_overdue(at=at(30))) == (2, 0)

    def test_the_events_of_a_batch_keep_the_chain_whole(self, mo):
        from peersupport.audit.services.chain import broken_links

        mo.planned.filter(number__lt=4).update(state="planned")
        contacts_ticks.flag_overdue(at=at(30))
        assert list(broken_links(mo.scheme.pk)) == []

    def test_the_number_of_statements_does_not_grow_with_the_rows(self, mo):
        mo.planned.update(state="planned")
        with CaptureQueriesContext(connection) as for_one:
            one = contacts_ticks.flag_overdue(at=at(5))
        with CaptureQueriesContext(connection) as for_many:
            many = contacts_ticks.flag_overdue(at=datetime(2027, 3, 1, 9, tzinfo=UTC))
        assert (one, many, len(for_many) <= len(for_one)) == (1, 11, True)


class TestGivingUp:
    def test_a_contact_that_was_only_tried_becomes_no_answer_when_its_time_is_over(self, cast, mo):
        by = cast.by(cast.denise_member)
        contacts.no_answer(relationship=mo, by=by, at=at(23))
        given_up = [contacts_ticks.give_up(at=at(day)) for day in (26, 27, 27)]
        row = mo.planned.get(number=4)
        assert (given_up, row.state, row.done_on) == ([0, 1, 0], "no_answer", date(2026, 11, 26))

    def test_a_contact_nobody_tried_is_never_given_up(self, mo):
        assert contacts_ticks.give_up(at=datetime(2027, 1, 4, tzinfo=UTC)) == 0


class TestTasks:
    def test_both_tasks_run_by_the_clock_and_may_run_twice(self, mo):
        with clock.fixed(at(26)):
            tasks.flag_overdue.delay()
            tasks.flag_overdue.delay()
        with clock.fixed(at(29)):
            tasks.remind.delay()
            tasks.remind.delay()
        templates = sorted(Message.objects.of(mo.scheme).values_list("template", flat=True))
        assert templates == ["contact_overdue", "contact_tomorrow"]

    def test_beats_timetable_names_the_tasks(self):
        from peersupport.celery import app

        names = {entry["task"] for entry in app.conf.beat_schedule.values()}
        assert {tasks.flag_overdue.name, tasks.remind.name} <= names


def test_two_schemes_are_told_apart(cast, mo):
    contacts_ticks.flag_overdue(at=at(26) + timedelta(minutes=1))
    assert Message.objects.of(cast.hillside).count() == 0
