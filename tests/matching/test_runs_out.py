"""Evidence that runs out before a place is free: candidates, round, board and start say it alike, in time."""

from datetime import date

import pytest

from matching.models import Proposal
from matching.selectors.candidates import match_of
from matching.selectors.crowd import crowd
from matching.services import runs
from programmes.presenters.board import place
from programmes.selectors.board import board
from programmes.selectors.openings import opening_of
from programmes.selectors.together import against_start
from tests.cast import TODAY, make_patient
from tests.programmes.builders import support
from volunteers.choices import STEPPED_DOWN
from volunteers.models import Leave, Training, Volunteer

BACK = date(2026, 12, 8)
OVER = date(2026, 12, 3)
CHECK = "Enhanced check runs out on 3 December 2026, before a place is free on 8 December 2026"


@pytest.fixture
def back_soon(cast):
    """Denise is on leave for two weeks."""
    Leave.make(scheme=cast.scheme, volunteer=cast.denise, starts_on=TODAY, ends_on=date(2026, 12, 7))


def denise(cast):
    pool = crowd(Volunteer.objects.of(cast.scheme), on=TODAY).pool(cast.coach)
    return pool.facts[pool.index[str(cast.denise.pk)]]


def bars(cast) -> list[str]:
    return [bar.why for bar in denise(cast).bars]


def ruled_out(cast) -> list[str]:
    """What Mo's page of candidates says of Denise."""
    found = match_of(cast.mos_place, actor=cast.by(cast.priya), on=TODAY)
    return [one.why for group in found.ruled_out for one in group.people if one.name == "Denise Harper"]


def refused(cast, on) -> list[str]:
    about = {"role": cast.coach, "taper": cast.taper, "today": TODAY, "actor": cast.by(cast.priya)}
    return [one.words for one in against_start(cast.mos_place, cast.denise, on=on, **about)]


def test_a_check_that_runs_out_before_the_next_place_stands_against_it(cast, back_soon):
    cast.denise.checks.update(renew_by_on=OVER)
    assert bars(cast) == [CHECK]


def test_a_check_that_lasts_to_the_day_of_the_next_place_is_enough(cast, back_soon):
    cast.denise.checks.update(renew_by_on=BACK)
    assert (bars(cast), refused(cast, BACK)) == ([], [])


def test_a_start_after_the_check_is_refused_in_words_of_what_is_to_come(cast, back_soon):
    cast.denise.checks.update(renew_by_on=OVER)
    said = "Denise Harper cannot be matched on that day. Enhanced check runs out on 3 December 2026."
    assert refused(cast, BACK) == [said]


def test_training_is_to_be_refreshed_before_the_next_place(cast, back_soon):
    Training.objects.of(cast.scheme).filter(volunteer=cast.denise).update(refresh_by_on=OVER)
    said = "Training is to be refreshed by 3 December 2026, before a place is free on 8 December 2026"
    assert bars(cast) == [said]


def test_a_role_that_ends_before_the_next_place_stands_against_it(cast, back_soon):
    cast.denise.held_roles.update(until_on=OVER)
    said = "Holds the role Coach until 3 December 2026, before a place is free on 8 December 2026"
    assert (
        opening_of(cast.denise, cast.coach, besides=cast.mos_place, today=TODAY, on=TODAY).against[0].words
        == said
    )


def test_what_runs_out_while_there_is_a_place_now_stands_against_nothing(cast):
    cast.denise.checks.update(renew_by_on=OVER)
    assert (bars(cast), denise(cast).places) == ([], 2)


def test_a_place_that_is_free_when_somebody_else_has_finished_is_judged_on_that_day_too(cast):
    cast.coach.change(caseload="fixed", people_at_once=1)
    support(cast, cast.denise, make_patient(cast, "Ann Number", waits_since=TODAY), start=date(2026, 7, 6))
    opens_on = denise(cast).next_place_on
    cast.denise.checks.update(renew_by_on=OVER)
    assert (bars(cast) != [], opens_on > OVER) == (True, True)


def test_the_page_of_candidates_says_it_too(cast, back_soon):
    cast.denise.checks.update(renew_by_on=OVER)
    assert ruled_out(cast) == [CHECK]


def test_a_round_proposes_nobody_whose_start_would_be_refused(cast, back_soon, monday):
    cast.abdul.change(stage=STEPPED_DOWN)
    cast.denise.checks.update(renew_by_on=OVER)
    run = runs.start(objective="longest-wait", minimum_score=0, by=cast.by(cast.priya), at=monday)
    assert runs.carry_out(key=run.pk, now=lambda: monday)
    assert list(Proposal.objects.of(cast.scheme).filter(run=run)) == []


def test_the_board_says_what_is_to_be_renewed_and_by_when(cast, back_soon):
    cast.denise.checks.update(renew_by_on=OVER)
    lines = board(actor=cast.by(cast.priya), on=TODAY)
    mine = next(line for line in lines if line.volunteer == cast.denise)
    assert place(mine.place, TODAY) == {"text": "After a new check", "sub": "by Thu 3 Dec"}
