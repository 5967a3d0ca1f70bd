"""Ending a relationship: the past stays, the future is cancelled, and everybody who should hears of it."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from peersupport.accounts.gates import NotAllowed
from peersupport.audit.models import Event
from peersupport.messaging.models import Message
from programmes.models import Patient, PlannedContact, Referral, Relationship
from programmes.services import (
    contacts_messages,
    contacts_ticks,
    followups_late,
    followups_ticks,
    relationships,
)
from programmes.services.changes_rows import HasEnded
from tests.cast import TODAY
from tests.programmes.builders import mondays
from tests.programmes.people_builders import refer


@pytest.fixture
def pair(cast) -> Relationship:
    """Three contacts of 2 to 16 November are held; the fourth is due today, 23 November."""
    return mondays(cast)


def end(cast, pair, monday, **more):
    facts = {"relationship": pair, "by": cast.by(cast.priya), "at": monday, "reason": "finished"}
    return relationships.end(**{**facts, **more})


def test_the_relationship_says_when_it_ended_and_why(cast, pair, monday):
    found = end(cast, pair, monday, reason="person", note="Would rather join a group")
    assert (found.state, found.ended_on, found.end_reason, found.end_note) == (
        "ended", TODAY, "person", "Would rather join a group",
    )  # fmt: skip


def test_contacts_to_come_are_cancelled_and_past_ones_stay(cast, pair, monday):
    pair.planned.filter(number=3).update(state="planned")
    end(cast, pair, monday)
    states = list(pair.planned.order_by("number").values_list("state", flat=True))
    assert states == ["held", "held", "planned", *["cancelled"] * 11]


def test_the_person_leaves_the_programme(cast, pair, monday):
    end(cast, pair, monday)
    cast.mos_place.refresh_from_db()
    assert (cast.mos_place.state, cast.mos_place.ended_on) == ("ended", TODAY)


def test_the_person_goes_back_to_the_waiting_list_with_the_old_wait(cast, pair, monday):
    end(cast, pair, monday, reason="no-fit", rematch=True)
    cast.mos_place.refresh_from_db()
    place = cast.mos_place
    assert (place.state, place.ended_on, place.waits_since_on) == ("waiting", None, date(2026, 10, 26))


def test_nobody_is_asked_any_more_for_what_stays_open(cast, pair, monday):
    """What was flagged in the night and would go out at nine, to volunteer, coordinator and managers."""
    pair.planned.filter(number=3).update(state="planned")
    night = datetime(2026, 11, 26, 0, 15, tzinfo=UTC)
    contacts_ticks.flag_overdue(at=night)
    followups_late.escalate(at=night)
    followups_ticks.announce_reviews(at=datetime(2026, 12, 14, 0, 15, tzinfo=UTC))
    waited = Message.objects.of(cast.scheme).filter(state="waiting").count()
    end(cast, pair, monday, reason="person")
    waiting = Message.objects.of(cast.scheme).filter(state="waiting")
    assert (waited, set(waiting.values_list("template", flat=True))) == (5, {"plan_changed"})


def test_nobody_is_reminded_of_a_cancelled_contact(cast, pair, monday):
    planned = PlannedContact.objects.of(cast.scheme).get(relationship=pair, number=5)
    contacts_ticks.remind(at=datetime(2026, 11, 29, 9, tzinfo=UTC))
    end(cast, pair, monday)
    row = Message.objects.of(cast.scheme).get(key=contacts_messages.reminder_key(planned))
    assert row.state == "cancelled"


def test_the_volunteer_sees_the_person_no_more(cast, pair, monday):
    by = cast.by(cast.denise_member)
    before = Patient.objects.visible_to(by).count(), Relationship.objects.visible_to(by).count()
    end(cast, pair, monday)
    after = Patient.objects.visible_to(by).count(), Relationship.objects.visible_to(by).count()
    assert (before, after) == ((1, 1), (0, 0))


def test_the_change_is_remembered_with_before_and_after(cast, pair, monday):
    end(cast, pair, monday, note="All is well")
    change = pair.changes.get()
    assert (change.kind, change.changed_by, change.why, len(change.before), change.before[0], change.after) == (
        "end", "Priya Nair", "The plan was carried out. All is well", 11, "2026-11-23", [],
    )  # fmt: skip


def test_the_audit_tells_of_the_end_without_the_private_reason(cast, pair, monday):
    end(cast, pair, monday, reason="unwell", note="Back in hospital")
    event = Event.objects.get(action="relationship.ended")
    assert (event.key, event.person_key, event.by_name) == (pair.pk, cast.mo.pk, "Priya Nair")
    assert "hospital" not in str(event.detail) and "unwell" not in str(event.detail)


@pytest.mark.parametrize(
    "agreed, rematch, told", [(True, False, 1), (False, False, 0), (True, True, 0)],
    ids=["with consent", "without consent", "looking for somebody else"],
)  # fmt: skip
def test_the_referrer_hears_of_the_end_with_consent(cast, pair, monday, agreed, rematch, told):
    referral = refer(cast)
    Referral.objects.of(cast.scheme).update(sent_by=cast.whitlock.user, consent_to_tell=agreed)
    cast.mos_place.change(referral=referral)
    end(cast, pair, monday, rematch=rematch)
    assert Message.objects.of(cast.scheme).filter(template="support_ended").count() == told


def test_the_volunteer_hears_that_a_plan_changed(cast, pair, monday):
    end(cast, pair, monday)
    message = Message.objects.of(cast.scheme).get(template="plan_changed")
    assert (message.recipient_kind, message.recipient_key) == ("volunteer", cast.denise.pk)


def test_what_has_ended_ends_no_second_time(cast, pair, monday):
    end(cast, pair, monday)
    with pytest.raises(HasEnded):
        end(cast, pair, monday)
    assert pair.changes.count() == 1


def test_an_unknown_reason_is_refused(cast, pair, monday):
    with pytest.raises(relationships.NoEndReason):
        end(cast, pair, monday, reason="bored")


@pytest.mark.parametrize("who", ["denise_member", "ana", "whitlock", "hilda"])
def test_only_who_plans_support_in_this_scheme_may_end_it(cast, pair, monday, who):
    with pytest.raises(NotAllowed):
        end(cast, pair, monday, by=cast.by(getattr(cast, who)))


def test_a_person_who_has_died_is_not_put_back_on_the_list(cast, pair, monday):
    cast.mo.change(died_on=TODAY)
    with pytest.raises(relationships.HasDied):
        end(cast, pair, monday, rematch=True)


@pytest.mark.parametrize(("who", "reads"), [("priya", True), ("maria", True), ("ana", False)])
@pytest.mark.parametrize("page", ["people-detail", "people-plan"])
def test_why_it_ended_is_read_by_those_who_match_people_only(cast, pair, monday, sign_in, who, reads, page):
    end(cast, pair, monday, reason="no-fit", note="They quarrelled")
    shown = sign_in(getattr(cast, who)).get(reverse(page, args=[cast.mo.pk])).content.decode()
    assert ("They quarrelled" in shown) == reads
