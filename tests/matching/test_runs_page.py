"""Ordering a round, watching it, and reading its result, on pages."""

import re
from datetime import date

import pytest
from django.urls import reverse

from matching.models import Proposal, Run
from matching.services import runs
from matching.tasks import sweep
from programmes.models import Exclusion
from tests.cast import TODAY, make_patient, make_volunteer
from volunteers.choices import STEPPED_DOWN
from volunteers.models import Leave


@pytest.fixture
def queued(cast, monday):
    return runs.start(objective="longest-wait", minimum_score=0, by=cast.by(cast.priya), at=monday)


@pytest.fixture
def done(cast, monday):
    """`done()` orders a round and carries it out."""

    def whole() -> Run:
        run = runs.start(objective="longest-wait", minimum_score=0, by=cast.by(cast.priya), at=monday)
        runs.carry_out(key=run.pk, now=lambda: monday)
        run.refresh_from_db()
        return run

    return whole


def page(client, run: Run, query: str = "") -> str:
    return client.get(reverse("runs-detail", args=[run.pk]) + query).content.decode()


def test_a_coordinator_starts_a_round_and_the_next_sweep_carries_it_out(sign_in, cast):
    answer = sign_in(cast.priya).post("/runs/new/", {"objective": "best-fit", "minimum": "40"})
    run = Run.objects.of(cast.scheme).get()
    before = run.state
    sweep()
    run.refresh_from_db()
    assert (answer.url, before, run.state) == (f"/runs/{run.pk}/", "queued", "done")
    assert (run.objective, run.settings["minimum_score"], run.started_by) == ("best-fit", 4000, "Priya Nair")


def test_a_round_without_anybody_who_waits_says_so(sign_in, cast, done):
    for place in (cast.mos_place, cast.grace.enrolments.get()):
        place.change(state="left")
    assert "Nobody waited for a match when this round ran" in page(sign_in(cast.priya), done())


def test_a_second_round_at_once_is_refused_with_words(sign_in, cast, queued):
    answer = sign_in(cast.priya).post("/runs/new/", {"objective": "best-fit", "minimum": "40"})
    assert answer.status_code == 422
    assert "A round is under way already" in answer.content.decode()


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"minimum": "40"}, "Say who comes first"),
        ({"objective": "cheapest", "minimum": "40"}, "Who comes first"),
        ({"objective": "best-fit", "minimum": "101"}, "100"),
        ({"objective": "best-fit", "minimum": "lots"}, "number"),
        ({"objective": "best-fit"}, "Write a number from 0 to 100"),
    ],
)
def test_a_round_with_a_bad_aim_is_not_started(sign_in, cast, sent, words):
    answer = sign_in(cast.priya).post("/runs/new/", sent)
    assert (answer.status_code, Run.objects.of(cast.scheme).count()) == (422, 0)
    assert words in answer.content.decode()


def test_somebody_of_one_team_starts_a_round_for_its_people(sign_in, cast):
    client = sign_in(cast.tom)
    assert "everybody of the team Harton who waits" in client.get("/runs/new/").content.decode()
    answer = client.post("/runs/new/", {"objective": "best-fit", "minimum": "0"})
    sweep()
    text = client.get(answer.url).content.decode()
    assert ("Mo Ellis" in text, "Grace Adeyemi" in text) == (True, False)
    assert "Only the team Harton" in text
    assert "Only the team Harton" in sign_in(cast.priya).get("/runs/").content.decode()


def test_while_it_runs_the_page_looks_again_by_itself_without_a_script(sign_in, cast, queued):
    answer = sign_in(cast.priya).get(f"/runs/{queued.pk}/")
    assert answer["Refresh"] == "4"
    queued.change(
        state="running", step=2, figures={"people": 2, "volunteers": 3, "looked_at": 6, "lawful": 4}
    )
    text = page(sign_in(cast.priya), queued)
    assert "Matching round 1 is running" in text
    assert "Step 3 of 4" in text
    assert "6 pairs looked at, 2 ruled out" in text


def test_a_round_can_be_stopped_from_its_page(sign_in, cast, queued):
    client = sign_in(cast.priya)
    client.post(f"/runs/{queued.pk}/stop/")
    text = page(client, queued)
    assert "This round was stopped." in text


def test_the_result_shows_proposals_with_reasons_and_does_not_refresh(sign_in, cast, done):
    run = done()
    answer = sign_in(cast.priya).get(f"/runs/{run.pk}/")
    text = answer.content.decode()
    assert "Refresh" not in answer
    for words in (
        "Proposals to decide",
        "Mo Ellis",
        "Grace Adeyemi",
        "Denise Harper",
        "Has COPD",
        "proved over all",
    ):
        assert words in text


def test_who_is_left_reads_why_and_where_to_recruit(sign_in, cast, done):
    cast.grace.change(languages=["urdu"])
    text = page(sign_in(cast.priya), done())
    assert "One without a match" in text
    assert "Does not speak urdu: 2 coaches" in text
    assert "Coach who speaks urdu" in text


def test_the_result_says_what_changed_since_the_last_round(sign_in, cast, done):
    cast.grace.change(languages=["urdu"])
    done()
    make_volunteer(
        cast, "Farida Khan", cast.coach, renew_by=date(2028, 1, 1), languages=["urdu"], conditions=["copd"]
    )
    second = done()
    text = page(sign_in(cast.priya), second)
    assert "Changes since round 1" in text
    assert "Grace Adeyemi: Farida Khan, was without" in text
    assert "Mo Ellis" not in page(sign_in(cast.priya), second, "?show=changed")


def test_who_lost_the_volunteer_of_the_last_round_reads_why(sign_in, cast, done):
    cast.abdul.change(stage=STEPPED_DOWN)
    done()
    Leave.make(scheme=cast.scheme, volunteer=cast.denise, starts_on=TODAY, ends_on=date(2027, 3, 1))
    text = page(sign_in(cast.priya), done())
    assert "Mo Ellis: without, was Denise Harper (on leave until 1 March 2027)" in text


def test_a_volunteer_who_stepped_down_is_told_in_general_words(sign_in, cast, done):
    cast.abdul.change(stage=STEPPED_DOWN)
    done()
    cast.denise.change(stage=STEPPED_DOWN)
    said = "Mo Ellis: without, was Denise Harper (supports nobody in this role now)"
    assert said in page(sign_in(cast.priya), done())


@pytest.mark.parametrize("kind", ["asked", "known"])
def test_the_round_does_not_say_that_two_are_kept_apart(sign_in, cast, done, monday, kind):
    cast.abdul.change(stage=STEPPED_DOWN)
    done()
    kept = {"patient": cast.mo, "volunteer": cast.denise, "kind": kind, "recorded_by": "Priya Nair"}
    Exclusion.make(scheme=cast.scheme, since_on=TODAY, **kept)
    text = page(sign_in(cast.priya), done())
    assert "Mo Ellis: without, was Denise Harper</li>" in text


def test_a_coordinator_of_one_team_sees_only_its_people(sign_in, cast, done):
    run = done()
    text = page(sign_in(cast.tom), run)
    assert ("Mo Ellis" in text, "Grace Adeyemi" in text) == (True, False)


def test_a_wrong_filter_or_page_shows_all(sign_in, cast, done):
    text = page(sign_in(cast.priya), done(), "?show=x&page=banana")
    assert "Mo Ellis" in text
    assert "Grace Adeyemi" in text


def test_the_matching_page_leads_to_the_last_round(sign_in, cast, done):
    run = done()
    text = sign_in(cast.priya).get("/matching/").content.decode()
    assert f'href="/runs/{run.pk}/"' in text
    assert "2 proposals, 0 without a match" in text


def test_all_rounds_are_listed(sign_in, cast, done):
    done()
    cast.denise.change(stage=STEPPED_DOWN)
    done()
    text = sign_in(cast.priya).get("/runs/").content.decode()
    assert ("Round 1" in text, "Round 2" in text) == (True, True)


def test_the_page_takes_few_queries_however_many_are_proposed(
    sign_in, cast, done, django_assert_max_num_queries
):
    for number in range(12):
        make_patient(cast, f"P{number} Wait", waits_since=date(2026, 10, 1))
        make_volunteer(cast, f"V{number} Help", cast.coach, renew_by=date(2028, 1, 1))
    run, client = done(), sign_in(cast.priya)
    assert Proposal.objects.of(cast.scheme).count() == 14
    with django_assert_max_num_queries(16):
        client.get(f"/runs/{run.pk}/")


def test_everybody_without_a_match_is_a_click_away_page_by_page(sign_in, cast, done):
    for number in range(30):
        make_patient(cast, f"P{number:02} Wait", waits_since=date(2026, 10, 1), languages=["urdu"])
    run, client = done(), sign_in(cast.priya)
    assert f'href="/runs/{run.pk}/without/"' in page(client, run)
    texts = [client.get(f"/runs/{run.pk}/without/?page={at}").content.decode() for at in (1, 2)]
    named = [sum(f"P{number:02} Wait" in text for number in range(30)) for text in texts]
    assert named == [25, 5]
    assert all("Does not speak urdu: 2 coaches" in text for text in texts)


def test_the_page_of_people_without_a_match_takes_few_queries(
    sign_in, cast, done, django_assert_max_num_queries
):
    for number in range(30):
        make_patient(cast, f"P{number:02} Wait", waits_since=date(2026, 10, 1), languages=["urdu"])
    run, client = done(), sign_in(cast.priya)
    with django_assert_max_num_queries(12):
        client.get(f"/runs/{run.pk}/without/")


def test_a_past_round_is_worked_out_again_by_a_button(sign_in, cast, done):
    run, client = done(), sign_in(cast.priya)
    answer = client.post(f"/runs/{run.pk}/replay/", follow=True)
    assert "the same answer for everybody, and proved again" in answer.content.decode()


def test_a_round_whose_rules_have_changed_since_says_so(sign_in, cast, done):
    run, client = done(), sign_in(cast.priya)
    run.change(figures=run.figures | {"digest": "of other pairs"})
    answer = client.post(f"/runs/{run.pk}/replay/", follow=True)
    assert "rules or scores have changed since" in answer.content.decode()


def test_a_round_without_a_result_cannot_be_worked_out_again(sign_in, cast, queued):
    assert sign_in(cast.priya).post(f"/runs/{queued.pk}/replay/").status_code == 404


def test_a_later_round_counts_who_has_nobody_now_among_what_changed(sign_in, cast, done):
    proposed = [row.volunteer for row in done().proposals.filter(enrolment=cast.mos_place)]
    for volunteer in (cast.denise, cast.abdul):
        Exclusion.make(
            scheme=cast.scheme, patient=cast.mo, volunteer=volunteer, kind="asked", since_on=TODAY, recorded_by="Priya"
        )  # fmt: skip
    text = page(sign_in(cast.priya), done())
    assert len(proposed) == 1
    assert "1 has nobody now" in text and "changed since round 1" in text


@pytest.mark.parametrize(
    ("last_name", "breaks"), [("Ellis", False), ("Featherstonehaugh-Cholmondeley", True)]
)
def test_a_long_name_may_break_so_that_the_reasons_keep_their_room(sign_in, cast, done, last_name, breaks):
    cast.mo.change(last_name=last_name)
    before_the_name = page(sign_in(cast.priya), done()).split(f"{last_name}</a>")[0]
    cell = re.findall(r"<t[dh][^>]*>", before_the_name)[-1]
    assert ("app-nowrap" in cell) is not breaks
