"""A large round in parts: solved apart, joined, and proved as a whole."""

from dataclasses import replace

import pytest

from matching.engine import rounds_parts, stored
from matching.engine.population import TODAY, people, volunteers
from matching.engine.rounds import Programme, Round, Seeker, answer, problem
from matching.engine.rounds_parts import parts, solved, whole
from matching.engine.settings import Settings
from matching.engine.solver import NotCertified

ROLES = ("coach", "befriender")


@pytest.fixture
def asked(monkeypatch):
    """60 people of six areas that share no volunteer, in two programmes."""
    monkeypatch.setattr(rounds_parts, "PART_PAIRS", 60)
    crowd = tuple(volunteers(40, areas=6, everywhere=0))
    who = people(60, areas=6)
    return Round(
        today=TODAY,
        programmes={role: Programme(role, Settings(area_required=True)) for role in ROLES},
        pools=dict.fromkeys(ROLES, crowd),
        seekers=tuple(
            Seeker(one.id, replace(one, role=ROLES[at % 2]), ROLES[at % 2], at % 4, before=f"v{at % 40:06}")
            for at, one in enumerate(who)
        ),
        kappa=300,
        fairness=200,
    )


def there_and_back(values):
    return stored.unpacked(stored.packed(values))


def test_in_parts_everybody_gets_the_same_volunteer_as_in_one_go(asked):
    made = problem(asked)
    sent = [stored.round_of(there_and_back(stored.plain_round(part))) for part in parts(asked, made)]
    back = [stored.solution_of(there_and_back(stored.plain_solution(solved(part)))) for part in sent]
    assert len(sent) > 2
    assert whole(asked, made, back) == answer(asked, made)


def test_every_pair_is_in_one_part_only(asked):
    made = problem(asked)
    assert sum(len(problem(part).score) for part in parts(asked, made)) == len(made.score)


def test_a_small_round_is_not_taken_apart(asked, monkeypatch):
    monkeypatch.setattr(rounds_parts, "PART_PAIRS", 1 << 20)
    assert parts(asked, problem(asked)) == []


def test_a_part_that_is_missing_is_noticed(asked):
    made = problem(asked)
    found = [solved(part) for part in parts(asked, made)]
    with pytest.raises(NotCertified):
        whole(asked, made, found[1:])


def test_a_part_that_gave_a_worse_answer_is_noticed(asked):
    made = problem(asked)
    first, *rest = [solved(part) for part in parts(asked, made)]
    lost = dict(list(first.place_of.items())[1:])
    with pytest.raises(NotCertified):
        whole(asked, made, [replace(first, place_of=lost), *rest])


def test_a_part_of_another_round_is_refused(asked):
    made = problem(asked)
    first, *rest = [solved(part) for part in parts(asked, made)]
    stranger = {"somebody else": next(iter(first.place_of.values()))}
    with pytest.raises(NotCertified, match="does not know"):
        whole(asked, made, [replace(first, place_of=first.place_of | stranger), *rest])
