"""What a round proposes is accepted, changed or declined by a person, who says why."""

from datetime import date

import pytest
from django.urls import reverse

from matching.choices import ACCEPTED, CHANGED, DECLINED, OPEN, SUPERSEDED, TRY_ANOTHER
from matching.models import Decision, Proposal
from matching.services import conversations, decisions, proposals, runs
from matching.services.reasons import NoReason
from peersupport.accounts.gates import NotAllowed
from peersupport.audit.models import Event
from tests.cast import TODAY
from volunteers.choices import STEPPED_DOWN

WHY = "You both live with COPD"


@pytest.fixture
def proposal(cast, monday) -> Proposal:
    """Mo's, from a round that is done."""
    run = runs.start(objective="longest-wait", minimum_score=0, by=cast.by(cast.priya), at=monday)
    runs.carry_out(key=run.pk, now=lambda: monday)
    return Proposal.objects.of(cast.scheme).get(enrolment=cast.mos_place)


@pytest.fixture
def facts(cast, monday):
    return {"why": WHY, "by": cast.by(cast.priya), "at": monday}


@pytest.fixture
def other(cast, proposal):
    return cast.abdul if proposal.volunteer_id == cast.denise.pk else cast.denise


def standing(cast) -> list[tuple[str, str]]:
    rows = Proposal.objects.of(cast.scheme).filter(enrolment=cast.mos_place).order_by("created_at", "pk")
    return [(row.volunteer.first_name, row.state) for row in rows]


def match(cast, volunteer, facts):
    conversations.record(
        enrolment=cast.mos_place, volunteer=volunteer, held_on=TODAY, patient_said="yes", volunteer_said="yes", note="",
        by=facts["by"], at=facts["at"],
    )  # fmt: skip
    decisions.accept(
        enrolment=cast.mos_place, volunteer=volunteer, start_on=date(2026, 11, 30), mode="phone", **facts
    )


def test_accepting_holds_the_pair_and_keeps_who_and_why(proposal, facts):
    row = proposals.accept(proposal=proposal, **facts)
    assert (row.state, row.why, row.decided_by) == (ACCEPTED, WHY, "Priya Nair")


def test_changing_holds_the_person_for_somebody_else(proposal, facts, other, cast):
    made = proposals.change(proposal=proposal, volunteer=other, **facts)
    assert (made.volunteer, made.state, made.score > 0) == (other, ACCEPTED, True)
    assert standing(cast) == [(proposal.volunteer.first_name, CHANGED), (other.first_name, ACCEPTED)]


def test_declining_rules_the_pair_out_for_later_rounds(proposal, facts, cast, monday):
    proposals.decline(proposal=proposal, **facts)
    decision = Decision.objects.of(cast.scheme).get()
    assert (decision.decision, decision.volunteer) == (TRY_ANOTHER, proposal.volunteer)
    run = runs.start(objective="longest-wait", minimum_score=0, by=facts["by"], at=monday)
    runs.carry_out(key=run.pk, now=lambda: monday)
    again = Proposal.objects.of(cast.scheme).get(run=run, enrolment=cast.mos_place)
    assert again.volunteer_id != proposal.volunteer_id


@pytest.mark.parametrize("act", [proposals.accept, proposals.decline])
def test_every_answer_needs_a_reason(act, proposal, facts, cast):
    with pytest.raises(NoReason):
        act(proposal=proposal, **facts | {"why": "  "})
    assert standing(cast) == [(proposal.volunteer.first_name, OPEN)]


@pytest.mark.parametrize("act", [proposals.accept, proposals.decline])
@pytest.mark.parametrize(
    ("settled", "said"),
    [
        ({"state": SUPERSEDED}, "A later round has settled this proposal"),
        ({"state": ACCEPTED, "decided_by": "Maria Costa"}, "Maria Costa has settled this proposal: accepted"),
    ],
)
def test_a_proposal_is_decided_once_and_an_old_page_changes_nothing(
    act, settled, said, proposal, facts, cast
):
    proposal.change(**settled)
    with pytest.raises(proposals.DecidedAlready, match=f"^{said}"):
        act(proposal=proposal, **facts)
    assert standing(cast) == [(proposal.volunteer.first_name, settled["state"])]


def test_a_pair_that_a_rule_keeps_apart_now_is_not_accepted(proposal, facts):
    proposal.volunteer.change(stage=STEPPED_DOWN)
    with pytest.raises(proposals.NoLongerPossible) as refusal:
        proposals.accept(proposal=proposal, **facts)
    assert "cannot support Mo now" in refusal.value.words


def test_changing_to_the_same_volunteer_is_refused(proposal, facts):
    with pytest.raises(proposals.SameAgain):
        proposals.change(proposal=proposal, volunteer=proposal.volunteer, **facts)


def test_only_who_may_match_decides_and_only_in_their_scheme(proposal, facts, cast):
    for stranger in (cast.ana, cast.hilda, cast.denise_member):
        with pytest.raises(NotAllowed):
            proposals.accept(proposal=proposal, **facts | {"by": cast.by(stranger)})


def test_a_match_on_the_persons_page_accepts_the_proposal(proposal, facts, cast):
    match(cast, proposal.volunteer, facts)
    assert standing(cast) == [(proposal.volunteer.first_name, ACCEPTED)]


def test_a_match_with_somebody_else_changes_it(proposal, facts, other, cast):
    match(cast, other, facts)
    assert standing(cast) == [(proposal.volunteer.first_name, CHANGED)]


def test_no_after_the_talk_gives_the_place_back(proposal, facts, cast):
    row = proposals.accept(proposal=proposal, **facts)
    decisions.decline(
        enrolment=cast.mos_place,
        decision=TRY_ANOTHER,
        volunteer=row.volunteer,
        **facts | {"why": "No common hour"},
    )
    assert standing(cast) == [(proposal.volunteer.first_name, DECLINED)]


def test_a_decision_against_somebody_else_leaves_the_proposal(proposal, facts, other, cast):
    decisions.decline(enrolment=cast.mos_place, decision=TRY_ANOTHER, volunteer=other, **facts)
    assert standing(cast) == [(proposal.volunteer.first_name, OPEN)]


def test_answers_are_in_the_audit_with_the_person_but_without_the_reason(proposal, facts, cast):
    proposals.accept(proposal=proposal, **facts)
    event = Event.objects.get(action="proposal.accepted")
    assert (event.person_key, event.by_name, WHY in str(event.detail)) == (cast.mo.pk, "Priya Nair", False)


# --- On the page ------------------------------------------------------------------------------------


def address(proposal) -> str:
    return reverse("proposals-detail", args=[proposal.pk])


def test_the_page_shows_why_and_lets_decide(sign_in, cast, proposal):
    text = sign_in(cast.priya).get(address(proposal)).content.decode()
    for words in (
        f"{proposal.volunteer.name} for Mo Ellis",
        "Your decision",
        "Who instead?",
        "Why? Use words that Mo",
    ):
        assert words in text


def test_accepting_leads_to_the_talk_with_the_volunteer_chosen(sign_in, cast, proposal):
    client = sign_in(cast.priya)
    answer = client.post(address(proposal), {"decision": "accept", "why": WHY})
    assert answer.url == f"/enrolments/{cast.mos_place.pk}/matching/#conversation"
    text = client.get(answer.url).content.decode()
    assert f"You hold {proposal.volunteer.name} for this person since round 1." in text


def test_where_no_talk_is_asked_for_accepting_leads_to_the_plan_with_the_reason_kept(sign_in, cast, proposal):
    cast.coaching.change(conversation_first=False)
    client = sign_in(cast.priya)
    answer = client.post(address(proposal), {"decision": "accept", "why": WHY})
    assert answer.url == f"/enrolments/{cast.mos_place.pk}/plan/?volunteer={proposal.volunteer_id}"
    assert WHY in client.get(answer.url).content.decode()


def test_changing_on_the_page_names_somebody(sign_in, cast, proposal, other):
    client = sign_in(cast.priya)
    answer = client.post(address(proposal), {"decision": "change", "why": WHY})
    assert "Choose who shall support them instead" in answer.content.decode()
    client.post(address(proposal), {"decision": "change", "volunteer": str(other.pk), "why": WHY})
    assert standing(cast)[-1] == (other.first_name, ACCEPTED)


@pytest.mark.parametrize(
    "sent", [{}, {"decision": "x", "why": WHY}, {"decision": "accept"},
             {"decision": "change", "volunteer": "x", "why": WHY}],
)  # fmt: skip
def test_a_bad_answer_changes_nothing(sign_in, cast, proposal, sent):
    assert sign_in(cast.priya).post(address(proposal), sent).status_code == 422
    assert standing(cast) == [(proposal.volunteer.first_name, OPEN)]


def test_a_decided_proposal_says_so_and_asks_nothing(sign_in, cast, proposal, facts):
    proposals.accept(proposal=proposal, **facts)
    text = sign_in(cast.priya).get(address(proposal)).content.decode()
    assert "This proposal was accepted on 23 November by Priya Nair." in text
    assert "Your decision" not in text


def test_whoever_was_too_late_reads_what_was_decided_and_is_asked_nothing(sign_in, cast, proposal, facts):
    proposals.accept(proposal=proposal, **facts)
    answer = sign_in(cast.maria).post(address(proposal), {"decision": "decline", "why": WHY})
    text = answer.content.decode()
    assert "This proposal was accepted on 23 November by Priya Nair." in text
    assert (answer.status_code, "Your decision" in text) == (422, False)


def test_the_decision_of_a_declined_pair_leads_back_to_the_round(sign_in, cast, proposal):
    answer = sign_in(cast.priya).post(address(proposal), {"decision": "decline", "why": WHY})
    assert answer.url == f"/runs/{proposal.run_id}/"
