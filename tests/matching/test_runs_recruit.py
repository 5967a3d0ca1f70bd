"""What a round says about whom to recruit."""

import pytest

from matching.choices import LONGEST_WAIT
from matching.engine import recruiting, stored
from matching.models import Run
from matching.services import runs
from volunteers.choices import STEPPED_DOWN


@pytest.fixture
def carry_out(cast, monday):
    """`carry_out()` orders a round and does it."""

    def whole() -> Run:
        run = runs.start(objective=LONGEST_WAIT, minimum_score=0, by=cast.by(cast.priya), at=monday)
        assert runs.carry_out(key=run.pk, now=lambda: monday)
        run.refresh_from_db()
        return run

    return whole


def test_who_has_no_match_reads_why_and_whom_to_recruit(carry_out, cast):
    cast.grace.change(languages=["urdu"])
    outcome = stored.unpacked(carry_out().outcome)
    (left,) = outcome["without"]
    assert (left["key"], left["possible"], left["why"]) == (
        str(cast.graces_place.pk),
        0,
        [["Does not speak urdu", 2]],
    )
    assert outcome["recruit"] == [["Coach who speaks urdu", 1]]


def test_a_round_that_is_too_large_to_be_solved_again_gives_an_estimate_named_so(
    carry_out, cast, monkeypatch, sign_in
):
    cast.grace.change(languages=["urdu"])
    monkeypatch.setattr(recruiting, "PAIRS", 0)
    run = carry_out()
    outcome = stored.unpacked(run.outcome)
    assert (outcome["recruit"], run.figures["recruit_is_estimate"]) == ([["Coach who speaks urdu", 1]], True)
    shown = " ".join(sign_in(cast.priya).get(f"/runs/{run.pk}/").content.decode().split())
    assert ("An estimate, as this round is too large" in shown, "up to +1" in shown) == (True, True)


def test_places_that_went_to_others_show_where_to_recruit(carry_out, cast):
    cast.coach.change(caseload="fixed", people_at_once=1)
    cast.abdul.change(stage=STEPPED_DOWN)
    outcome = stored.unpacked(carry_out().outcome)
    assert [(left["possible"], left["code"]) for left in outcome["without"]] == [(1, "taken")]
    assert outcome["recruit"] == [["Coach, Harton", 1]]
