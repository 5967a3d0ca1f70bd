"""What a round keeps: pairs that were accepted, pairs in which both said yes, and what another team has open."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from matching.models import Proposal, Run
from matching.selectors.runs_open import proposals_to_decide
from matching.selectors.runs_replay import replay
from matching.selectors.undecided import agreed_keys
from matching.services import conversations, decisions, proposals, runs
from programmes.services.relationships import NoPlace, SpokenFor
from tests.cast import TODAY, make_patient
from volunteers.choices import STEPPED_DOWN


@pytest.fixture
def round_of(cast, monday):
    """`round_of(cast.tom)` orders a round and carries it out."""

    def whole(who=None) -> Run:
        by = cast.by(who or cast.priya)
        run = runs.start(objective="longest-wait", minimum_score=0, by=by, at=monday)
        assert runs.carry_out(key=run.pk, now=lambda: monday)
        run.refresh_from_db()
        return run

    return whole


@pytest.fixture
def met(cast, monday):
    """`met(place, volunteer)`: both say yes, unless one is said to have said something else."""

    def talk(place, volunteer, patient_said="yes", volunteer_said="yes") -> None:
        conversations.record(
            enrolment=place, volunteer=volunteer, held_on=TODAY, patient_said=patient_said,
            volunteer_said=volunteer_said, note="", by=cast.by(cast.priya), at=monday,
        )  # fmt: skip

    return talk


@pytest.fixture
def one_place(cast):
    """Denise has the only place, and Mo is more urgent than Grace."""
    cast.coach.change(caseload="fixed", people_at_once=1)
    cast.abdul.change(stage=STEPPED_DOWN)
    cast.mos_place.change(urgency="urgent")


def pairs(run: Run) -> dict[str, str]:
    rows = Proposal.objects.of(run.scheme).filter(run=run).select_related("volunteer", "enrolment__patient")
    return {row.enrolment.patient.short_name: row.volunteer.first_name for row in rows}


def words(client, run: Run) -> str:
    return " ".join(client.get(reverse("runs-detail", args=[run.pk])).content.decode().split())


def test_a_round_tells_who_has_agreed_by_keys_alone(met, cast, django_assert_num_queries):
    met(cast.mos_place, cast.denise)
    met(cast.graces_place, cast.abdul, patient_said="unsure")
    with django_assert_num_queries(2):
        assert agreed_keys(cast.scheme) == {str(cast.mos_place.pk): str(cast.denise.pk)}


def test_two_who_both_said_yes_keep_their_place_in_a_round(round_of, met, one_place, cast, sign_in):
    met(cast.graces_place, cast.denise)
    run = round_of()
    assert (pairs(run), run.figures["held"]) == ({}, 1)
    shown = words(sign_in(cast.priya), run)
    assert ("Both said yes" in shown, "Decide now" in shown) == (True, True)
    assert replay(run).same


@pytest.mark.parametrize(
    "said", [{"patient_said": "unsure"}, {"volunteer_said": "no"}, {"volunteer_said": ""}]
)
def test_a_talk_without_two_yeses_holds_no_place(round_of, met, one_place, cast, said):
    met(cast.graces_place, cast.denise, **said)
    assert pairs(round_of()) == {"Mo": "Denise"}


def test_a_pair_that_may_not_be_matched_any_more_is_sought_for_again(round_of, met, cast):
    met(cast.graces_place, cast.denise)
    cast.denise.training.all().delete()
    assert pairs(round_of()) == {"Grace": "Abdul", "Mo": "Abdul"}


def test_one_place_is_kept_for_the_first_of_two_pairs_that_agreed(round_of, met, one_place, cast):
    met(cast.graces_place, cast.denise)
    met(cast.mos_place, cast.denise)
    assert (pairs(round_of()), Run.objects.get().figures["held"]) == ({}, 1)


def test_a_proposal_that_would_take_the_place_of_two_who_agreed_says_so(
    round_of, met, one_place, cast, sign_in
):
    run = round_of()
    met(cast.graces_place, cast.denise)
    client, row = sign_in(cast.priya), Proposal.objects.get(run=run)
    assert "Grace Adeyemi and Denise both said yes" in words(client, run)
    page = client.get(reverse("proposals-detail", args=[row.pk])).content.decode()
    assert "Grace Adeyemi and Denise Harper met on 23 November and both said yes" in page
    assert "Grace" not in sign_in(cast.tom).get(reverse("proposals-detail", args=[row.pk])).content.decode()


def changed_to_denise(cast, monday, who=None):
    row = Proposal.objects.get(enrolment=cast.mos_place)
    by = cast.by(who or cast.priya)
    return proposals.change(proposal=row, volunteer=cast.denise, why="Both walk", by=by, at=monday)


@pytest.fixture
def abduls(round_of, cast):
    """Mo's proposal is Abdul; Denise has one place."""
    cast.coach.change(caseload="fixed", people_at_once=1)
    Proposal.objects.filter(run=round_of(), enrolment=cast.mos_place).update(volunteer=cast.abdul)


def test_the_last_place_of_two_who_agreed_is_not_given_to_somebody_else(abduls, met, cast, monday):
    met(cast.graces_place, cast.denise)
    with pytest.raises(SpokenFor) as refusal:
        changed_to_denise(cast, monday)
    assert refusal.value.words == (
        "Denise Harper and Grace Adeyemi have met and both said yes, and Denise has no other place "
        "before Tuesday 4 May 2027. Decide that pair first, or choose somebody else."
    )
    with pytest.raises(SpokenFor, match="somebody of another team"):
        changed_to_denise(cast, monday, cast.tom)


def test_nor_is_it_by_accepting_what_a_round_proposed_before_they_agreed(
    round_of, met, one_place, cast, monday
):
    row = Proposal.objects.get(run=round_of())
    met(cast.graces_place, cast.denise)
    with pytest.raises(SpokenFor):
        proposals.accept(proposal=row, why="Both walk", by=cast.by(cast.priya), at=monday)


@pytest.fixture
def decided(cast, monday):
    """`decided(place, volunteer)` matches the two; the first contact is on the day said."""

    def match(place, volunteer, start_on=TODAY + timedelta(days=7)):
        facts = {"why": "Both walk", "start_on": start_on, "mode": "phone"}
        return decisions.accept(
            enrolment=place, volunteer=volunteer, by=cast.by(cast.priya), at=monday, **facts
        )

    return match


def test_a_decision_does_not_give_the_last_place_of_two_who_agreed_to_somebody_else(
    abduls, met, decided, cast, sign_in
):
    met(cast.graces_place, cast.denise)
    met(cast.mos_place, cast.denise)
    with pytest.raises(SpokenFor, match="Denise Harper and Grace Adeyemi have met and both said yes"):
        decided(cast.mos_place, cast.denise)
    plan = f"{reverse('enrolments-plan', args=[cast.mos_place.pk])}?volunteer={cast.denise.pk}"
    [refusal] = sign_in(cast.priya).get(plan).context["refusals"]
    assert "Grace Adeyemi have met and both said yes" in refusal
    [refusal] = sign_in(cast.tom).get(plan).context["refusals"]
    assert "Denise Harper and somebody of another team have met and both said yes" in refusal


def test_the_pair_that_agreed_first_is_matched_and_then_the_other_has_no_place(abduls, met, decided, cast):
    met(cast.graces_place, cast.denise)
    met(cast.mos_place, cast.denise)
    assert decided(cast.graces_place, cast.denise).volunteer == cast.denise
    with pytest.raises(NoPlace):
        decided(cast.mos_place, cast.denise)


def test_a_decision_against_the_first_pair_frees_the_place(abduls, met, decided, cast, monday):
    met(cast.graces_place, cast.denise)
    met(cast.mos_place, cast.denise)
    decisions.decline(
        enrolment=cast.graces_place, decision="try-another", volunteer=cast.denise, why="Too far",
        by=cast.by(cast.priya), at=monday,
    )  # fmt: skip
    assert decided(cast.mos_place, cast.denise).volunteer == cast.denise


def test_a_later_start_may_take_the_place_after_that_of_two_who_agreed(abduls, met, decided, cast):
    met(cast.graces_place, cast.denise)
    met(cast.mos_place, cast.denise)
    with pytest.raises(SpokenFor):
        decided(cast.mos_place, cast.denise, date(2027, 5, 3))
    assert decided(cast.mos_place, cast.denise, date(2027, 5, 4)).started_on == date(2027, 5, 4)


def test_a_volunteer_with_another_place_may_be_held_beside_two_who_agreed(abduls, met, cast, monday):
    cast.coach.change(people_at_once=2)
    met(cast.graces_place, cast.denise)
    assert changed_to_denise(cast, monday).volunteer == cast.denise


def test_of_two_pairs_who_agreed_the_first_gets_the_place(abduls, met, cast, monday):
    met(cast.mos_place, cast.denise)
    met(cast.graces_place, cast.denise)
    assert changed_to_denise(cast, monday).volunteer == cast.denise


def test_whoever_chooses_reads_with_whom_a_volunteer_has_agreed(abduls, met, cast, sign_in):
    met(cast.graces_place, cast.denise)
    page = reverse("proposals-detail", args=[Proposal.objects.get(enrolment=cast.mos_place).pk])
    candidates = reverse("enrolments-matching", args=[cast.mos_place.pk])
    client = sign_in(cast.priya)
    assert "of 100. Both said yes: Grace Adeyemi</option>" in client.get(page).content.decode()
    assert client.get(candidates).content.decode().count("Both said yes: Grace Adeyemi") == 2
    assert "Now, 1 place, spoken for" in client.get(candidates).content.decode()
    own = client.get(reverse("enrolments-matching", args=[cast.graces_place.pk])).content.decode()
    assert "spoken for" not in own
    shown = sign_in(cast.tom).get(candidates).content.decode()
    assert ("Both said yes: somebody of another team" in shown, "Grace" in shown) == (True, False)


def test_accepted_pairs_are_shown_in_each_later_round_and_on_the_waiting_list(
    round_of, cast, monday, sign_in
):
    mine = Proposal.objects.get(run=round_of(), enrolment=cast.mos_place)
    proposals.accept(proposal=mine, why="Both walk", by=cast.by(cast.priya), at=monday)
    client = sign_in(cast.priya)
    shown = words(client, round_of())
    assert ("Never reshuffled" in shown, "Accepted in round 1" in shown) == (True, True)
    row = next(r for r in client.get("/matching/").context["table"].rows if r.cells[0].text == "Mo Ellis")
    assert (row.cells[3].text, row.cells[3].tags[0].text) == (mine.volunteer.name, "Held since round 1")


@pytest.fixture
def abroad(cast):
    """Only Abdul, of another team, has places; Mo and Nell are Harton's, Tom sees no other team."""
    cast.abdul.change(team=cast.central)
    cast.denise.training.all().delete()
    return make_patient(cast, "Nell Ashby", waits_since=TODAY)


def test_a_teams_round_leaves_proposals_with_volunteers_it_does_not_see(round_of, abroad, cast, sign_in):
    whole = round_of()
    kept = pairs(whole)
    run = round_of(cast.tom)
    open_now = Proposal.objects.of(cast.scheme).filter(state="open")
    assert ({row.enrolment.patient.short_name for row in open_now}, pairs(run)) == (set(kept), {})
    assert run.figures["elsewhere"] == len({"Mo", "Nell"} & set(kept)) > 0
    assert "with a volunteer of another team" in words(sign_in(cast.tom), run)


def test_a_volunteer_of_another_team_is_not_named_to_who_may_not_see_them(round_of, abroad, cast, sign_in):
    cast.abdul.change(team=None)
    first = round_of()
    mine = Proposal.objects.get(run=first, enrolment=cast.mos_place)
    cast.abdul.change(team=cast.central)
    page = reverse("enrolments-matching", args=[mine.enrolment_id])
    assert "Round 1 proposes Abdul Rahman" in sign_in(cast.priya).get(page).content.decode()
    shown = sign_in(cast.tom).get(page).content.decode()
    assert ("Round 1 proposes somebody of another team" in shown, "Abdul Rahman" in shown) == (True, False)


def test_changes_of_a_round_name_no_volunteer_of_another_team(round_of, abroad, cast, sign_in):
    round_of()
    cast.denise.training.create(scheme=cast.scheme, kind=cast.coach.kind, finished_on=TODAY)
    cast.abdul.change(stage=STEPPED_DOWN)
    second = round_of()
    theirs, ours = words(sign_in(cast.tom), second), words(sign_in(cast.priya), second)
    assert "was Abdul Rahman" in ours
    assert ("was somebody of another team" in theirs, "Abdul Rahman" in theirs) == (True, False)


def test_before_a_round_it_says_what_makes_way_and_what_stays(round_of, abroad, cast, sign_in):
    round_of()
    shown = " ".join(sign_in(cast.tom).get("/runs/new/").content.decode().split())
    assert "1 person keeps an open proposal with a volunteer of another team" in shown
    shown = " ".join(sign_in(cast.priya).get("/runs/new/").content.decode().split())
    assert "2 open proposals of earlier rounds make way for the new ones" in shown


def test_today_leads_to_each_round_that_has_something_to_decide(round_of, abroad, cast, sign_in):
    round_of()
    cast.denise.training.create(scheme=cast.scheme, kind=cast.coach.kind, finished_on=TODAY)
    make_patient(cast, "Olive Tran", waits_since=TODAY)
    round_of(cast.tom)
    found = proposals_to_decide(actor=cast.by(cast.priya))
    assert [(one.run.number, one.count) for one in found] == [(2, 2), (1, 2)]
