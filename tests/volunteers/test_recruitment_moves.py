"""Moving by hand, letting go, coming back, and roles held."""

from datetime import date

import pytest
from django.urls import reverse

from peersupport.accounts.gates import NotAllowed
from peersupport.core.errors import MoveNotAllowed
from tests.cast import TODAY
from tests.programmes.builders import support
from tests.volunteers.joining import about, give_coach, rosa, stage
from tests.volunteers.supervising import rules, was_held
from volunteers.choices import ACTIVE, READY
from volunteers.models import HeldRole, StageChange, Volunteer
from volunteers.selectors import eligibility
from volunteers.services import recruitment_stops
from volunteers.services.interviews import record_interview
from volunteers.services.recruitment import (
    accept_enquiry,
    reject_enquiry,
)
from volunteers.services.recruitment_moves import MoveRefused, begin_supporting, move, step_down
from volunteers.services.roles_held import HeldRoleRefused, end_role, give_roles


def test_a_coordinator_moves_somebody_by_hand_with_a_reason(cast):
    who = rosa(cast)
    move(**about(cast), volunteer=who, to="checks", why="References came on paper")
    row = StageChange.objects.of(cast.scheme).get(volunteer=who)
    assert (stage(who), row.moved_by, row.why) == ("checks", cast.priya, "References came on paper")


def test_a_move_by_hand_needs_a_reason(cast):
    with pytest.raises(MoveRefused) as refused:
        move(**about(cast), volunteer=rosa(cast), to="checks", why="  ")
    assert refused.value.field == "why"


def test_a_mistake_is_put_right_by_hand(cast):
    who = rosa(cast)
    move(**about(cast), volunteer=who, to="ready", why="Wrong person")
    move(**about(cast), volunteer=who, to="enquiry", why="It was the wrong person")
    assert stage(who) == "enquiry"


def test_nobody_who_supports_people_is_put_back_to_the_start(cast):
    with pytest.raises(MoveNotAllowed):
        move(**about(cast), volunteer=cast.denise, to="enquiry", why="No")


def test_stepping_down_needs_its_own_reason(cast):
    with pytest.raises(MoveRefused, match="say why they leave"):
        move(**about(cast), volunteer=rosa(cast), to="stepped_down", why="Gone")


def test_only_who_is_ready_becomes_active_with_the_first_person(cast):
    who = rosa(cast)
    begin_supporting(**about(cast), volunteer=who)
    assert stage(who) == "enquiry"
    move(**about(cast), volunteer=who, to="ready", why="All on paper")
    who.refresh_from_db()
    begin_supporting(**about(cast), volunteer=who)
    assert stage(who) == "active"


def test_stage_changes_are_append_only(cast):
    who = rosa(cast)
    give_coach(cast, who)
    row = StageChange.objects.of(cast.scheme).get(volunteer=who)
    with pytest.raises(TypeError):
        row.change(why="Never")
    with pytest.raises(TypeError):
        row.delete()


# --- Stepping down ----------------------------------------------------------------------------


def test_whoever_steps_down_leaves_with_a_reason_and_without_roles(cast):
    step_down(**about(cast), volunteer=cast.joan, reason="health", why="Needs rest")
    row = StageChange.objects.of(cast.scheme).get(volunteer=cast.joan)
    assert (stage(cast.joan), cast.joan.left_on, row.reason) == ("stepped_down", TODAY, "health")
    held = HeldRole.objects.of(cast.scheme).get(volunteer=cast.joan)
    assert held.until_on == date(2026, 11, 22)


def test_a_reason_that_does_not_exist_is_refused(cast):
    with pytest.raises(MoveRefused, match="Choose why"):
        step_down(**about(cast), volunteer=cast.joan, reason="fired")


def test_whoever_others_count_on_cannot_step_down_yet(cast, monkeypatch):
    monkeypatch.setattr(recruitment_stops, "_asked", ["tests.volunteers.test_recruitment_moves.counts_on"])
    with pytest.raises(MoveRefused, match="Supports 2 people"):
        step_down(**about(cast), volunteer=cast.joan, reason="time")
    assert stage(cast.joan) == "active"


def counts_on(volunteer: Volunteer, on: date) -> str:
    return "Supports 2 people."


def test_whoever_stepped_down_comes_back_by_applying_again(cast):
    step_down(**about(cast), volunteer=cast.joan, reason="time")
    with pytest.raises(HeldRoleRefused, match="stepped down"):
        give_roles(**about(cast), volunteer=cast.joan, roles=[cast.befriender])
    move(**about(cast), volunteer=cast.joan, to="application", why="Wants to come back")
    assert (stage(cast.joan), cast.joan.left_on) == ("application", None)
    give_roles(**about(cast), volunteer=cast.joan, roles=[cast.befriender])
    assert stage(cast.joan) == "interview"


# --- Roles held -------------------------------------------------------------------------------


def test_a_role_given_twice_is_held_once(cast):
    who = rosa(cast)
    give_coach(cast, who)
    give_coach(cast, who)
    assert who.held_roles.count() == 1


def test_a_role_that_is_switched_off_is_not_given(cast):
    cast.coach.change(off_since_on=TODAY)
    with pytest.raises(HeldRoleRefused, match="switched off: Coach"):
        give_coach(cast, rosa(cast))


def test_a_role_ends_with_the_day_before(cast):
    end_role(**about(cast), held=cast.denise.held_roles.get())
    assert cast.denise.held_roles.get().until_on == date(2026, 11, 22)


@pytest.mark.parametrize("name", ["ana", "whitlock", "hilda", "denise_member"])
def test_only_who_works_volunteers_here_writes(cast, name):
    who, other = rosa(cast), {**about(cast), "by": cast.by(getattr(cast, name))}
    writes = (
        lambda: move(**other, volunteer=who, to="checks", why="x"),
        lambda: step_down(**other, volunteer=who, reason="time"),
        lambda: accept_enquiry(**other, volunteer=who),
        lambda: reject_enquiry(**other, volunteer=who),
        lambda: give_roles(**other, volunteer=who, roles=[cast.coach]),
        lambda: record_interview(**other, volunteer=who, held_on=TODAY, held_by="x", outcome="yes"),
        lambda: end_role(**other, held=cast.denise.held_roles.get()),
    )
    for write in writes:
        with pytest.raises(NotAllowed):
            write()


# --- Leave, and work ------------------------------------------------------------------------------


def test_nobody_is_moved_to_on_leave_for_days_away_have_dates(cast, sign_in):
    with pytest.raises(MoveNotAllowed):
        move(**about(cast), volunteer=cast.denise, to="on_leave", why="Broke an arm")
    page = sign_in(cast.priya).get(reverse("volunteers-move", args=[cast.denise.pk]))
    assert [code for code, _ in page.context["form"].fields["to"].choices] == ["ready"]


def test_somebody_with_people_is_not_moved_back_to_ready(cast, sign_in):
    support(cast, cast.denise, cast.mos_place, start=TODAY)
    with pytest.raises(MoveRefused, match="still supports 1 person"):
        move(**about(cast), volunteer=cast.denise, to=READY, why="Takes a break")
    page = sign_in(cast.priya).get(reverse("volunteers-move", args=[cast.denise.pk]))
    assert page.context["closed"] == "Denise still supports 1 person. Hand them over or end that first."


def test_the_start_counts_from_the_first_day_of_work_not_from_the_last_move(cast):
    rules(cast)
    cast.denise.change(began_on=date(2025, 6, 2))
    was_held(cast, cast.denise, days_ago=60)
    before = eligibility(cast.denise, cast.coach, TODAY).words
    for to in (READY, ACTIVE):
        move(**about(cast), volunteer=cast.denise, to=to, why="A slip of the pen")
    assert "Supervision was due" in before
    assert eligibility(cast.denise, cast.coach, TODAY).words == before


def test_the_first_day_of_work_is_kept_and_begins_anew_for_whoever_comes_back(cast):
    who = rosa(cast)
    move(**about(cast), volunteer=who, to=READY, why="All was on paper")
    who.refresh_from_db()
    begin_supporting(**about(cast), volunteer=who)
    who.refresh_from_db()
    first = who.began_on
    step_down(**about(cast), volunteer=who, reason="time")
    move(**about(cast), volunteer=who, to="application", why="Is back")
    who.refresh_from_db()
    assert (first, who.began_on) == (TODAY, None)
