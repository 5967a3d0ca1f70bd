"""A broken row or scheme stops nobody else's ticks; it is seen on the timers' page; no scheme waits for another."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection, transaction

from peersupport.accounts.actors import Actor
from peersupport.accounts.models import Scheme
from peersupport.audit.models import Event
from peersupport.audit.services import events
from peersupport.core import clock
from peersupport.core.ticks import SomeFailed
from peersupport.messaging.models import Heartbeat, Message
from peersupport.reporting.tasks import send_digests
from programmes import tasks
from programmes.models import Concern, Relationship
from programmes.services import changes_ticks, concerns, concerns_ticks, contacts_ticks
from tests.programmes.builders import mondays, support
from tests.programmes.test_concerns_route import name_team
from tests.support.at_once import until_somebody_waits
from tests.support.refusing import refuse, take_again
from volunteers.tasks import warn_expiring_checks

LATER = datetime(2026, 11, 30, 9, 5, tzinfo=UTC)


@pytest.fixture
def broken(cast):
    """Nothing can be written for Hillside, the first in every order, and nobody knows its bank holidays."""
    Scheme.objects.filter(pk=cast.hillside.pk).update(division="nowhere")
    refuse(cast.hillside, Message, Event)


def of_hillside(cast, relationship) -> Relationship:
    """As if the other scheme supported this person."""
    for rows in (relationship.planned.all(), Relationship.objects.filter(pk=relationship.pk)):
        rows.update(scheme=cast.hillside)
    return relationship


def told(cast, template) -> int:
    return Message.objects.of(cast.scheme).filter(template=template).count()


def garble(concern) -> None:
    with connection.cursor() as cursor:
        key = Concern._meta.pk.get_db_prep_value(concern.pk, connection)
        cursor.execute("UPDATE programmes_concern SET words = 'garbled' WHERE id = %s", [key])


def test_a_worry_that_cannot_be_read_does_not_keep_the_others_from_going_on(cast, monday):
    name_team(cast, monday, cast.priya, cast.tom)
    pair, by = mondays(cast), cast.by(cast.denise_member)
    bad, _ = (
        concerns.raise_concern(by=by, at=monday + timedelta(minutes=n), words="x", relationship=pair)
        for n in range(2)
    )
    garble(bad)
    with pytest.raises(SomeFailed, match="1 failed"):
        concerns_ticks.escalate(at=monday + timedelta(hours=3))
    assert told(cast, "concern_late") == 2


@pytest.mark.parametrize(
    ("task", "template"),
    [
        (tasks.remind, "contact_tomorrow"),
        (tasks.flag_overdue, "contact_overdue"),
        (tasks.follow_up, "contact_not_logged_staff"),
        (send_digests, "digest"),
        (warn_expiring_checks, "check_expires"),
    ],
)
def test_a_scheme_that_is_broken_does_not_stop_the_others(cast, broken, task, template):
    mondays(cast)
    of_hillside(cast, support(cast, cast.abdul, cast.graces_place, start=date(2026, 11, 2)))
    cast.abdul.checks.update(renew_by_on=date(2026, 12, 10), scheme=cast.hillside)
    cast.abdul.held_roles.update(scheme=cast.hillside)
    cast.denise.checks.update(renew_by_on=date(2026, 12, 10))
    with clock.fixed(LATER), pytest.raises(SomeFailed):
        task()
    assert told(cast, template) > 0


def test_reminders_go_out_although_a_pause_cannot_be_ended(cast, broken):
    mondays(cast)
    pair = of_hillside(cast, support(cast, cast.abdul, cast.graces_place, start=date(2026, 11, 2)))
    pair.change(state="paused", paused_from_on=date(2026, 11, 3), paused_until_on=date(2026, 11, 10))
    with clock.fixed(LATER - timedelta(days=1)), pytest.raises(SomeFailed):
        tasks.remind()
    assert told(cast, "contact_tomorrow") == 1


def test_a_task_that_fails_is_noted_with_what_and_how_often_and_ends_well_again(cast, broken, monday):
    of_hillside(cast, support(cast, cast.abdul, cast.graces_place, start=date(2026, 11, 2)))
    for _ in range(2):
        tasks.remind.apply(throw=False)
    found = Heartbeat.objects.everywhere().get(name="programmes.remind")
    assert (found.last_run_at, found.failures, found.failed_at) == (None, 2, monday)
    assert found.why == "1 failed: IntegrityError"
    take_again(Message, Event)
    tasks.remind.apply(throw=False)
    found.refresh_from_db()
    assert (found.last_run_at, found.failures, found.why) == (monday, 0, "")


def note(scheme) -> None:
    """A page writes down that something was done."""
    events.record(by=Actor.system(scheme), action="test.noted", row=scheme, at=LATER)


def on_its_own(act, *arguments):
    """The same, on a connection of its own that waits two seconds for a lock at most."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '2s'")
        with transaction.atomic():
            return act(*arguments)
    finally:
        connection.close()


@pytest.mark.postgres
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one writer in at a time anyway")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("tick", [changes_ticks.end_pauses, contacts_ticks.flag_overdue])
def test_nobody_of_one_scheme_waits_while_a_tick_waits_for_another(cast, tick):
    """The tick is done with Hillside and stuck in Riverbank, where a page holds the chain of the audit."""
    there = of_hillside(cast, support(cast, cast.abdul, cast.graces_place, start=date(2026, 11, 2)))
    for pair in (there, mondays(cast)):
        if tick == changes_ticks.end_pauses:
            pair.change(state="paused", paused_from_on=date(2026, 11, 3), paused_until_on=date(2026, 11, 10))

    def run() -> int:
        try:
            return tick(at=LATER)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        with transaction.atomic():
            note(cast.scheme)
            running = pool.submit(run)
            until_somebody_waits()
            pool.submit(on_its_own, note, cast.hillside).result(timeout=60)
        assert running.result(timeout=60) >= 2
