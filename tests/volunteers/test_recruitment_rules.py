"""Who moves on by themselves, and what is to be done next: rules without a database."""

import pytest

from volunteers.choices import JOINING
from volunteers.selectors.recruitment_next import Asked, next_action
from volunteers.selectors.recruitment_rules import Proof, next_stage

NOTHING = Proof(missing=frozenset({"check-missing", "training", "agreement"}))
ALL = Proof(has_role=True, outcome="yes", vouched=2)


def proof(**more) -> Proof:
    return Proof(**{"missing": NOTHING.missing, **more})


@pytest.mark.parametrize(
    ("stage", "shown", "to"),
    [
        ("enquiry", NOTHING, "enquiry"),
        ("application", NOTHING, "application"),
        ("enquiry", proof(has_role=True), "interview"),
        ("application", proof(has_role=True), "interview"),
        ("interview", proof(has_role=True, outcome="unsure"), "interview"),
        ("interview", proof(has_role=True, outcome="no"), "interview"),
        ("interview", proof(has_role=True, outcome="yes"), "references"),
        ("interview", proof(has_role=True, outcome="yes", vouched=2), "checks"),
        ("references", proof(has_role=True, vouched=1), "references"),
        ("references", proof(has_role=True, vouched=1, needed=1), "checks"),
        ("references", proof(has_role=True, vouched=2, unread=2), "checks"),
        ("checks", Proof(has_role=True, missing=frozenset({"check-lapsed"})), "checks"),
        ("checks", Proof(has_role=True, missing=frozenset({"training"})), "training"),
        ("checks", Proof(has_role=True, missing=frozenset({"agreement"})), "agreement"),
        ("checks", Proof(has_role=True), "ready"),
        ("checks", Proof(), "checks"),
        ("agreement", Proof(has_role=True, unread=1), "agreement"),
        ("agreement", Proof(has_role=True), "ready"),
        ("enquiry", ALL, "ready"),
        ("ready", NOTHING, "ready"),
        ("active", NOTHING, "active"),
        ("on_leave", ALL, "on_leave"),
        ("stepped_down", ALL, "stepped_down"),
    ],
)
def test_a_person_moves_to_the_first_stage_that_still_lacks_evidence(stage, shown, to):
    assert next_stage(stage, shown) == to


def test_nobody_moves_while_the_enquiry_waits_for_a_look():
    assert next_stage("enquiry", Proof(has_role=True, held_back=True)) == "enquiry"


@pytest.mark.parametrize("stage", JOINING)
def test_evidence_never_moves_anybody_back(stage):
    assert JOINING.index(next_stage(stage, NOTHING)) >= JOINING.index(stage)


@pytest.mark.parametrize(
    ("stage", "shown", "asked", "what"),
    [
        ("enquiry", Proof(held_back=True), Asked(), "look"),
        ("enquiry", NOTHING, Asked(), "answer"),
        ("application", NOTHING, Asked(), "roles"),
        ("interview", proof(has_role=True), Asked(), "interview"),
        ("interview", proof(has_role=True, outcome="unsure"), Asked(), "talk"),
        ("interview", proof(has_role=True, outcome="no"), Asked(), "decide"),
        ("references", proof(has_role=True), Asked(), "name"),
        ("references", proof(has_role=True), Asked(waiting=1), "name"),
        ("references", proof(has_role=True), Asked(waiting=2), "wait"),
        ("references", proof(has_role=True), Asked(waiting=1, stalled=1), "ask"),
        ("references", proof(has_role=True, unread=1), Asked(back=1, waiting=1), "read"),
        ("references", proof(has_role=True, vouched=1), Asked(back=2), "name"),
        ("checks", proof(has_role=True, unread=1), Asked(back=2), "read"),
        ("checks", proof(has_role=True), Asked(back=2), "check"),
        ("checks", proof(), Asked(), "roles"),
        ("training", proof(has_role=True), Asked(), "training"),
        ("agreement", proof(has_role=True), Asked(), "agreement"),
        ("ready", ALL, Asked(), "match"),
        ("active", ALL, Asked(), ""),
        ("stepped_down", ALL, Asked(), ""),
    ],
)
def test_the_next_thing_to_do_follows_from_the_evidence(stage, shown, asked, what):
    assert next_action(stage, shown, asked) == what
