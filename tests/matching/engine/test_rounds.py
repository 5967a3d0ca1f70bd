"""A whole round: several programmes in one problem, stored and replayed to the same answer."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.engine import stored
from matching.engine.columns import Pool
from matching.engine.facts import Bar, PersonFacts, VolunteerFacts, Wishes
from matching.engine.lacking import TAKEN, lack
from matching.engine.population import TODAY, people, volunteers
from matching.engine.priority import hurry, rank
from matching.engine.rounds import Programme, Round, Seeker, answer, problem
from matching.engine.settings import Case, Settings
from matching.engine.words import Words
from programmes.schedule.turns import lifted

ROLE = "coach"
ONLY_WOMEN = Wishes(sex=frozenset({"female"}), must=frozenset({"sex"}))


def asked(count: int = 30, helpers: int = 12, **more) -> Round:
    seekers = tuple(
        Seeker(f"k{at:03}", replace(one, role=ROLE), "coaching", at % 3, hurry=53 * (2 - at % 3))
        for at, one in enumerate(people(count))
    )
    pool = tuple(replace(one, roles=frozenset({ROLE})) for one in volunteers(helpers))
    return Round(TODAY, {"coaching": Programme(ROLE, Settings())}, {ROLE: pool}, seekers, **more)


def solved(made: Round):
    return answer(made, problem(made))


def test_a_round_is_certified_and_gives_no_place_twice():
    made = asked()
    found = solved(made)
    used = [*found.volunteer_of.values()]
    room = {one.id: max(one.places, 1) for one in made.pools[ROLE]}
    assert found.certified
    assert {key: used.count(key) <= room[key] for key in used} == dict.fromkeys(used, True)


def test_a_round_that_was_stored_gives_the_same_problem_and_the_same_answer():
    made = asked(kappa=300, fairness=200, held={"v0001": 1})
    again = stored.round_of(stored.unpacked(stored.packed(stored.plain_round(made))))
    assert again == made
    assert (problem(again).digest, solved(again)) == (problem(made).digest, solved(made))


def test_the_order_of_people_and_volunteers_changes_nothing():
    made = asked()
    turned = replace(made, seekers=made.seekers[::-1], pools={ROLE: made.pools[ROLE][::-1]})
    assert solved(turned).volunteer_of == solved(made).volunteer_of


def test_held_pairs_use_up_places():
    made = asked()
    all_held = replace(made, held={one.id: 5 for one in made.pools[ROLE]})
    assert dict(solved(all_held).volunteer_of) == {}


def test_somebody_with_two_roles_is_proposed_no_more_often_than_they_have_room():
    both = VolunteerFacts("v", roles=frozenset({"coach", "friend"}), places=1)
    seekers = tuple(Seeker(role, PersonFacts(role, role=role), role, 0) for role in ("coach", "friend"))
    programmes = {role: Programme(role, Settings()) for role in ("coach", "friend")}
    made = Round(TODAY, programmes, {"coach": (both,), "friend": (both,)}, seekers)
    assert dict(solved(made).volunteer_of) == {"coach": "v"}


def test_last_rounds_proposal_stays_unless_another_is_clearly_better():
    made = asked(kappa=300)
    first = solved(made)
    before = tuple(one._replace(before=first.volunteer_of.get(one.key, "")) for one in made.seekers)
    assert solved(replace(made, seekers=before)).volunteer_of == first.volunteer_of


def two_wait(now: VolunteerFacts, later: VolunteerFacts, *, urgent: str, routine: str) -> dict[str, str]:
    """What a round gives an urgent and a routine person, of whom only the keys differ otherwise."""
    seekers = (
        Seeker(urgent, PersonFacts(urgent, role=ROLE, interests=frozenset({"walking"})), "coaching", 0, hurry=106),
        Seeker(routine, PersonFacts(routine, role=ROLE, interests=frozenset({"walking"})), "coaching", 2),
    )  # fmt: skip
    made = Round(TODAY, {"coaching": Programme(ROLE, Settings())}, {ROLE: (now, later)}, seekers)
    return dict(solved(made).volunteer_of)


FREE = VolunteerFacts("now", roles=frozenset({ROLE}), places=1)
IN_FIVE_WEEKS = VolunteerFacts("later", roles=frozenset({ROLE}), next_place_on=TODAY + timedelta(weeks=5))


@pytest.mark.parametrize(("urgent", "routine"), [("a", "b"), ("b", "a")])
def test_of_two_who_fit_alike_the_more_urgent_gets_the_place_that_is_free_sooner(urgent, routine):
    assert two_wait(FREE, IN_FIVE_WEEKS, urgent=urgent, routine=routine) == {urgent: "now", routine: "later"}


def test_a_clearly_better_fit_counts_more_than_some_weeks():
    walks = replace(IN_FIVE_WEEKS, interests=frozenset({"walking"}))
    routine_only = {"interests": 100}
    seekers = (
        Seeker("urgent", PersonFacts("u", role=ROLE, interests=frozenset({"walking"}), weights=routine_only),
               "coaching", 0, hurry=106),
        Seeker("routine", PersonFacts("r", role=ROLE, weights=routine_only), "coaching", 2),
    )  # fmt: skip
    made = Round(TODAY, {"coaching": Programme(ROLE, Settings())}, {ROLE: (FREE, walks)}, seekers)
    assert dict(solved(made).volunteer_of) == {"urgent": "later", "routine": "now"}


@given(st.integers(2, 25), st.integers(1, 12), st.integers(0, 1_000))
def test_hurry_changes_neither_how_many_of_a_class_are_matched_nor_what_a_fit_is(people_, helpers, seed):
    made = asked(people_, helpers)
    pool = [
        one if (at + seed) % 3 else replace(one, places=0, next_place_on=TODAY + timedelta(days=(at * 7 + seed) % 56))
        for at, one in enumerate(made.pools[ROLE])
    ]  # fmt: skip
    made = replace(made, pools={ROLE: tuple(pool)})
    calm = replace(made, seekers=tuple(one._replace(hurry=0) for one in made.seekers))
    with_hurry, without = solved(made), solved(calm)
    assert [by_class(made, one.volunteer_of) for one in (with_hurry, without)] == [
        by_class(made, without.volunteer_of)
    ] * 2
    assert with_hurry.score == sum(with_hurry.score_of.values()) <= without.score


def by_class(made: Round, matched) -> list[int]:
    return [sum(one.key in matched for one in made.seekers if one.priority == level) for level in range(3)]


def test_rounds_that_were_stored_without_hurry_come_back_without():
    made = asked(5, 3)
    calm = replace(made, seekers=tuple(one._replace(hurry=0) for one in made.seekers))
    values = stored.plain_round(made)
    assert stored.round_of(values | {"seekers": [row[:5] for row in values["seekers"]]}) == calm


@given(st.integers(0, 3), st.integers(0, 500), st.integers(0, 3), st.integers(0, 500), st.booleans())
def test_whoever_s_turn_is_the_same_is_in_the_same_hurry_and_an_earlier_turn_in_more(
    one, days, other, more, longest
):
    turns = [rank(level, wait, longest_first=longest) for level, wait in ((one, days), (other, more))]
    hurries = [hurry(level, wait, longest_first=longest) for level, wait in ((one, days), (other, more))]
    assert (hurries[0] > hurries[1] if turns[0] < turns[1] else hurries[0] <= hurries[1]) or 3 in (one, other)
    assert turns[0] != turns[1] or hurries[0] == hurries[1]


@pytest.mark.parametrize(
    ("facts", "back"),
    [
        (PersonFacts("p", birth_year=1960, point=(1, 2), wishes=ONLY_WOMEN, weights={"life": 100}), stored.person),
        (VolunteerFacts("v", bars=(Bar("Check ran out", ROLE),), next_place_on=date(2027, 1, 4)), stored.volunteer),
        (Settings(in_person=frozenset(), minimum_score=3500), stored.settings),
    ],
    ids=["person", "volunteer", "settings"],
)  # fmt: skip
def test_facts_come_back_as_they_were(facts, back):
    assert back(stored.unpacked(stored.packed(stored.plain(facts)))) == facts


@pytest.mark.parametrize(
    ("urgency", "days", "now"), [(2, 0, 2), (2, 55, 2), (2, 56, 1), (2, 112, 0), (0, 300, 0), (1, -3, 1)]
)
def test_every_full_target_wait_lifts_a_person_by_one_class(urgency, days, now):
    assert lifted(urgency, days, 56) == now


@given(st.integers(0, 3), st.integers(0, 500), st.integers(0, 400))
def test_waiting_longer_never_makes_anybody_less_urgent(urgency, days, more):
    for longest in (True, False):
        before, after = (
            rank(lifted(urgency, wait, 56), wait, longest_first=longest) for wait in (days, days + more)
        )
        assert after <= before


@given(st.integers(0, 2), st.integers(0, 500), st.integers(0, 500))
def test_the_longest_wait_never_comes_before_a_more_urgent_class(urgency, days, others):
    assert rank(urgency, days, longest_first=True) < rank(urgency + 1, others, longest_first=True)


URDU = PersonFacts("p", role=ROLE, languages=frozenset({"urdu"}))
WORDS = Words(person="Shazia", labels={"language": {"urdu": "Urdu"}})


def coach(key: str, **more) -> VolunteerFacts:
    return VolunteerFacts(
        key, **{"roles": frozenset({ROLE}), "places": 1, "languages": frozenset({"english"}), **more}
    )


def lacking(*pool: VolunteerFacts):
    return lack(URDU, Pool(pool), Case(Settings(), TODAY), WORDS)


def test_who_is_without_a_match_reads_which_rules_ruled_out_how_many():
    full = coach("c", places=0)
    assert lacking(coach("a"), coach("b"), full).why == (
        ("Does not speak Urdu", 2),
        ("No place free in the next eight weeks", 1),
    )


def test_the_rule_nearest_to_a_match_is_what_is_lacking():
    found = lacking(coach("a"), coach("b"), coach("c", places=0))
    assert (found.possible, found.code) == (0, "language")


def test_places_that_went_to_others_are_told_apart_from_nobody_possible():
    found = lacking(coach("a", languages=frozenset({"urdu"})))
    assert (found.possible, found.code) == (1, TAKEN)


def test_without_anybody_in_the_role_the_role_is_what_is_lacking():
    assert lacking(coach("a", roles=frozenset({"friend"}))).code == "role"
