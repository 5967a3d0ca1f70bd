"""People talk, then a coordinator decides and says why."""

from datetime import date, time, timedelta

import pytest

from matching.choices import KEEP_WAITING, NO, NO_SINGLE, NOT_ASKED, TRY_ANOTHER, UNSURE, YES
from matching.models import Decision
from matching.services import conversations, decisions
from peersupport.accounts.gates import NotAllowed
from peersupport.audit.models import Event
from programmes.models import Exclusion, PlannedContact, Relationship
from programmes.services.relationships import NoPlace
from tests.cast import TODAY
from volunteers.models import Leave

MONDAY = date(2026, 11, 30)
WHY = "You both live with COPD, and you both said yes"


@pytest.fixture
def talk(cast, monday):
    """`talk(cast.denise)` records that Mo and Denise talked today and both said yes."""

    def record(volunteer, **changes):
        said = {"held_on": TODAY, "patient_said": YES, "volunteer_said": YES, "note": ""}
        place = {"enrolment": cast.mos_place, "by": cast.by(cast.priya), "at": monday}
        return conversations.record(volunteer=volunteer, **{**said, **place, **changes})

    return record


@pytest.fixture
def accept(cast, monday):
    def match(volunteer, **changes):
        agreed = {
            "enrolment": cast.mos_place,
            "why": WHY,
            "start_on": MONDAY,
            "mode": "phone",
            "at_time": time(14),
        }
        return decisions.accept(
            volunteer=volunteer, by=cast.by(cast.priya), at=monday, **{**agreed, **changes}
        )

    return match


@pytest.fixture
def decline(cast, monday):
    def decide(decision, **more):
        return decisions.decline(
            **{"enrolment": cast.mos_place, "decision": decision, "why": WHY, **more},
            by=cast.by(cast.priya),
            at=monday,
        )

    return decide


def refused(act, refusal, *arguments, **changes) -> str:
    with pytest.raises(refusal) as caught:
        act(*arguments, **changes)
    assert (Relationship.objects.everywhere().count(), Decision.objects.everywhere().count()) == (0, 0)
    return caught.value.words


def test_accepting_starts_the_relationship_with_all_its_contacts(talk, accept, cast):
    talk(cast.denise)
    made = accept(cast.denise)
    assert (made.volunteer, PlannedContact.objects.of(cast.scheme).filter(relationship=made).count()) == (
        cast.denise, 14,
    )  # fmt: skip


def test_a_decision_keeps_why_and_what_the_engine_had_shown(talk, accept, cast):
    talk(cast.denise)
    made = accept(cast.denise)
    row = Decision.objects.of(cast.scheme).get()
    assert (row.decision, row.why, row.rank, row.relationship, row.decided_by) == (
        "match",
        WHY,
        1,
        made,
        "Priya Nair",
    )
    assert row.score > 5000


def test_a_match_without_a_conversation_is_refused(accept, cast):
    assert refused(accept, decisions.NotAgreed, cast.denise) == (
        "Mo and Denise Harper have not talked yet. Record their conversation first, then decide."
    )


def test_a_conversation_with_somebody_else_does_not_count(talk, accept, cast):
    talk(cast.abdul)
    refused(accept, decisions.NotAgreed, cast.denise)


def test_a_programme_may_do_without_a_conversation(accept, cast):
    cast.coaching.change(conversation_first=False)
    cast.mos_place.refresh_from_db()
    assert accept(cast.denise).volunteer == cast.denise


def test_a_no_of_either_is_a_no(talk, accept, cast):
    talk(cast.denise, volunteer_said=NO)
    assert (
        refused(accept, decisions.NotAgreed, cast.denise)
        == "Denise Harper said no on 23 November. Choose somebody else."
    )


def test_a_match_waits_until_both_have_been_asked(talk, accept, cast):
    talk(cast.denise, volunteer_said=NOT_ASKED)
    assert refused(accept, decisions.NotAgreed, cast.denise) == (
        "What Denise Harper thinks is not known yet. Ask, record it, then decide."
    )
    talk(cast.denise, patient_said=NOT_ASKED)
    assert accept(cast.denise).volunteer == cast.denise


def test_a_no_stands_when_only_the_other_is_asked_again(talk, accept, cast):
    talk(cast.denise, patient_said=NO, held_on=TODAY - timedelta(days=3))
    talk(cast.denise, patient_said=NOT_ASKED)
    refused(accept, decisions.NotAgreed, cast.denise)


def test_a_conversation_in_which_nobody_said_anything_is_none(talk, cast):
    with pytest.raises(conversations.NobodySaid):
        talk(cast.denise, patient_said=NOT_ASKED, volunteer_said=NOT_ASKED)


def test_only_the_newest_conversation_counts(talk, accept, cast):
    talk(cast.denise, patient_said=NO, held_on=TODAY - timedelta(days=3))
    talk(cast.denise, patient_said=UNSURE)
    assert accept(cast.denise).volunteer == cast.denise


def test_two_who_are_kept_apart_are_not_matched(talk, accept, cast):
    Exclusion.make(
        scheme=cast.scheme,
        patient=cast.mo,
        volunteer=cast.denise,
        kind="known",
        since_on=TODAY,
        recorded_by="Priya",
    )
    talk(cast.denise)
    assert refused(accept, decisions.RuledOut, cast.denise) == (
        "Denise Harper cannot be matched with Mo. Known to each other outside the scheme."
    )


def test_leave_that_ends_before_the_start_does_not_stand_in_the_way(talk, accept, cast):
    Leave.make(scheme=cast.scheme, volunteer=cast.denise, starts_on=TODAY, ends_on=date(2026, 11, 29))
    talk(cast.denise)
    assert accept(cast.denise).started_on == MONDAY


def test_a_refused_start_leaves_no_decision(talk, accept, cast):
    cast.denise.change(most_people=0)
    talk(cast.denise)
    refused(accept, NoPlace, cast.denise)


def test_a_decision_without_a_reason_is_refused(talk, accept, decline, cast):
    talk(cast.denise)
    refused(accept, decisions.NoReason, cast.denise, why="  ")
    refused(decline, decisions.NoReason, KEEP_WAITING, why="")


def test_not_this_one_needs_a_name(decline):
    refused(decline, decisions.NobodyNamed, TRY_ANOTHER)


@pytest.mark.parametrize("decision", [KEEP_WAITING, NO_SINGLE])
def test_keeping_somebody_waiting_names_no_volunteer(decline, cast, decision):
    row = decline(decision, volunteer=cast.denise)
    cast.mos_place.refresh_from_db()
    assert (row.volunteer, row.decision, cast.mos_place.state) == (None, decision, "waiting")


def test_nothing_is_decided_about_somebody_who_is_supported(talk, accept, decline, cast):
    talk(cast.denise)
    accept(cast.denise)
    with pytest.raises(conversations.NotWaiting):
        decline(KEEP_WAITING)


def test_each_decision_and_conversation_is_in_the_audit_without_its_words(talk, accept, cast):
    talk(cast.denise, note="They laughed a lot")
    accept(cast.denise)
    told = Event.objects.filter(action__in=["conversation.recorded", "match.decided"]).order_by("number")
    assert [(event.action, event.person_key) for event in told] == [
        ("conversation.recorded", cast.mo.pk), ("match.decided", cast.mo.pk),
    ]  # fmt: skip
    assert not any(word in str(event.detail) for event in told for word in ("laughed", "COPD"))


def test_a_conversation_in_the_future_is_refused_beside_its_field(talk, cast):
    with pytest.raises(conversations.NotYetHeld) as caught:
        talk(cast.denise, held_on=TODAY + timedelta(days=1))
    assert caught.value.field == "held_on"


def test_a_conversation_before_the_wait_is_refused_beside_its_field(talk, cast):
    since = cast.mos_place.waits_since_on
    with pytest.raises(conversations.BeforeWaiting, match="Check the day of the talk") as caught:
        talk(cast.denise, held_on=since - timedelta(days=1))
    assert (caught.value.field, talk(cast.denise, held_on=since).held_on) == ("held_on", since)


def test_an_auditor_may_neither_record_nor_decide(talk, cast, monday):
    with pytest.raises(NotAllowed):
        talk(cast.denise, by=cast.by(cast.ana))
    with pytest.raises(NotAllowed):
        decisions.decline(
            enrolment=cast.mos_place, decision=KEEP_WAITING, why=WHY, by=cast.by(cast.ana), at=monday
        )


def test_people_of_two_schemes_are_never_put_together(talk, cast):
    with pytest.raises(NotAllowed):
        talk(cast.denise, by=cast.by(cast.hilda))
