"""Where recruiting helps: what the same round gives with one more volunteer, and no person counted twice."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.engine.facts import PersonFacts, VolunteerFacts
from matching.engine.population import TODAY, people, volunteers
from matching.engine.recruiting import Kind, most_wanted
from matching.engine.recruiting_priced import at_most
from matching.engine.rounds import Programme, Round, Seeker, answer, problem
from matching.engine.settings import Settings

ROLE = "coach"


def person(key: str, *languages: str) -> Seeker:
    return Seeker(key, PersonFacts(key, role=ROLE, languages=frozenset(languages or ("english",))), "p", 0)


def coach(key: str, *languages: str, places: int = 1, **more) -> VolunteerFacts:
    spoken = frozenset(languages or ("english",))
    return VolunteerFacts(key, roles=frozenset({ROLE}), languages=spoken, places=places, **more)


def made_of(seekers, pool) -> Round:
    return Round(TODAY, {"p": Programme(ROLE, Settings())}, {ROLE: tuple(pool)}, tuple(seekers))


def lines(asked: Round, *kinds: Kind) -> list[tuple[str, int, int]]:
    return [(name, gain.matched, gain.sooner) for name, gain in most_wanted(asked, problem(asked), kinds)]


def test_no_more_people_are_counted_than_one_beginner_has_places_for():
    asked = made_of([person(f"p{at}") for at in range(10)], [coach("v")])
    assert lines(asked, Kind("Coach, Harton", coach("new", places=2))) == [("Coach, Harton", 2, 0)]


def test_each_line_comes_on_top_of_those_above_it():
    asked = made_of([person(f"p{at}") for at in range(4)], [coach("v")])
    kinds = [Kind(area, coach("new", places=2)) for area in ("Harton", "Millbrook", "Riverbank")]
    assert lines(asked, *kinds) == [("Harton", 2, 0), ("Millbrook", 1, 0)]


def test_the_kind_that_helps_most_people_is_first():
    asked = made_of([person("a"), person("b", "urdu"), person("c", "urdu")], [])
    kinds = [Kind("Coach", coach("new", places=2)), Kind("Urdu", coach("new", "urdu", places=2))]
    assert lines(asked, *kinds) == [("Urdu", 2, 0), ("Coach", 1, 0)]


def test_of_kinds_that_help_as_many_the_one_for_the_more_urgent_is_first():
    urgent = person("b", "urdu")._replace(priority=0)
    asked = made_of([person("a")._replace(priority=3), urgent], [])
    kinds = [Kind("Coach", coach("new")), Kind("Urdu", coach("new", "urdu"))]
    assert [name for name, *_ in lines(asked, *kinds)] == ["Urdu", "Coach"]


def test_who_is_matched_sooner_is_counted_too():
    asked = made_of([person("a")], [coach("v", places=0, next_place_on=TODAY + timedelta(days=40))])
    asked = replace(asked, seekers=(asked.seekers[0]._replace(person=replace(
        asked.seekers[0].person, weights={"soon": 100})),))  # fmt: skip
    assert lines(asked, Kind("Coach", coach("new"))) == [("Coach", 0, 1)]


def test_who_helps_nobody_is_not_listed():
    asked = made_of([person("a")], [coach("v")])
    assert lines(asked, Kind("Urdu", coach("new", "urdu")), Kind("Coach", coach("new"))) == []


@pytest.mark.parametrize("places", [1, 2])
@given(seed=st.integers(0, 40))
def test_the_gain_is_that_of_the_whole_round_solved_with_them(places, seed):
    pool = [one for one in volunteers(8, seed=seed) if ROLE in one.roles]
    waiting = [one for one in people(30, seed=seed) if one.role == ROLE]
    asked = made_of([Seeker(one.id, one, "p", at % 3) for at, one in enumerate(waiting)], pool)
    new = replace(
        volunteers(1, seed=seed + 100)[0], id="new", roles=frozenset({ROLE}), bars=(), places=places
    )
    more = replace(asked, pools={ROLE: (*pool, new)})
    gained = [len(answer(one, problem(one)).volunteer_of) for one in (asked, more)]
    found = most_wanted(asked, problem(asked), [Kind("Coach", new)])
    assert sum(gain.matched for _, gain in found) == gained[1] - gained[0]


def crowd_of(seed: int, fairness: int = 0) -> Round:
    pool = [one for one in volunteers(8, seed=seed) if ROLE in one.roles]
    waiting = [one for one in people(30, seed=seed) if one.role == ROLE]
    seekers = [
        Seeker(one.id, one, "p", at % 3, before=f"v{at % 8:06}", hurry=53 * (2 - at % 3))
        for at, one in enumerate(waiting)
    ]
    return replace(made_of(seekers, pool), kappa=300, fairness=fairness)


@pytest.mark.parametrize("places", [1, 2])
@given(seed=st.integers(0, 60), fairness=st.sampled_from([0, 200]))
def test_the_estimate_of_a_large_round_is_right_for_one_place_and_never_too_low_for_more(
    places, seed, fairness
):
    asked = crowd_of(seed, fairness)
    new = replace(
        volunteers(1, seed=seed + 100)[0], id="new", roles=frozenset({ROLE}), bars=(), places=places
    )
    more = replace(asked, pools={ROLE: (*asked.pools[ROLE], new)})
    found, then = (answer(one, problem(one)) for one in (asked, more))
    gained = len(then.volunteer_of) - len(found.volunteer_of)
    said = sum(people for _, people in at_most(asked, found, [Kind("Coach", new)]))
    assert gained <= said <= places
    assert places > 1 or said == gained


@given(seed=st.integers(0, 60))
def test_the_profits_and_prices_of_an_answer_are_those_of_its_proof(seed):
    asked = crowd_of(seed)
    found = answer(asked, problem(asked))
    if found.volunteer_of:
        key = min(found.volunteer_of)
        lost = replace(asked, seekers=tuple(one for one in asked.seekers if one.key != key))
        assert found.profits[key] >= 0
        assert len(answer(lost, problem(lost)).volunteer_of) >= len(found.volunteer_of) - 1


def test_the_estimate_has_the_kind_that_helps_most_first_and_leaves_out_who_helps_nobody():
    asked = made_of([person("a"), person("b", "urdu"), person("c", "urdu")], [coach("v")])
    found = answer(asked, problem(asked))
    kinds = [
        Kind("Coach", coach("new", places=2)), Kind("Urdu", coach("new", "urdu", places=2)),
        Kind("Welsh", coach("new", "welsh")),
    ]  # fmt: skip
    assert at_most(asked, found, kinds) == [("Urdu", 2)]
