"""Leave and the next place: the board, one person's page and a round give the same day."""

from datetime import date

import pytest
from django.urls import reverse

from matching.models import Proposal
from matching.selectors.candidates import match_of
from matching.selectors.crowd import crowd
from matching.services import proposals, runs
from programmes.selectors.board import board
from tests.cast import TODAY, make_patient
from tests.programmes.builders import support
from volunteers.choices import STEPPED_DOWN
from volunteers.models import Leave, Volunteer

BACK = date(2026, 12, 8)


@pytest.fixture
def leave(cast):
    def take(starts_on=TODAY, ends_on=date(2026, 12, 7)) -> None:
        Leave.make(scheme=cast.scheme, volunteer=cast.denise, starts_on=starts_on, ends_on=ends_on)

    return take


@pytest.fixture
def carry_out(cast, monday):
    run = runs.start(objective="longest-wait", minimum_score=0, by=cast.by(cast.priya), at=monday)
    assert runs.carry_out(key=run.pk, now=lambda: monday)
    return Proposal.objects.of(cast.scheme).filter(run=run).order_by("position")


def denise(cast, role):
    pool = crowd(Volunteer.objects.of(cast.scheme), on=TODAY).pool(role)
    return pool.facts[pool.index[str(cast.denise.pk)]]


def on_board(cast) -> date | None:
    lines = board(actor=cast.by(cast.priya), on=TODAY)
    return next(line.place.next_on for line in lines if line.volunteer == cast.denise)


def test_who_is_back_soon_can_be_had_from_that_day_as_the_board_says(cast, leave):
    leave()
    made = denise(cast, cast.coach)
    assert (made.bars, made.places, made.next_place_on, made.next_places) == ((), 0, BACK, 2)
    peers = match_of(cast.mos_place, actor=cast.by(cast.priya), on=TODAY).peers
    days = {peer.name: peer.next_place_on for peer in peers if not peer.places}
    assert (days, on_board(cast)) == ({"Denise Harper": BACK}, BACK)


def test_leave_without_an_end_keeps_a_volunteer_out(cast, leave):
    leave(ends_on=date.max)
    assert [bar.why for bar in denise(cast, cast.coach).bars] == ["On leave until 31 December 9999"]


def test_the_next_place_never_falls_on_a_day_of_leave(cast, leave):
    cast.coach.change(caseload="fixed", people_at_once=1)
    support(cast, cast.denise, make_patient(cast, "Ann Number", waits_since=TODAY), start=date(2026, 7, 6))
    opens = denise(cast, cast.coach).next_place_on
    leave(starts_on=opens, ends_on=date(opens.year, opens.month, opens.day + 1))
    after = date(opens.year, opens.month, opens.day + 2)
    assert (denise(cast, cast.coach).next_place_on, on_board(cast)) == (after, after)


def test_leave_that_follows_on_leave_is_waited_for_too(cast, leave):
    leave()
    leave(starts_on=BACK, ends_on=date(2026, 12, 14))
    assert denise(cast, cast.coach).next_place_on == date(2026, 12, 15)


@pytest.fixture
def away(cast, leave):
    leave()
    cast.abdul.change(stage=STEPPED_DOWN)


def test_a_round_gives_both_places_of_who_is_back_soon_and_one_can_be_accepted(away, cast, carry_out, monday):
    assert [(row.volunteer, row.free_on) for row in carry_out] == [(cast.denise, BACK)] * 2
    held = proposals.accept(proposal=carry_out[0], why="Both walk", by=cast.by(cast.priya), at=monday)
    assert held.state == "accepted"


@pytest.mark.parametrize("urgent", ["mos_place", "graces_place"])
def test_a_round_gives_the_place_that_is_free_now_to_the_more_urgent(cast, leave, monday, urgent):
    cast.coach.change(caseload="fixed", people_at_once=1)
    for place in (cast.mos_place, cast.graces_place):
        place.patient.change(conditions=[], interests=[], life=[], languages=["english"], practice=None)
        place.change(urgency="routine", waits_since_on=TODAY)
    getattr(cast, urgent).change(urgency="urgent")
    for volunteer in (cast.denise, cast.abdul):
        volunteer.change(team=None)
    leave()
    run = runs.start(objective="best-fit", minimum_score=0, by=cast.by(cast.priya), at=monday)
    assert runs.carry_out(key=run.pk, now=lambda: monday)
    row = Proposal.objects.of(cast.scheme).get(run=run, enrolment=getattr(cast, urgent))
    assert (row.volunteer, row.free_on) == (cast.abdul, None)


def test_a_changed_proposal_holds_the_place_from_the_day_on_which_the_new_volunteer_is_back(
    cast, leave, carry_out, monday, sign_in
):
    row = carry_out.get(enrolment=cast.mos_place)
    Proposal.objects.filter(pk=row.pk).update(volunteer=cast.abdul)
    row.refresh_from_db()
    leave()
    made = proposals.change(
        proposal=row, volunteer=cast.denise, why="Both walk", by=cast.by(cast.priya), at=monday
    )
    assert made.free_on == BACK
    page = sign_in(cast.priya).get(reverse("enrolments-matching", args=[cast.mos_place.pk])).content.decode()
    assert "You hold Denise Harper, who has a place from 8 December, for this person since round 1." in page
