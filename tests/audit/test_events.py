"""Events are appended in the transaction, chained, and name what was tampered with."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from peersupport.accounts.actors import Actor
from peersupport.audit.models import ChainHead, Event
from peersupport.audit.services.chain import broken_links
from peersupport.audit.services.events import looked, record, record_each
from peersupport.core.keys import new_key


@pytest.fixture
def three_events(cast, monday):
    by = cast.by(cast.priya)
    record(by=cast.by(cast.hilda), action="scheme.opened", row=cast.hillside, at=monday)
    return [
        record(by=by, action=f"referral.step{n}", row=cast.mo, person=cast.mo, at=monday + timedelta(hours=n))
        for n in range(3)
    ]


def test_events_of_a_scheme_are_numbered_without_gaps(three_events):
    assert [event.number for event in three_events] == [1, 2, 3]


def test_looking_at_a_person_is_an_event(cast, monday):
    event = looked(by=cast.by(cast.priya), person=cast.mo, at=monday, page="overview")
    assert (event.action, event.person_key, event.by_name) == ("patient.looked", cast.mo.pk, "Priya Nair")


def test_an_event_cannot_be_changed_or_deleted(three_events):
    one, rows = three_events[0], Event.objects.everywhere()
    for forbidden in (one.save, one.delete, rows.delete, lambda: rows.update(by_name="Somebody")):
        with pytest.raises(TypeError, match="append-only"):
            forbidden()
    with pytest.raises(TypeError, match="append-only"):
        rows.bulk_update([one], ["by_name"])


def test_an_untouched_chain_has_no_broken_link(cast, three_events):
    assert list(broken_links(cast.scheme.pk)) == []
    call_command("verify_audit", verbosity=0)


@pytest.mark.parametrize(
    ("tamper", "named"),
    [
        ("UPDATE audit_event SET by_name = 'Somebody else' WHERE number = 2", [2]),
        ("DELETE FROM audit_event WHERE number = 2", [3]),
        ("DELETE FROM audit_event WHERE number = 3", [3]),
    ],
    ids=["changed", "removed", "cut off at the end"],
)
def test_tampering_is_named(cast, three_events, tamper, named):
    with connection.cursor() as cursor:
        cursor.execute(tamper)
    assert list(broken_links(cast.scheme.pk)) == named
    with pytest.raises(CommandError, match=f"event {named[0]}"):
        call_command("verify_audit")


def test_an_event_goes_with_the_transaction_that_failed(cast, monday):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record(by=cast.by(cast.priya), action="patient.changed", row=cast.mo, at=monday)
        raise ZeroDivisionError
    assert (Event.objects.everywhere().count(), ChainHead.objects.count()) == (0, 0)


def test_events_told_in_one_go_are_signed_like_those_told_one_by_one(cast, monday, three_events):
    facts = [(str(new_key()), str(cast.mo.pk), {"number": n, "due_on": "2026-11-30"}) for n in range(3)]
    by = Actor.system(cast.scheme)
    record_each(
        by=by, action="planned_contact.overdue", kind="programmes.plannedcontact", facts=facts, at=monday
    )
    record(by=cast.by(cast.priya), action="patient.changed", row=cast.mo, person=cast.mo, at=monday)
    rows = Event.objects.of(cast.scheme).order_by("number")
    assert [row.number for row in rows] == [1, 2, 3, 4, 5, 6, 7]
    assert [(str(row.key), str(row.person_key), row.detail) for row in rows[3:6]] == facts
    assert list(broken_links(cast.scheme.pk)) == []
