"""One message in the morning of a working day: how many things wait for me or for nobody, and a link."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail

from peersupport.messaging.models import Message
from peersupport.messaging.services import preferences
from peersupport.messaging.services.pump import pump
from peersupport.reporting.selectors import today as worklist
from peersupport.reporting.services import digests
from tests.programmes.builders import tuesdays


@pytest.fixture
def busy(cast):
    """Grace's contact of 17 November is overdue; Priya owns her place."""
    return tuesdays(cast)


def at(day, hour=8, minute=0):
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


def to(cast) -> list[str]:
    names = {cast.priya.pk: "Priya", cast.tom.pk: "Tom", cast.maria.pk: "Maria"}
    rows = Message.objects.of(cast.scheme).filter(template="digest")
    return sorted(names[row.recipient_key] for row in rows)


def test_it_counts_the_lines_of_the_today_page_for_that_very_person(cast, busy):
    digests.send(scheme=cast.scheme, at=at(23))
    actor = cast.by(cast.priya)
    owners = worklist.owners(worklist.tasks(actor=actor, at=at(23)), actor=actor)
    row = Message.objects.of(cast.scheme).get(recipient_key=cast.priya.pk)
    assert row.number == owners.mine + owners.nobody > 0


def test_it_says_a_number_and_a_link_and_names_nobody(cast, busy):
    digests.send(scheme=cast.scheme, at=at(23))
    pump(at=at(23))
    bodies = "".join(letter.subject + letter.body for letter in mail.outbox)
    assert (" thing" in bodies, "/today/" in bodies) == (True, True)
    assert [name for name in ("Grace", "Adeyemi", "Denise", "COPD") if name in bodies] == []


def test_running_twice_or_late_makes_one_a_day(cast, busy):
    counts = [digests.send(scheme=cast.scheme, at=at(23, hour)) for hour in (8, 9, 15)]
    assert (counts[0] > 0, counts[1:]) == (True, [0, 0])


def test_a_missed_morning_is_caught_up_by_the_afternoon_and_not_the_next_day(cast, busy):
    digests.send(scheme=cast.scheme, at=at(24, 15))
    days = set(Message.objects.of(cast.scheme).filter(template="digest").values_list("day", flat=True))
    assert days == {date(2026, 11, 24)}


@pytest.mark.parametrize(
    "moment",
    [at(23, 7, 0), at(23, 17), at(28), at(29), datetime(2026, 12, 25, 9, tzinfo=UTC)],
    ids=["too early", "too late", "Saturday", "Sunday", "Christmas"],
)
def test_at_other_times_there_is_none(cast, busy, moment):
    assert digests.send(scheme=cast.scheme, at=moment) == 0


def test_coordinators_get_it_unless_they_said_no_and_managers_only_if_they_said_yes(cast, busy, monday):
    before = digests.send(scheme=cast.scheme, at=at(23)), to(cast)
    Message.objects.of(cast.scheme).delete()
    for member, wanted in ((cast.priya, False), (cast.maria, True)):
        whom = ("user", member.user_id)
        preferences.save(whom=whom, wish="", digest=wanted, by=cast.by(member), at=monday)
    cast.graces_place.change(owner=cast.maria)
    digests.send(scheme=cast.scheme, at=at(23) + timedelta(days=1))
    assert ("Priya" in before[1], "Maria" in before[1]) == (True, False)
    assert ("Priya" in to(cast), "Maria" in to(cast)) == (False, True)


def test_another_schemes_work_is_not_counted(cast, busy):
    assert digests.send(scheme=cast.hillside, at=at(23)) == 0
