"""A round that somebody of one team has started: for the people and volunteers whom that team sees."""

import pytest

from matching.engine import stored
from matching.models import Proposal, Run
from matching.services import runs
from volunteers.choices import STEPPED_DOWN


@pytest.fixture
def round_of(cast, monday):
    """`round_of(cast.tom)` orders a round and carries it out."""

    def whole(who) -> Run:
        run = runs.start(objective="longest-wait", minimum_score=0, by=cast.by(who), at=monday)
        assert runs.carry_out(key=run.pk, now=lambda: monday)
        run.refresh_from_db()
        return run

    return whole


def states(cast) -> dict[tuple[int, str], str]:
    """By number of the round and who is proposed for."""
    rows = Proposal.objects.of(cast.scheme).select_related("run", "enrolment__patient")
    return {(row.run.number, row.enrolment.patient.short_name): row.state for row in rows}


def test_it_proposes_for_the_teams_people_only(round_of, cast):
    run = round_of(cast.tom)
    assert (run.team, run.state, run.figures["people"]) == (cast.harton, "done", 1)
    assert states(cast) == {(1, "Mo"): "open"}


def test_nobody_of_another_team_is_in_what_it_has_read(round_of, cast):
    cast.abdul.change(team=cast.central)
    asked = stored.round_of(stored.unpacked(round_of(cast.tom).inputs))
    assert [seeker.key for seeker in asked.seekers] == [str(cast.mos_place.pk)]
    read = {one.id for pool in asked.pools.values() for one in pool}
    assert (str(cast.denise.pk) in read, str(cast.abdul.pk) in read) == (True, False)


def test_another_teams_proposals_stay_as_they_are(round_of, cast):
    round_of(cast.priya)
    round_of(cast.tom)
    assert states(cast) == {(1, "Grace"): "open", (1, "Mo"): "superseded", (2, "Mo"): "open"}


def test_a_place_that_is_proposed_to_another_team_is_not_proposed_twice(round_of, cast):
    cast.coach.change(caseload="fixed", people_at_once=1)
    cast.abdul.change(stage=STEPPED_DOWN)
    round_of(cast.priya)
    assert states(cast) == {(1, "Grace"): "open"}
    assert round_of(cast.tom).figures["matched"] == 0


def test_a_round_is_compared_with_the_last_of_the_same_kind(round_of, cast):
    whole, team, again = round_of(cast.priya), round_of(cast.tom), round_of(cast.priya)
    assert (team.before, again.before) == (None, whole)


def test_a_later_round_of_the_whole_scheme_replaces_the_teams(round_of, cast):
    round_of(cast.tom)
    round_of(cast.priya)
    assert states(cast) == {(1, "Mo"): "superseded", (2, "Mo"): "open", (2, "Grace"): "open"}
