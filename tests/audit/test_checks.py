"""Whoever can write to the database, but has not our key, cannot change the chain so that it does not show."""

import hashlib
import json
from datetime import timedelta

import pytest
from celery import current_app
from django.core.management import CommandError, call_command
from django.db import connection

from peersupport.audit.models import ChainCheck, ChainHead, Event
from peersupport.audit.services.chain import broken_links
from peersupport.audit.services.checks import check, check_all
from peersupport.audit.services.events import record
from peersupport.core.crypto import keys_for
from peersupport.reporting.tasks import check_audit


@pytest.fixture
def four_events(cast, monday):
    """Three of Riverbank and one of Hillside, checked on that morning."""
    record(by=cast.by(cast.hilda), action="scheme.opened", row=cast.hillside, at=monday)
    by = cast.by(cast.priya)
    for number in range(3):
        record(by=by, action=f"referral.step{number}", row=cast.mo, person=cast.mo, at=monday)
    check_all(schemes=both(cast), at=monday)


def both(cast) -> list:
    return [cast.scheme.pk, cast.hillside.pk]


def found(cast, monday) -> dict:
    """What the next night's check finds broken in each scheme."""
    checks = check_all(schemes=both(cast), at=monday + timedelta(days=1))
    return {one.scheme_key: one.broken for one in checks}


def run(statement: str, *values) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def forge(cast, number: int) -> None:
    """Change an event, and link it and all behind it anew as well as one can without the key."""
    run("UPDATE audit_event SET by_name = 'Nobody' WHERE number = %s AND by_name = 'Priya Nair'", number)
    before = ""
    for event in Event.objects.of(cast.scheme).order_by("number"):
        facts = [event.number, event.at.timestamp(), event.by_name, event.action, event.detail]
        if event.number >= number:
            digest = hashlib.sha256(f"{before}{json.dumps(facts)}".encode()).hexdigest()
            run("UPDATE audit_event SET digest = %s WHERE id = %s", digest, _key(event.pk))
        before = event.digest


def test_a_whole_chain_is_found_whole(cast, four_events, monday):
    assert found(cast, monday) == {cast.scheme.pk: [], cast.hillside.pk: []}


def test_a_chain_that_was_linked_anew_without_the_key_is_named(cast, four_events):
    forge(cast, 2)
    assert list(broken_links(cast.scheme.pk)) == [2, 3, 3]


def test_a_chain_that_is_gone_with_its_head_is_named(cast, four_events, monday):
    ChainHead.objects.filter(scheme_key=cast.scheme.pk).delete()
    rows = Event.objects.of(cast.scheme)
    rows._raw_delete(rows.db)
    assert found(cast, monday) == {cast.scheme.pk: [3], cast.hillside.pk: []}
    with pytest.raises(CommandError, match=f"scheme {cast.scheme.pk}, event 3"):
        call_command("verify_audit")


def test_a_scheme_without_any_event_is_named_even_if_it_was_never_checked(cast, monday):
    assert check(scheme_key=cast.scheme.pk, at=monday).broken == [1]


def test_a_chain_that_is_gone_shows_by_the_check_even_if_the_scheme_is_gone_too(cast, four_events, monday):
    rows = Event.objects.everywhere()
    rows._raw_delete(rows.db)
    ChainHead.objects.all().delete()
    assert {one.scheme_key: one.broken for one in check_all(schemes=[], at=monday)} == {
        cast.scheme.pk: [3],
        cast.hillside.pk: [1],
    }


def test_an_end_that_was_cut_off_and_a_head_that_was_set_back_are_named(cast, four_events, monday):
    second = Event.objects.of(cast.scheme).get(number=2)
    rows = Event.objects.of(cast.scheme).filter(number=3)
    rows._raw_delete(rows.db)
    ChainHead.objects.filter(scheme_key=cast.scheme.pk).update(number=2, digest=second.digest)
    assert list(broken_links(cast.scheme.pk)) == [2]  # the seal is not that of an end
    assert found(cast, monday)[cast.scheme.pk] == [2, 3]


def test_a_check_that_was_set_back_is_named(cast, four_events, monday):
    ChainCheck.objects.filter(scheme_key=cast.scheme.pk).update(number=1)
    assert found(cast, monday)[cast.scheme.pk] == [1]


def test_events_of_one_scheme_do_not_pass_for_those_of_another(cast, four_events, monday):
    mine, theirs = Event.objects.of(cast.scheme), Event.objects.of(cast.hillside)
    theirs._raw_delete(theirs.db)
    ChainHead.objects.filter(scheme_key=cast.hillside.pk).delete()
    run(f"UPDATE audit_event SET scheme_key = '{_key(cast.hillside.pk)}'")
    run(f"UPDATE audit_chainhead SET scheme_key = '{_key(cast.hillside.pk)}'")
    assert mine.count() == 0
    assert list(broken_links(cast.hillside.pk)) == [1, 2, 3, 3]


def _key(key) -> str:
    return str(key) if connection.vendor == "postgresql" else key.hex


def test_what_was_signed_with_an_older_key_still_verifies_and_goes_on(cast, four_events, monday, settings):
    settings.FIELD_KEYS = ["a newer key", *settings.FIELD_KEYS]
    record(by=cast.by(cast.priya), action="referral.step4", row=cast.mo, at=monday)
    assert found(cast, monday) == {cast.scheme.pk: [], cast.hillside.pk: []}


def test_without_the_key_nothing_verifies(cast, four_events, settings):
    settings.FIELD_KEYS = ["a stranger's key"]
    assert list(broken_links(cast.scheme.pk)) == [1, 2, 3, 3]


def test_the_key_of_the_audit_is_no_key_of_anything_else():
    assert set(keys_for("audit")) & set(keys_for("field")) == set()


def test_the_chain_is_checked_every_night_and_a_manager_sees_it_with_the_timers(
    cast, four_events, sign_in, monday
):
    assert current_app.conf.beat_schedule["check-the-audit-chain"]["task"] == check_audit.name
    check_audit.delay()
    stat = sign_in(cast.maria).get("/timers/").context["stats"][-1]
    assert (stat.number, stat.words, stat.note, stat.alert) == (
        "Whole",
        "the audit log",
        "3 events, checked Mon 23 Nov 2026, 9:05am",
        False,
    )


def test_a_manager_sees_which_event_of_their_scheme_was_changed(cast, four_events, sign_in):
    run("UPDATE audit_event SET by_name = 'Nobody' WHERE number = 2")
    check_audit.delay()
    stat = sign_in(cast.maria).get("/timers/").context["stats"][-1]
    assert (stat.number, stat.note, stat.alert) == ("Broken", "Changed since it was written: event 2", True)


def test_a_log_that_was_never_checked_says_so(cast, sign_in):
    stat = sign_in(cast.maria).get("/timers/").context["stats"][-1]
    assert (stat.number, stat.note, stat.alert) == ("–", "Not checked yet. It is every night", False)
