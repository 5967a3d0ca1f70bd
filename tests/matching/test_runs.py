"""A round over the whole waiting list: ordered, carried out, published, replayed."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from matching.choices import BEST_FIT, DONE, FAILED, LONGEST_WAIT, QUEUED, RUNNING, STOPPED, SUPERSEDED
from matching.engine import stored
from matching.models import Decision, Proposal, Run
from matching.selectors.runs_replay import replay
from matching.services import decisions, preferences, proposals, runs
from matching.tasks import run as run_task
from matching.tasks import sweep
from peersupport.accounts.gates import NotAllowed
from peersupport.audit.models import Event
from peersupport.core.errors import MoveNotAllowed
from programmes.models import Relationship
from tests.cast import TODAY, make_patient
from volunteers.choices import STEPPED_DOWN


@pytest.fixture
def start(cast, monday):
    def order(by=None, **changes) -> Run:
        wish = {"objective": LONGEST_WAIT, "minimum_score": 0, **changes}
        return runs.start(by=by or cast.by(cast.priya), at=monday, **wish)

    return order


@pytest.fixture
def carry_out(start, monday):
    """`carry_out()` orders a round and does it."""

    def whole(**changes) -> Run:
        run = start(**changes)
        assert runs.carry_out(key=run.pk, now=lambda: monday)
        run.refresh_from_db()
        return run

    return whole


def pairs(run: Run) -> dict[str, str]:
    rows = Proposal.objects.of(run.scheme).filter(run=run).order_by("position")
    return {
        row.enrolment.patient.short_name: row.volunteer.first_name for row in rows.select_related("volunteer")
    }


def test_a_round_makes_proposals_and_commits_nobody(carry_out, cast):
    run = carry_out()
    assert (run.state, run.figures["certified"], set(pairs(run))) == (DONE, True, {"Grace", "Mo"})
    assert (Relationship.objects.of(cast.scheme).count(), Decision.objects.of(cast.scheme).count()) == (0, 0)


def test_proposals_stand_in_order_of_urgency_then_of_waiting(carry_out, cast):
    assert [*pairs(carry_out())] == ["Grace", "Mo"]
    cast.mos_place.change(urgency="urgent")
    assert [*pairs(carry_out())] == ["Mo", "Grace"]


@pytest.mark.parametrize("what", ["died", "consent", "themselves"])
def test_a_round_brings_nobody_together_whom_the_start_would_refuse(carry_out, cast, what):
    cast.abdul.change(stage=STEPPED_DOWN)
    if what == "died":
        cast.mo.change(died_on=TODAY)
    elif what == "consent":
        cast.mo.consents.update(withdrawn_on=TODAY)
    else:
        cast.mo.change(became_volunteer=cast.denise)
    assert pairs(carry_out()) == {"Grace": "Denise"}


def test_the_one_place_goes_to_the_most_urgent_then_to_who_has_waited_longest(carry_out, cast):
    cast.coach.change(caseload="fixed", people_at_once=1)
    cast.abdul.change(stage=STEPPED_DOWN)
    assert pairs(carry_out()) == {"Grace": "Denise"}
    cast.mos_place.change(urgency="urgent")
    assert pairs(carry_out()) == {"Mo": "Denise"}


def test_a_later_round_replaces_only_what_is_still_open(carry_out, cast, monday):
    first = carry_out()
    mine = Proposal.objects.of(cast.scheme).get(run=first, enrolment=cast.mos_place)
    proposals.accept(proposal=mine, why="They both walk", by=cast.by(cast.priya), at=monday)
    second = carry_out()
    states = dict(Proposal.objects.of(cast.scheme).filter(run=first).values_list("enrolment", "state"))
    assert states == {cast.mos_place.pk: "accepted", cast.graces_place.pk: SUPERSEDED}
    assert (second.before, [*pairs(second)], second.figures["held"]) == (first, ["Grace"], 1)


def test_a_held_pair_uses_up_its_place(carry_out, cast, monday):
    cast.coach.change(caseload="fixed", people_at_once=1)
    cast.abdul.change(stage=STEPPED_DOWN)
    mine = Proposal.objects.of(cast.scheme).get(run=carry_out())
    proposals.accept(proposal=mine, why="They both walk", by=cast.by(cast.priya), at=monday)
    assert pairs(carry_out()) == {}


def test_open_proposals_stay_as_they_were(carry_out):
    assert pairs(carry_out()) == pairs(carry_out())


def test_somebody_for_whom_no_single_peer_was_decided_is_left_out(carry_out, cast, monday):
    decisions.decline(
        enrolment=cast.mos_place, decision="no-single", why="Likes groups", by=cast.by(cast.priya), at=monday
    )
    assert [*pairs(carry_out())] == ["Grace"]


def test_a_pair_below_the_minimum_is_no_match(carry_out):
    assert pairs(carry_out(minimum_score=10_000)) == {}


def test_only_one_round_of_a_scheme_is_under_way(start, cast):
    start()
    with pytest.raises(runs.AlreadyRunning):
        start()
    assert start(by=cast.by(cast.hilda)).number == 1


def test_a_round_needs_the_permission(start, cast):
    with pytest.raises(NotAllowed):
        start(by=cast.by(cast.ana))


def test_a_round_looks_at_nobody_of_another_scheme(carry_out, cast):
    run = carry_out(by=cast.by(cast.hilda))
    assert (run.figures["people"], run.figures["volunteers"], pairs(run)) == (0, 0, {})


def test_the_task_done_twice_does_the_round_once(start):
    run = start()
    run_task.delay(str(run.pk))
    run_task.delay(str(run.pk))
    run.refresh_from_db()
    assert (run.state, run.attempts, Proposal.objects.of(run.scheme).count()) == (DONE, 1, 2)


def test_the_sweep_takes_a_round_that_nobody_was_woken_for(start):
    run = start()
    sweep.delay()
    run.refresh_from_db()
    assert run.state == DONE


def test_a_round_whose_worker_died_is_taken_over_when_its_lease_runs_out(start, monday):
    run = start()
    run.change(state=RUNNING, lease=uuid4(), leased_until=monday + timedelta(seconds=60), attempts=1)
    assert runs.due(at=monday) == []
    later = monday + timedelta(minutes=2)
    assert runs.due(at=later) == [run.pk]
    assert runs.carry_out(key=run.pk, now=lambda: later)
    run.refresh_from_db()
    assert (run.state, run.attempts) == (DONE, 2)


def test_a_round_that_is_interrupted_again_and_again_ends_as_failed(start, monday):
    run = start()
    run.change(state=RUNNING, attempts=runs.MOST_ATTEMPTS)
    runs.carry_out(key=run.pk, now=lambda: monday)
    run.refresh_from_db()
    assert (run.state, run.why_failed) == (FAILED, "It was interrupted too often.")


def test_a_round_that_cannot_be_solved_fails_and_changes_nothing(carry_out, start, cast, monday):
    first = carry_out()
    run = start()
    run.change(settings={})
    assert runs.carry_out(key=run.pk, now=lambda: monday)
    run.refresh_from_db()
    assert (run.state, run.why_failed) == (FAILED, "Something went wrong (KeyError). Nothing has changed.")
    assert Proposal.objects.of(cast.scheme).filter(run=first, state="open").count() == 2


def test_a_stopped_round_is_not_carried_out(start, cast, monday):
    run = start()
    runs.stop(run=run, by=cast.by(cast.priya), at=monday)
    assert not runs.carry_out(key=run.pk, now=lambda: monday)
    run.refresh_from_db()
    assert (run.state, Proposal.objects.of(run.scheme).count()) == (STOPPED, 0)


def test_a_round_that_was_stopped_while_it_ran_is_not_published(start, cast, monday):
    run, by = start(), cast.by(cast.priya)

    def stopping_clock():
        row = Run.objects.of(cast.scheme).get(pk=run.pk)
        if row.step == 2:
            runs.stop(run=row, by=by, at=monday)
        return monday

    assert not runs.carry_out(key=run.pk, now=stopping_clock)
    run.refresh_from_db()
    assert (run.state, Proposal.objects.of(run.scheme).count()) == (STOPPED, 0)


def test_who_was_decided_about_while_it_ran_is_not_proposed(start, cast, monday):
    run = start()

    def deciding_clock():
        if (
            Run.objects.of(cast.scheme).get(pk=run.pk).step == 2
            and not Decision.objects.of(cast.scheme).exists()
        ):
            decisions.decline(
                enrolment=cast.mos_place,
                decision="keep-waiting",
                why="Is away",
                by=cast.by(cast.priya),
                at=monday,
            )
        return monday

    assert runs.carry_out(key=run.pk, now=deciding_clock)
    assert [*pairs(run)] == ["Grace"]


def test_a_finished_round_cannot_be_stopped(carry_out, cast, monday):
    with pytest.raises(MoveNotAllowed):
        runs.stop(run=carry_out(), by=cast.by(cast.priya), at=monday)


def test_a_past_round_comes_to_the_same_answer_from_what_it_stored(carry_out, cast, monday):
    make_patient(cast, "Nell Ashby", waits_since=date(2026, 10, 1), languages=["urdu"])
    run = carry_out(objective=BEST_FIT)
    by = cast.by(cast.priya)
    preferences.write(enrolment=cast.mos_place, points={"life": 1}, asked_for=[], by=by, at=monday)
    cast.denise.change(stage=STEPPED_DOWN)
    run.refresh_from_db()
    assert replay(run).same


def test_a_round_keeps_which_version_of_what_matters_it_read(carry_out, cast, monday):
    by = cast.by(cast.priya)
    preferences.write(enrolment=cast.mos_place, points={"life": 1}, asked_for=[], by=by, at=monday)
    versions = stored.unpacked(carry_out().inputs)["versions"]
    assert versions == {str(cast.mos_place.pk): 1, str(cast.graces_place.pk): 0}


def test_a_replay_notices_an_answer_that_was_changed(carry_out):
    run = carry_out()
    outcome = stored.unpacked(run.outcome)
    outcome["matched"].popitem()
    run.change(outcome=stored.packed(outcome))
    assert not replay(run).same


def test_what_a_round_rested_on_cannot_be_read_in_the_database(carry_out):
    run = carry_out()
    raw = Run.objects.of(run.scheme).filter(pk=run.pk)
    (inputs,) = raw.extra(select={"raw": "inputs"}).values_list("raw", flat=True)
    assert inputs.startswith("gAAAA")


def test_starting_and_publishing_are_in_the_audit(carry_out, cast):
    carry_out()
    events = Event.objects.filter(scheme_key=cast.scheme.pk, kind="matching.run").order_by("number")
    assert [*events.values_list("action", "by_name")] == [
        ("run.started", "Priya Nair"), ("run.published", "The system"),
    ]  # fmt: skip


def test_a_round_reads_the_scheme_with_few_queries_however_many_wait(
    start, cast, monday, django_assert_max_num_queries
):
    for number in range(12):
        make_patient(cast, f"P{number} Wait", waits_since=date(2026, 10, 1))
    run = start()
    with django_assert_max_num_queries(82):
        runs.carry_out(key=run.pk, now=lambda: monday)


def test_a_queued_round_waits(start):
    assert start().state == QUEUED
