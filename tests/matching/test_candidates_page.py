"""The matching page of one person: candidates, conversation, decision."""

from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

from matching.models import Conversation, Decision
from matching.services import conversations, decisions
from peersupport.audit.models import Event
from peersupport.core.kept import typed_by
from tests.cast import make_volunteer


@pytest.fixture
def priya(cast, sign_in):
    return sign_in(cast.priya)


def address(name: str, place) -> str:
    return reverse(f"enrolments-{name}", args=[place.pk])


def talk(volunteer, **changes) -> dict:
    said = {
        "volunteer": volunteer.pk, "held_on_day": "20", "held_on_month": "11", "held_on_year": "2026",
        "patient_said": "yes", "volunteer_said": "yes", "note": "They laughed",
    }  # fmt: skip
    return {f"talk-{name}": value for name, value in {**said, **changes}.items()}


def decision(what: str, volunteer=None, why: str = "Both said yes", **more) -> dict:
    chosen = {"decision": what, "why": why, "volunteer": volunteer.pk if volunteer else "", **more}
    return {f"decide-{name}": value for name, value in chosen.items()}


def test_the_page_shows_candidates_with_their_reasons_and_who_is_ruled_out(priya, cast):
    text = priya.get(address("matching", cast.mos_place)).content.decode()
    for words in (
        "A coach for Mo Ellis", "The score puts people in order. It never decides.", "Two possible coaches",
        "Has COPD, like Mo", "Ruled out: 1 person, and why", "Not a coach", "Joan Marsh",
        "Age, background and sex do not count, because Mo did not ask for them.",
    ):  # fmt: skip
        assert words in text


def test_opening_the_page_is_looking_at_the_person(priya, cast):
    priya.get(address("matching", cast.mos_place))
    event = Event.objects.get(action="patient.looked")
    assert (event.person_key, event.detail) == (cast.mo.pk, {"page": "matching"})


@pytest.mark.parametrize("name", ["matching", "conversation", "decision", "preferences", "plan"])
def test_outsiders_meet_a_404_and_readers_a_403(sign_in, cast, name):
    page = address(name, cast.mos_place)
    assert [sign_in(who).get(page).status_code for who in (cast.hilda, cast.ana, cast.denise_member)] == [
        404,
        403,
        403,
    ]


def test_a_coordinator_of_another_team_meets_a_404(sign_in, cast):
    assert sign_in(cast.tom).get(address("matching", cast.graces_place)).status_code == 404


def test_a_conversation_is_recorded(priya, cast):
    answer = priya.post(address("conversation", cast.mos_place), talk(cast.denise))
    row = Conversation.objects.of(cast.scheme).get()
    assert (answer.status_code, answer.headers["Location"]) == (302, address("matching", cast.mos_place))
    assert (row.volunteer, row.held_on, row.patient_said, row.note) == (
        cast.denise,
        date(2026, 11, 20),
        "yes",
        "They laughed",
    )


def test_a_conversation_is_shown_with_the_candidate(priya, cast):
    priya.post(address("conversation", cast.mos_place), talk(cast.denise))
    text = priya.get(address("matching", cast.mos_place)).content.decode()
    assert [words in text for words in ("Met on 20 November", "Both said yes", "Not met yet")] == [True] * 3


def test_each_gap_of_a_conversation_is_named_and_the_rest_is_kept(priya, cast):
    answer = priya.post(address("conversation", cast.mos_place), {"talk-note": "They laughed"})
    text = answer.content.decode()
    assert answer.status_code == 422
    for words in (
        "Say who they talked to",
        "Say what Mo or the coach said, or both",
        "They laughed",
        "There is a problem",
    ):
        assert words in text
    assert "Say what Mo said" not in text


@pytest.mark.parametrize(
    ("day", "month", "said"),
    [
        ("24", "11", "must be on or before 23 November 2026"),
        ("31", "2", "must be a real date, for example 23 11 2026"),
    ],
)
def test_a_conversation_on_a_wrong_day_is_refused(priya, cast, day, month, said):
    answer = priya.post(
        address("conversation", cast.mos_place), talk(cast.denise, held_on_day=day, held_on_month=month)
    )
    assert (answer.status_code, said in answer.content.decode()) == (422, True)


def test_somebody_else_is_chosen_from_the_list(priya, cast):
    extra = [
        make_volunteer(cast, f"Extra{n} Person", cast.coach, renew_by=date(2028, 1, 1)) for n in range(4)
    ]
    page = priya.get(address("matching", cast.mos_place))
    listed = [key for key, _ in page.context["talk_form"].fields["other"].choices][1:]
    missing = priya.post(
        address("conversation", cast.mos_place), {**talk(cast.denise), "talk-volunteer": "else"}
    )
    priya.post(
        address("conversation", cast.mos_place),
        {**talk(cast.denise), "talk-volunteer": "else", "talk-other": listed[-1]},
    )
    assert "Choose a name from the list" in missing.content.decode()
    assert (len(listed), str(Conversation.objects.of(cast.scheme).get().volunteer_id)) == (
        len(extra) - 1,
        listed[-1],
    )


def test_an_invented_name_is_refused(priya, cast):
    answer = priya.post(address("conversation", cast.mos_place), talk(cast.joan))
    assert (answer.status_code, Conversation.objects.of(cast.scheme).count()) == (422, 0)


def test_a_form_sent_twice_records_one_conversation(priya, cast):
    once = {"talk-once": "2f8f4f8e-7f5c-4b0e-9a52-7a7a2d1b1c11"}
    for _ in range(2):
        priya.post(address("conversation", cast.mos_place), {**talk(cast.denise), **once})
    assert Conversation.objects.of(cast.scheme).count() == 1


def test_matching_leads_to_the_plan_and_keeps_the_reason_out_of_the_address(priya, cast):
    priya.post(address("conversation", cast.mos_place), talk(cast.denise))
    answer = priya.post(
        address("decision", cast.mos_place), decision("match", cast.denise, "You both like walking")
    )
    place = urlsplit(answer.headers["Location"])
    assert (place.path, parse_qs(place.query)) == (
        address("plan", cast.mos_place),
        {"volunteer": [str(cast.denise.pk)]},
    )
    assert "You both like walking" in priya.get(answer.headers["Location"]).content.decode()
    assert "walking" not in str(dict(priya.session.items()))


def test_a_match_before_they_talked_is_refused_with_a_sentence(priya, cast):
    answer = priya.post(address("decision", cast.mos_place), decision("match", cast.denise))
    words = "Mo and Denise Harper have not talked yet. Record their conversation first, then decide."
    assert (answer.status_code, words in answer.content.decode()) == (422, True)


def test_trying_another_rules_that_volunteer_out_from_then_on(priya, cast):
    answer = priya.post(
        address("decision", cast.mos_place), decision("try-another", cast.denise), follow=True
    )
    text = answer.content.decode()
    assert "Your decision is saved. Mo stays on the waiting list." in text
    assert "Already tried with Mo, or decided against" in text


def test_keeping_somebody_waiting_needs_no_volunteer_but_a_reason(priya, cast):
    refused = priya.post(address("decision", cast.mos_place), decision("keep-waiting", why=""))
    priya.post(address("decision", cast.mos_place), decision("keep-waiting", why="Mo is in hospital"))
    assert "Say why, in words that Mo could read" in refused.content.decode()
    assert [(row.decision, row.why) for row in Decision.objects.of(cast.scheme)] == [
        ("keep-waiting", "Mo is in hospital")
    ]


def test_a_decision_about_one_needs_the_one(priya, cast):
    text = priya.post(address("decision", cast.mos_place), decision("try-another")).content.decode()
    assert "Choose the coach you decided about" in text


def test_somebody_who_left_the_list_has_no_form(priya, cast):
    cast.mos_place.change(state="left")
    text = priya.get(address("matching", cast.mos_place)).content.decode()
    assert ("No match is needed now" in text, "Save decision" in text) == (True, False)


def test_with_nobody_possible_the_page_says_what_to_do(priya, cast):
    for volunteer in (cast.denise, cast.abdul):
        volunteer.change(most_people=0)
    text = priya.get(address("matching", cast.mos_place)).content.decode()
    assert ("No coach can support Mo now" in text, "No place free in the next eight weeks" in text) == (
        True,
        True,
    )


def test_with_nobody_possible_a_group_can_still_be_offered(priya, cast):
    cast.denise.change(stage="stepped_down")
    cast.abdul.change(stage="stepped_down")
    text = priya.get(address("matching", cast.mos_place)).content.decode()
    shown = (
        "No single coach, offer a group",
        "Keep Mo on the waiting list",
        "Match them",
        "Who did Mo talk to",
    )
    assert [words in text for words in shown] == [True, True, False, False]
    priya.post(address("decision", cast.mos_place), decision("no-single", why="Mo likes groups"))
    assert Decision.objects.of(cast.scheme).get().decision == "no-single"
    invented = priya.post(address("decision", cast.mos_place), decision("match", cast.denise))
    assert invented.status_code == 422


def test_what_was_typed_survives_an_expired_session(client, cast, sign_in):
    page = address("decision", cast.mos_place)
    typed = decision("keep-waiting", why="Mo is in hospital") | {"typed_by": typed_by(cast.priya.user)}
    client.post(page, typed)
    client.force_login(cast.priya.user)
    assert b"Mo is in hospital" in client.get(page).content


def test_a_page_takes_as_many_queries_for_50_volunteers_as_for_5(priya, cast, django_assert_max_num_queries):
    page = address("matching", cast.mos_place)
    priya.get(page)
    with django_assert_max_num_queries(60) as few:
        priya.get(page)
    for number in range(47):
        make_volunteer(cast, f"Extra{number} Person", cast.coach, renew_by=date(2028, 1, 1))
    with django_assert_max_num_queries(len(few)):
        priya.get(page)


def test_the_list_shows_who_waits_with_how_many_could_help(priya, cast):
    text = priya.get(reverse("matching")).content.decode()
    for words in ("2 people wait, the longest for 10 weeks", "Over 8 weeks", "2 coaches", "Nobody met yet"):
        assert words in text


def test_an_empty_list_says_what_will_appear(priya, cast):
    type(cast.mos_place).objects.of(cast.scheme).update(state="left")
    assert "Nobody is waiting for a match" in priya.get(reverse("matching")).content.decode()


def test_what_was_decided_and_why_stays_on_the_page_also_when_the_person_is_supported(priya, cast, monday):
    page, about = (
        address("matching", cast.mos_place),
        {"enrolment": cast.mos_place, "by": cast.by(cast.priya)},
    )
    assert priya.get(page).context["decided"] is None
    decisions.decline(**about, decision="try-another", volunteer=cast.abdul, why="Too far apart", at=monday)
    later = monday + timedelta(hours=1)
    conversations.record(**about, volunteer=cast.denise, held_on=monday.date(), patient_said="yes",
                         volunteer_said="yes", note="", at=monday)  # fmt: skip
    decisions.accept(**about, volunteer=cast.denise, why="Both live with COPD", start_on=date(2026, 11, 30),
                     mode="phone", at=later)  # fmt: skip
    answer = priya.get(page)
    told = [[cell.text for cell in row.cells] for row in answer.context["decided"].rows]
    assert told == [
        ["Matched", "Denise Harper", "Both live with COPD", "Priya Nair"],
        ["Not this one", "Abdul Rahman", "Too far apart", "Priya Nair"],
    ]
    assert "No match is needed now" in answer.content.decode()
