"""A large round is spread over workers: parts are claimed, taken over, joined, proved, and published once."""

from datetime import timedelta

import pytest

from matching.choices import DONE, FAILED, RUNNING, STOPPED
from matching.engine import rounds_parts
from matching.models import Proposal, Run, RunPart
from matching.selectors.runs_replay import replay
from matching.services import runs, runs_parts
from matching.tasks import run as run_task
from matching.tasks import sweep
from tests.cast import make_patient
from tests.matching.test_runs import pairs

LEASE = timedelta(hours=1)


@pytest.fixture
def laid_out(cast, monday, monkeypatch):
    """A round of Grace and Mo, who wait for a coach, and of Ada, whom only Abdul could support, in parts."""
    monkeypatch.setattr(rounds_parts, "PART_PAIRS", 2)
    cast.denise.change(languages=["english"])
    cast.abdul.change(languages=["urdu"])
    make_patient(cast, "Ada Lowe", waits_since=monday.date() - timedelta(days=20), languages=["urdu"])
    run = runs.start(objective="best-fit", minimum_score=0, by=cast.by(cast.priya), at=monday)
    runs.carry_out(key=run.pk, now=lambda: monday)
    run.refresh_from_db()
    return run


def open_parts(run: Run) -> list[RunPart]:
    return list(RunPart.objects.of(run.scheme).open().filter(run=run).order_by("number"))


def solve_all(run: Run, at) -> list:
    return [runs_parts.solve(key=part.pk, now=lambda: at) for part in open_parts(run)]


def finished(run: Run, at) -> Run:
    assert runs.carry_out(key=run.pk, now=lambda: at)
    run.refresh_from_db()
    return run


def test_a_large_round_is_laid_out_in_parts_and_let_go(laid_out):
    assert (laid_out.state, laid_out.lease, laid_out.figures["parts"]) == (RUNNING, None, 2)
    assert Proposal.objects.of(laid_out.scheme).count() == 0


def test_the_last_part_wakes_the_round_which_is_proved_and_published(laid_out, monday):
    assert solve_all(laid_out, monday) == [None, laid_out.pk]
    run = finished(laid_out, monday)
    assert (run.state, run.figures["certified"], pairs(run)) == (
        DONE, True, {"Grace": "Denise", "Mo": "Denise", "Ada": "Abdul"},
    )  # fmt: skip


def test_in_parts_the_answer_is_that_of_one_go(laid_out, monday, monkeypatch):
    solve_all(laid_out, monday)
    run = finished(laid_out, monday)
    monkeypatch.setattr(rounds_parts, "PART_PAIRS", 1 << 20)
    assert replay(run).same


def test_until_all_parts_are_solved_nobody_takes_the_round(laid_out, monday):
    first, _ = open_parts(laid_out)
    runs_parts.solve(key=first.pk, now=lambda: monday)
    assert runs.due(at=monday + LEASE) == []
    assert not runs.carry_out(key=laid_out.pk, now=lambda: monday + LEASE)


def test_a_part_is_solved_by_one_worker_at_a_time(laid_out, monday):
    first, second = open_parts(laid_out)
    first.change(leased_until=monday + timedelta(minutes=2), lease=first.pk)
    assert runs_parts.due(at=monday) == [second.pk]
    assert runs_parts.solve(key=first.pk, now=lambda: monday) is None
    assert first in open_parts(laid_out)


def test_the_part_of_a_worker_that_died_is_taken_over(laid_out, monday):
    first, second = open_parts(laid_out)
    first.change(leased_until=monday, lease=first.pk, attempts=1)
    runs_parts.solve(key=second.pk, now=lambda: monday)
    assert runs_parts.due(at=monday + LEASE) == [first.pk]
    assert runs_parts.solve(key=first.pk, now=lambda: monday + LEASE) == laid_out.pk


def test_a_part_that_is_solved_is_not_solved_again(laid_out, monday):
    first, _ = open_parts(laid_out)
    runs_parts.solve(key=first.pk, now=lambda: monday)
    kept = RunPart.objects.of(laid_out.scheme).get(pk=first.pk).solution
    assert runs_parts.solve(key=first.pk, now=lambda: monday + LEASE) is None
    assert RunPart.objects.of(laid_out.scheme).get(pk=first.pk).solution == kept


def test_a_part_that_kills_its_workers_ends_the_round_with_words(laid_out, monday):
    first, _ = open_parts(laid_out)
    first.change(attempts=3)
    runs_parts.solve(key=first.pk, now=lambda: monday)
    laid_out.refresh_from_db()
    assert (laid_out.state, laid_out.why_failed) == (FAILED, "It was interrupted too often.")
    assert open_parts(laid_out) == []


def test_an_answer_that_was_tampered_with_is_never_published(laid_out, monday):
    solve_all(laid_out, monday)
    one, other = RunPart.objects.of(laid_out.scheme).order_by("number")
    one.change(solution=other.solution)
    run = finished(laid_out, monday)
    assert (run.state, Proposal.objects.of(run.scheme).count()) == (FAILED, 0)
    assert "NotCertified" in run.why_failed


def test_a_round_that_is_stopped_forgets_its_parts(laid_out, cast, monday):
    first, _ = open_parts(laid_out)
    runs.stop(run=laid_out, by=cast.by(cast.priya), at=monday)
    laid_out.refresh_from_db()
    assert (laid_out.state, open_parts(laid_out)) == (STOPPED, [])
    assert runs_parts.solve(key=first.pk, now=lambda: monday) is None


def test_nothing_of_the_parts_is_kept_once_the_round_is_done(laid_out, monday):
    solve_all(laid_out, monday)
    finished(laid_out, monday)
    assert RunPart.objects.of(laid_out.scheme).count() == 0


def test_the_page_says_how_many_parts_are_solved(laid_out, sign_in, cast, monday):
    first, _ = open_parts(laid_out)
    runs_parts.solve(key=first.pk, now=lambda: monday)
    text = sign_in(cast.priya).get(f"/runs/{laid_out.pk}/").content.decode()
    assert "1 of 2 parts are solved" in text


def test_the_task_wakes_a_worker_for_each_part_and_the_last_one_the_round(cast, monday, monkeypatch):
    monkeypatch.setattr(rounds_parts, "PART_PAIRS", 2)
    cast.abdul.change(languages=["urdu"])
    make_patient(cast, "Ada Lowe", waits_since=monday.date() - timedelta(days=20), languages=["urdu"])
    run = runs.start(objective="best-fit", minimum_score=0, by=cast.by(cast.priya), at=monday)
    run_task.delay(str(run.pk))
    run.refresh_from_db()
    assert (run.state, run.figures["parts"]) == (DONE, 2)


def test_the_sweep_goes_on_with_what_was_left(laid_out):
    sweep.delay()
    laid_out.refresh_from_db()
    assert laid_out.state == DONE
