"""The page-shaped ranking of one person."""

from datetime import date

import pytest

from matching.selectors.candidates import match_of, possible_counts, standing
from matching.selectors.waiting import waiting, with_counts
from matching.services import preferences
from programmes.models import Exclusion
from tests.cast import TODAY, make_patient, make_volunteer
from volunteers.models import Check


@pytest.fixture
def match(cast):
    return lambda place=None, member=None: match_of(
        place or cast.mos_place, actor=cast.by(member or cast.priya), on=TODAY
    )


def ruled_out(match) -> list:
    return [(reason.words, [(one.name, one.why) for one in reason.people]) for reason in match.ruled_out]


def test_candidates_come_best_first_with_reasons(match):
    found = match()
    assert [(peer.rank, peer.name) for peer in found.peers] == [(1, "Denise Harper"), (2, "Abdul Rahman")]
    assert "Has COPD, like Mo" in found.peers[0].reasons_for
    assert "No shared condition" in found.peers[1].reasons_against


def test_the_parts_of_a_score_add_up_to_it(match):
    peer = match().peers[0]
    assert sum(part.value * part.weight for part in peer.parts) == peer.score


def test_who_is_ruled_out_is_named_under_the_first_reason_that_applies(match):
    assert ruled_out(match()) == [("Not a coach", [("Joan Marsh", "")])]


def test_a_reason_of_ones_own_stands_beside_the_name(match, cast):
    Check.objects.of(cast.scheme).filter(volunteer=cast.abdul).update(renew_by_on=date(2026, 10, 1))
    assert ruled_out(match())[1][1] == [("Abdul Rahman", "Enhanced check ran out on 1 October 2026")]


def test_what_the_person_insists_on_rules_out(match, cast, monday):
    cast.denise.change(sex="female")
    preferences.write(
        enrolment=cast.mos_place,
        points={"conditions": 1},
        asked_for=["only:a-woman"],
        by=cast.by(cast.priya),
        at=monday,
    )
    assert ruled_out(match())[1] == ("Mo asked for a woman", [("Abdul Rahman", "")])


def test_a_programme_may_ask_for_the_same_condition(match, cast):
    cast.coaching.change(same_condition_required=True)
    cast.mos_place.refresh_from_db()
    assert ruled_out(match())[1] == ("Does not have COPD", [("Abdul Rahman", "")])


def test_a_coordinator_of_a_team_sees_volunteers_of_that_team_only(match, cast):
    cast.abdul.change(team=cast.central)
    assert [peer.name for peer in match(member=cast.tom).peers] == ["Denise Harper"]


def test_the_standing_of_a_volunteer_is_that_of_the_page(match, cast):
    stands = standing(cast.mos_place, cast.abdul, actor=cast.by(cast.priya), on=TODAY)
    peer = match().peers[1]
    assert (stands.score, stands.rank, stands.reasons) == (peer.score, peer.rank, ())


def test_the_standing_of_somebody_ruled_out_has_every_reason(cast):
    Exclusion.make(
        scheme=cast.scheme,
        patient=cast.mo,
        volunteer=cast.joan,
        kind="known",
        since_on=TODAY,
        recorded_by="Priya",
    )
    stands = standing(cast.mos_place, cast.joan, actor=cast.by(cast.priya), on=TODAY)
    assert stands.codes == {"role", "eligible", "known"}


def test_the_waiting_list_is_most_urgent_first_then_longest(cast):
    urgent = make_patient(cast, "Una Urgent", waits_since=date(2026, 11, 20))
    urgent.change(urgency="urgent")
    order = [place.patient.first_name for place in waiting(actor=cast.by(cast.priya), on=TODAY)]
    assert order == ["Una", "Grace", "Maureen"]


def test_each_line_says_days_waited_and_how_many_could_help(cast):
    actor = cast.by(cast.priya)
    lines = with_counts(list(waiting(actor=actor, on=TODAY)), actor=actor, on=TODAY)
    assert [(line.enrolment.patient.short_name, line.days, line.possible) for line in lines] == [
        ("Grace", 70, 2), ("Mo", 28, 2),
    ]  # fmt: skip


def queries(django_assert_max_num_queries, ask) -> int:
    with django_assert_max_num_queries(30) as seen:
        ask()
    return len(seen)


def test_a_page_takes_as_many_queries_for_50_volunteers_as_for_5(match, cast, django_assert_max_num_queries):
    few = queries(django_assert_max_num_queries, match)
    for number in range(47):
        make_volunteer(cast, f"Extra{number} Person", cast.coach, renew_by=date(2028, 1, 1))
    assert queries(django_assert_max_num_queries, match) == few


def test_a_list_takes_as_many_queries_for_12_people_as_for_2(cast, django_assert_max_num_queries):
    actor = cast.by(cast.priya)

    def lines():
        return with_counts(list(waiting(actor=actor, on=TODAY)), actor=actor, on=TODAY)

    few = queries(django_assert_max_num_queries, lines)
    for number in range(10):
        make_patient(cast, f"Extra{number} Waiting", waits_since=TODAY)
    assert queries(django_assert_max_num_queries, lines) == few


def test_nobody_waiting_has_no_counts(cast):
    assert possible_counts([], actor=cast.by(cast.priya), on=TODAY) == {}


def test_somebody_who_became_a_volunteer_is_no_candidate_for_themselves(match, cast):
    cast.mo.change(became_volunteer=cast.denise)
    cast.mos_place.refresh_from_db()
    found = match()
    assert ([peer.name for peer in found.peers], ruled_out(found)[-1]) == (
        ["Abdul Rahman"], ("This is Mo, who volunteers now", [("Denise Harper", "")]),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("died", "Mo has died, so no support can start"),
        ("consent", "Mo has not agreed to peer support. Record the consent first"),
    ],
)
def test_for_a_person_whom_nobody_may_support_the_page_says_why(match, cast, what, words):
    if what == "died":
        cast.mo.change(died_on=TODAY)
    else:
        cast.mo.consents.update(withdrawn_on=TODAY)
    cast.mos_place.refresh_from_db()
    found = match()
    assert (found.possible, [reason.words for reason in found.ruled_out]) == (0, [words])
