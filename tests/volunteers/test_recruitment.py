"""From the first enquiry to ready: by evidence, by hand, and out again."""

from datetime import date

import pytest
from django.db import connection

from peersupport.accounts.gates import NotAllowed
from peersupport.audit.models import Event
from tests.cast import TODAY
from tests.volunteers.joining import NOW, about, give_coach, referee, rosa, seen, stage, talk
from volunteers.choices import FORM
from volunteers.models import Enquiry, Interview, StageChange
from volunteers.services.checks import record_check
from volunteers.services.interviews import InterviewRefused, record_interview
from volunteers.services.recruitment import (
    MOST_AN_HOUR,
    Contact,
    EnquiryRefused,
    accept_enquiry,
    enquire,
    reject_enquiry,
)
from volunteers.services.recruitment_moves import advance, move
from volunteers.services.references import mark_read, record_by_hand


def changes(volunteer) -> list[tuple]:
    rows = StageChange.objects.of(volunteer.scheme).filter(volunteer=volunteer).order_by("pk")
    return list(rows.values_list("from_stage", "to_stage"))


def held_for(volunteer) -> str:
    return Enquiry.objects.of(volunteer.scheme).get(volunteer=volunteer).held_for


# --- Enquiry ----------------------------------------------------------------------------------


def test_an_enquiry_makes_a_record_with_its_source(cast):
    who = rosa(cast, wanted=["coach"], message="After six please")
    enquiry = Enquiry.objects.of(cast.scheme).get(volunteer=who)
    assert (who.stage, who.stage_since_on, who.coordinator) == ("enquiry", TODAY, cast.priya)
    assert (enquiry.source, tuple(enquiry.wanted), enquiry.message) == (
        "staff",
        ("coach",),
        "After six please",
    )


def test_an_enquiry_is_audited_without_what_was_written(cast):
    who = rosa(cast, message="I am often ill")
    event = Event.objects.of(cast.scheme).get(action="enquiry.received")
    assert (event.person_key, event.detail) == (who.pk, {"source": "staff", "held_for": ""})


def test_one_showing_of_the_form_makes_one_record(cast):
    sending = cast.scheme.pk
    assert rosa(cast, sending=sending) == rosa(cast, sending=sending)


def test_too_many_in_an_hour_are_held_for_a_look_and_none_is_dropped(cast):
    made = [
        enquire(**about(cast), contact=Contact("Ann", str(n), phone="01632 960171"), source=FORM)
        for n in range(MOST_AN_HOUR + 2)
    ]
    assert [held_for(who) for who in made] == [""] * MOST_AN_HOUR + ["many", "many"]


def test_somebody_whose_address_is_known_is_held_for_a_look(cast):
    assert held_for(rosa(cast, contact=Contact("D", "H", email=cast.denise.email.upper()))) == "known"


def test_the_same_address_in_another_scheme_is_nobodys_business(cast):
    contact = Contact("D", "H", email=cast.denise.email)
    who = enquire(**about(cast, by=cast.by(cast.hilda)), contact=contact, source=FORM)
    assert held_for(who) == ""


def test_a_held_enquiry_that_is_real_goes_on(cast):
    who = rosa(cast, signs={"trap"})
    accept_enquiry(**about(cast), volunteer=who)
    give_coach(cast, who)
    assert stage(who) == "interview"


def test_a_held_enquiry_does_not_move_by_itself(cast):
    who = rosa(cast, signs={"fast"})
    give_coach(cast, who)
    assert stage(who) == "enquiry"


def test_an_enquiry_that_is_not_real_steps_down_and_keeps_its_record(cast):
    who = rosa(cast, signs={"trap"})
    reject_enquiry(**about(cast), volunteer=who)
    assert (stage(who), who.left_on, changes(who)) == ("stepped_down", TODAY, [("enquiry", "stepped_down")])


def test_an_enquiry_is_looked_at_once(cast):
    who = rosa(cast, signs={"trap"})
    accept_enquiry(**about(cast), volunteer=who)
    with pytest.raises(EnquiryRefused, match="A colleague has looked"):
        reject_enquiry(**about(cast), volunteer=who)


# --- By evidence ------------------------------------------------------------------------------


def test_somebody_moves_on_by_themself_with_each_piece_of_evidence(cast):
    who = rosa(cast)
    give_coach(cast, who)
    assert stage(who) == "interview"
    talk(cast, who)
    assert stage(who) == "references"
    for name in ("Edda", "Finn"):
        given = {"answer": "yes", "known_for": "9 years", "text": "Reliable."}
        record_by_hand(**about(cast), reference=referee(cast, who, name), **given)
    assert stage(who) == "checks"
    facts = {"number": "001234567890", "seen_by": "Priya Nair", "issued_on": date(2026, 11, 4)}
    record_check(**about(cast), volunteer=who, role=cast.coach, **facts)
    assert stage(who) == "training"
    seen(cast, who)
    advance(**about(cast), volunteer=who)
    assert (stage(who), who.joined_on) == ("ready", TODAY)
    assert changes(who) == [
        ("enquiry", "interview"),
        ("interview", "references"),
        ("references", "checks"),
        ("checks", "training"),
        ("training", "ready"),
    ]


def test_evidence_may_come_in_any_order(cast):
    who = rosa(cast)
    seen(cast, who)
    talk(cast, who)
    assert stage(who) == "enquiry"
    give_coach(cast, who)
    assert stage(who) == "references"


def test_a_move_by_evidence_is_the_systems_and_says_how_long_the_stage_took(cast):
    who = rosa(cast)
    who.change(stage_since_on=date(2026, 11, 3))
    give_coach(cast, who)
    row = StageChange.objects.of(cast.scheme).get(volunteer=who)
    assert (row.moved_by, row.since_on, row.moved_on) == (None, date(2026, 11, 3), TODAY)
    event = Event.objects.of(cast.scheme).get(action="volunteer.moved")
    assert (event.by_name, event.detail) == (
        "The system",
        {"from": "enquiry", "to": "interview", "reason": ""},
    )


def test_an_interview_that_ends_with_no_moves_nobody(cast):
    who = rosa(cast)
    give_coach(cast, who)
    talk(cast, who, "no")
    assert stage(who) == "interview"


def test_the_newest_interview_counts(cast):
    who = rosa(cast)
    give_coach(cast, who)
    talk(cast, who, "unsure")
    talk(cast, who, "yes")
    assert stage(who) == "references"


def test_interview_notes_are_encrypted_in_the_database(cast):
    who = rosa(cast)
    talk(cast, who)
    with connection.cursor() as cursor:
        cursor.execute("select notes from volunteers_interview")
        assert "patient" not in cursor.fetchone()[0]
    assert Interview.objects.of(cast.scheme).get().notes == "Warm and patient."


def test_an_interview_of_tomorrow_is_refused(cast):
    facts = {"held_on": date(2026, 11, 24), "held_by": "Priya", "outcome": "yes"}
    with pytest.raises(InterviewRefused, match="in the future"):
        record_interview(**about(cast), volunteer=rosa(cast), **facts)


def test_advancing_again_changes_nothing(cast):
    who = rosa(cast)
    give_coach(cast, who)
    advance(**about(cast), volunteer=who)
    assert changes(who) == [("enquiry", "interview")]


def test_evidence_of_another_scheme_moves_nobody(cast):
    with pytest.raises(NotAllowed):
        advance(**about(cast, by=cast.by(cast.hilda)), volunteer=rosa(cast))


def test_an_unread_reference_stops_somebody_from_becoming_ready(cast):
    who = rosa(cast)
    give_coach(cast, who)
    move(**about(cast), volunteer=who, to="agreement", why="Taken over from paper")
    reference = referee(cast, who)
    reference.change(returned_at=NOW, answer="yes")
    seen(cast, who)
    assert advance(**about(cast), volunteer=who) == "agreement"
    mark_read(**about(cast), reference=reference)
    assert stage(who) == "ready"
