"""No single peer: who is on that list, and how it is taken back."""

from datetime import timedelta

import pytest
from django.urls import reverse

from matching.choices import NO_SINGLE, SEEK_AGAIN
from matching.models import Decision
from matching.selectors.runs_inputs import Stands, seekers_of
from matching.selectors.waiting import waiting, without_single
from matching.services import decisions
from matching.services.conversations import NotWaiting
from matching.services.reasons import NoReason
from peersupport.accounts.gates import NotAllowed
from peersupport.audit.models import Event
from peersupport.reporting.selectors import forecast
from programmes.choices import ENDED, UNSOUGHT, WAITING
from programmes.selectors import cohorts
from programmes.selectors.enrolments import waiting_numbers
from programmes.selectors.people import counts, lines, people
from tests.cast import TODAY, make_patient

WHY = "Mo tried the group and would like to talk with one person"


@pytest.fixture
def priya(cast, sign_in):
    return sign_in(cast.priya)


@pytest.fixture
def grouped(cast, monday):
    """Yesterday it was decided that Mo has no single peer."""
    return decide_against(cast, cast.mos_place, monday - timedelta(days=1))


def decide_against(cast, place, at):
    return decisions.decline(
        enrolment=place, decision=NO_SINGLE, why="Mo likes groups", by=cast.by(cast.priya), at=at
    )


@pytest.fixture
def seek_again(cast, monday):
    def again(**changes):
        asked = {"enrolment": cast.mos_place, "why": WHY, "by": cast.by(cast.priya), "at": monday}
        return decisions.seek_again(**{**asked, **changes})

    return again


def names(rows) -> list[str]:
    return [place.patient.short_name for place in rows]


def lists(cast) -> tuple[list[str], list[str]]:
    by = cast.by(cast.priya)
    return names(waiting(actor=by, on=TODAY)), names(without_single(actor=by, on=TODAY))


def test_who_has_no_single_peer_leaves_the_list_for_a_list_of_its_own(cast, grouped):
    assert lists(cast) == (["Grace"], ["Mo"])


def test_looking_again_puts_the_person_back_and_into_the_next_round(cast, grouped, seek_again):
    seek_again()
    assert lists(cast) == (["Grace", "Mo"], [])
    assert sorted(names(seekers_of(cast.by(cast.priya), Stands.of(cast.by(cast.priya))))) == ["Grace", "Mo"]


def test_looking_again_is_a_decision_in_the_audit_without_its_words(cast, grouped, seek_again):
    row = seek_again()
    assert (row.decision, row.why, row.decided_by) == (SEEK_AGAIN, WHY, "Priya Nair")
    event = Event.objects.filter(action="match.decided").latest("number")
    assert (event.person_key, event.detail) == (cast.mo.pk, {"decision": SEEK_AGAIN, "volunteer": ""})


def test_looking_again_needs_a_reason(grouped, seek_again):
    with pytest.raises(NoReason):
        seek_again(why=" ")


def test_there_is_nothing_to_take_back_twice(grouped, seek_again):
    seek_again()
    with pytest.raises(decisions.StillSought) as caught:
        seek_again()
    assert caught.value.words == "Mo is on the list for a single match already."


def test_nobody_is_sought_for_somebody_who_left_the_list(cast, grouped, seek_again):
    cast.mos_place.change(state="left")
    with pytest.raises(NotWaiting):
        seek_again()


def test_an_auditor_and_another_scheme_may_not_look_again(cast, grouped, seek_again):
    for who in (cast.ana, cast.hilda):
        with pytest.raises(NotAllowed):
            seek_again(by=cast.by(who))


def test_the_filter_shows_them_with_why_and_a_way_back(priya, cast, grouped):
    text = priya.get("/matching/?show=no-single").content.decode()
    again = reverse("enrolments-seek-again", args=[cast.mos_place.pk])
    assert [words in text for words in ("Mo Ellis", "Mo likes groups", again, "Grace Adeyemi")] == [
        True, True, True, False,
    ]  # fmt: skip


def test_an_empty_filter_says_what_will_appear(priya):
    assert "Nobody is without a single peer" in priya.get("/matching/?show=no-single").content.decode()


def test_the_matching_page_of_the_person_says_so_and_leads_back(priya, cast, grouped):
    text = priya.get(reverse("enrolments-matching", args=[cast.mos_place.pk])).content.decode()
    assert "No single peer: decided on 22 November by Priya Nair." in text
    assert "Look for a coach again" in text


def test_the_page_of_the_person_says_so_and_seeks_nobody(priya, cast, grouped):
    text = priya.get(reverse("people-detail", args=[cast.mo.pk])).content.decode()
    said = ("No single coach", "See why, or look again", "Waiting for a coach", "Find a coach")
    assert [words in text for words in said] == [True, True, False, False]


def test_the_waiting_list_and_today_count_as_the_matching_page_does(priya, cast, grouped):
    shown = priya.get("/waiting-list/")
    assert [row.cells[0].text for row in shown.context["table"].rows] == ["Grace Adeyemi"]
    assert (shown.context["stats"][0].number, shown.context["stats"][0].note) == (
        1, "And 1 who is to have no single peer",
    )  # fmt: skip
    assert waiting_numbers(actor=cast.by(cast.priya), on=TODAY).people == len(lists(cast)[0])


def test_a_coordinator_looks_again_by_the_page(priya, cast, grouped):
    page = reverse("enrolments-seek-again", args=[cast.mos_place.pk])
    assert "Mo likes groups" in priya.get(page).content.decode()
    assert "Say why, in words that Mo could read" in priya.post(page, {"why": ""}).content.decode()
    assert priya.post(page, {"why": WHY}).url == reverse("enrolments-matching", args=[cast.mos_place.pk])
    assert Decision.objects.of(cast.scheme).latest("decided_at").decision == SEEK_AGAIN


def test_more_people_without_a_single_peer_take_no_more_queries(
    priya, cast, grouped, monday, django_assert_max_num_queries
):
    for number in range(8):
        place = make_patient(cast, f"P{number} Group", waits_since=monday.date())
        decide_against(cast, place, monday - timedelta(days=1))
    with django_assert_max_num_queries(45):
        assert "P7 Group" in priya.get("/matching/?show=no-single").content.decode()


def test_whoever_decides_so_is_told_where_the_person_is_now(priya, cast):
    page = reverse("enrolments-decision", args=[cast.mos_place.pk])
    said = {"decide-decision": NO_SINGLE, "decide-why": "Mo likes groups", "decide-volunteer": ""}
    text = priya.post(page, said, follow=True).content.decode()
    assert "Rounds leave Mo out. The matching page lists Mo under “No single peer”." in text


def test_every_number_of_those_who_wait_leaves_out_who_is_to_have_no_single_peer(cast, grouped):
    by = cast.by(cast.priya)
    [programme], [offered] = cohorts.programmes(actor=by), forecast.programmes(actor=by)
    [cohort] = programme.cohorts
    assert {
        "today": waiting_numbers(actor=by, on=TODAY).people,
        "matching": waiting(actor=by, on=TODAY).count(),
        "people": counts(actor=by).waiting,
        "list of people": people(actor=by, on=TODAY, state=WAITING).count(),
        "cohort": cohort.waiting,
        "forecast": forecast.scheme_today(offered, actor=by, on=TODAY).wanted.waiting,
        "choice of programme": offered.waiting,
    } == dict.fromkeys(
        ("today", "matching", "people", "list of people", "cohort", "forecast", "choice of programme"), 1
    )
    assert (counts(actor=by).unsought, counts(actor=by).ended, cohort.aside) == (1, 0, 1)


def test_the_list_of_people_has_them_in_a_state_of_their_own(cast, grouped, priya):
    by = cast.by(cast.priya)
    rows = {state: list(people(actor=by, on=TODAY, state=state)) for state in (WAITING, UNSOUGHT, ENDED)}
    assert rows == {WAITING: [cast.grace], UNSOUGHT: [cast.mo], ENDED: []}
    [line] = lines(rows[UNSOUGHT], actor=by, on=TODAY)
    assert (line.state, line.since_on) == (UNSOUGHT, cast.mos_place.waits_since_on)
    shown = priya.get("/people/").content.decode()
    assert "2 people. 1 waiting, 0 supported, 1 to have no single peer, 0 ended" in shown


def test_a_cohort_says_who_is_on_the_list_without_a_single_peer(cast, grouped, priya):
    assert "And 1 to have no single peer" in priya.get("/cohorts/").content.decode()
    people_of = priya.get(reverse("cohorts-detail", args=[cast.autumn.pk])).content.decode()
    assert people_of.count(", to have no single peer") == 1


def test_who_waits_in_two_programmes_is_waiting_while_one_of_them_looks(cast, grouped):
    befriending = cast.coaching.__class__.make(
        scheme=cast.scheme, name="Befriending", role=cast.befriender, taper=cast.taper
    )
    cohort = cast.autumn.__class__.make(
        scheme=cast.scheme, programme=befriending, name="2026", starts_on=TODAY
    )
    cast.mos_place.__class__.make(
        scheme=cast.scheme, patient=cast.mo, cohort=cohort, joined_on=TODAY, waits_since_on=TODAY
    )
    found = counts(actor=cast.by(cast.priya))
    assert (found.waiting, found.unsought) == (2, 0)
