"""A worker that stood still for a week: the next night asks for what every night would have asked for, and once."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction

from peersupport.audit.models import Event
from peersupport.audit.services.chain import broken_links
from peersupport.messaging.models import Message
from programmes.models import PlannedContact
from programmes.services import contacts, contacts_ticks, followups_late, followups_ticks
from tests.programmes.builders import mondays, tuesdays

FIRST = datetime(2026, 11, 23, 0, 15, tzinfo=UTC)
NIGHTS = [FIRST + timedelta(days=n) for n in range(8)]


@pytest.fixture
def two(cast, monday):
    """Mo was called in vain on Monday; Grace's contact of last week was never logged."""
    pair = mondays(cast), tuesdays(cast)
    contacts.no_answer(relationship=pair[0], by=cast.by(cast.denise_member), at=monday)
    return cast.scheme


def ticks(at: datetime) -> None:
    contacts_ticks.give_up(at=at)
    contacts_ticks.flag_overdue(at=at)
    contacts_ticks.remind(at=at)
    followups_late.escalate(at=at)
    followups_ticks.announce_reviews(at=at)


def outcome(scheme, nights: list[datetime]) -> dict:
    """What there is after these nights; everything is taken back."""
    with transaction.atomic():
        for night in nights:
            ticks(night)
        rows = Message.objects.of(scheme).filter(number=None)
        asked = rows.values_list("template", "day")
        late = PlannedContact.objects.of(scheme)
        found = {
            "overdue": sorted(day for template, day in asked if template == "contact_overdue"),
            "reminders": sorted(day for template, day in asked if template == "contact_tomorrow"),
            "reviews": sorted(day for template, day in asked if template == "review_due"),
            "told": list(late.order_by("pk").values_list("coordinator_for", "manager_for")),
            "counted": sorted(
                Message.objects.of(scheme).filter(number__gt=0).values_list("number", flat=True)
            ),
            "events": sorted(
                Event.objects.of(scheme).exclude(action="contact.logged").values_list("action", "key")
            ),
            "states": list(PlannedContact.objects.of(scheme).order_by("pk").values_list("state", "done_on")),
            "broken": list(broken_links(scheme.pk)),
        }
        transaction.set_rollback(True)
    return found


def test_after_seven_missed_nights_everything_is_asked_for_that_is_still_of_use_and_once(two):
    every_night, one_night = outcome(two, NIGHTS), outcome(two, NIGHTS[-1:])
    same = ("overdue", "events", "states", "broken", "told", "reviews")
    assert {what: one_night[what] for what in same} == {what: every_night[what] for what in same}
    assert len(one_night["overdue"]) == 2 and one_night["broken"] == []
    tomorrow = {date(2026, 11, 30), date(2026, 12, 1)}
    assert one_night["reminders"] == [day for day in every_night["reminders"] if day in tomorrow]


@pytest.mark.parametrize("missed", [1, 3, 7, 10, 30, 60])
def test_however_many_nights_are_missed_nothing_is_left_out_and_nothing_is_said_twice(two, missed):
    """What volunteers, coordinators and managers were told of is the same; old things come in one message for each."""
    nights = [FIRST + timedelta(days=n) for n in range(missed + 2)]
    every_night, one_night = outcome(two, nights), outcome(two, nights[-1:])
    same = ("overdue", "events", "states", "broken", "told", "reviews")
    assert {what: one_night[what] for what in same} == {what: every_night[what] for what in same}
    assert (every_night["counted"], len(one_night["counted"]) <= 2) == ([], True)
    assert outcome(two, [*nights[-1:], *nights[-1:]]) == one_night


def test_the_nights_may_come_twice_and_in_any_order(two):
    assert outcome(two, [*NIGHTS, *NIGHTS[::-1], NIGHTS[-1]]) == outcome(two, NIGHTS)
