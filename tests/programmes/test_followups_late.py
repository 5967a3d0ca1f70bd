"""What nobody logs goes to the coordinator and then to the managers: once, and together after a long silence."""

from datetime import date

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from peersupport.messaging.models import Message
from peersupport.messaging.services.pump import pump
from programmes.models import FollowUpRules, PlannedContact
from programmes.services import contacts, followups_late
from tests.programmes.builders import held, mondays, support, tuesdays
from tests.programmes.ticks_told import at, told

TEMPLATE = "contact_not_logged_staff"


@pytest.fixture
def mo(cast):
    """Contacts on Mondays from 2 November 2026 on; the first three were held, the fourth is due on the 23rd."""
    return mondays(cast)


def test_the_coordinator_hears_after_the_agreed_days_and_the_managers_later(cast, mo):
    counts = [followups_late.escalate(at=at(day)) for day in (26, 27, 28, 32, 33)]
    assert (counts, told(cast, TEMPLATE)) == ([0, 1, 0, 0, 1], ["Maria", "Priya"])


def test_missed_nights_are_caught_up(cast, mo):
    followups_late.escalate(at=at(31))
    assert told(cast, TEMPLATE) == ["Priya"]


def test_after_a_silence_of_the_timers_each_hears_once_how_many_there_are(cast, mo):
    """Ten nights and more were missed: the coordinator's days are long over, the managers' only just."""
    counts = [followups_late.escalate(at=at(day)) for day in (23 + 15, 23 + 15, 23 + 16)]
    rows = Message.objects.of(cast.scheme).order_by("template", "-day", "pk")
    found = [(row.template, row.number, row.day) for row in rows]
    assert counts == [3, 0, 0]
    assert found == [
        ("contact_not_logged_staff", None, date(2026, 11, 30)),
        ("contact_not_logged_staff", None, date(2026, 11, 23)),
        ("contacts_not_logged_staff", 1, date(2026, 11, 23)),
    ]


def test_what_is_long_over_is_counted_in_one_message_for_each(cast, mo):
    tuesdays(cast)
    followups_late.escalate(at=at(23 + 60))
    found = {
        (row.recipient_key, row.number): row.day
        for row in Message.objects.of(cast.scheme).filter(number__gt=0)
    }
    assert found == {
        (cast.priya.pk, 13): date(2026, 11, 17),
        (cast.maria.pk, 13): date(2026, 11, 17),
    }
    pump(at=at(23 + 60, 10))
    assert "13 things on the list of contacts that nobody has logged" in "".join(m.body for m in mail.outbox)


def test_where_nobody_is_there_to_be_told_it_stays_to_be_done(cast, mo):
    for member in (cast.priya, cast.tom, cast.maria):
        member.change(ends_on=date(2026, 11, 20))
    nobody = followups_late.escalate(at=at(27))
    cast.tom.change(ends_on=None)
    assert (nobody, followups_late.escalate(at=at(28)), told(cast, TEMPLATE)) == (0, 1, ["Tom"])


def test_a_contact_that_moved_and_is_late_again_is_told_again(cast, mo):
    followups_late.escalate(at=at(27))
    mo.planned.filter(number=4).update(due_on=date(2026, 11, 25), closes_on=date(2026, 11, 28))
    assert [followups_late.escalate(at=at(day)) for day in (28, 29)] == [0, 1]


def test_what_waits_for_nine_is_taken_back_when_it_is_logged_at_eight(cast, mo):
    followups_late.escalate(at=at(27, 0, 5))
    contacts.log(
        relationship=mo, by=cast.by(cast.denise_member), at=at(27, 8), happened_on=date(2026, 11, 23),
        outcome="talked", worried=False, planned=mo.planned.get(number=4),
    )  # fmt: skip
    row = Message.objects.of(cast.scheme).get(template=TEMPLATE)
    assert (row.state, row.why) == ("cancelled", "answered or moved")


def test_what_is_logged_meanwhile_is_not_told(cast, mo):
    held(mo, 4)
    assert followups_late.escalate(at=at(27)) == 0


def test_the_days_are_the_programmes(cast, mo):
    FollowUpRules.make(scheme=cast.scheme, programme=cast.coaching, coordinator_days=3, manager_days=5)
    assert [followups_late.escalate(at=at(day)) for day in (25, 26, 28)] == [0, 1, 1]


def test_where_nobody_owns_the_person_every_coordinator_hears(cast, mo):
    mo.enrolment.change(owner=None)
    cast.denise.change(coordinator=None)
    followups_late.escalate(at=at(27))
    assert told(cast, TEMPLATE) == ["Maria", "Priya", "Tom"]


def test_many_contacts_cost_no_more_queries_than_one(cast, mo):
    def queries() -> int:
        Message.objects.of(cast.scheme).delete()
        PlannedContact.objects.of(cast.scheme).update(coordinator_for=None)
        with CaptureQueriesContext(connection) as asked:
            followups_late.escalate(at=at(27))
        return len(asked)

    one = queries()
    support(cast, cast.abdul, cast.graces_place, start=date(2026, 11, 23))
    assert (queries(), told(cast, TEMPLATE)) == (one, ["Priya", "Priya"])
