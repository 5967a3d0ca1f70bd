"""A whole waiting list: exactly the lawful pairs, in order, each once, with the scores of one pair alone."""

import numpy as np
import pytest

from matching.engine import pairs as module
from matching.engine.errors import SameIdTwice
from matching.engine.pairs import lawful_pairs
from matching.engine.population import TODAY, people, volunteers
from matching.engine.rules import eligibility
from matching.engine.scoring import score
from matching.engine.settings import Case, Settings
from matching.engine.solver import assign

from .cast import denise, grace

SETTINGS = Settings(area_required=True, minimum_score=2_000)


def listed(found):
    return list(zip(found.patient.tolist(), found.volunteer.tolist(), found.score.tolist(), strict=True))


def test_they_are_the_pairs_that_eligibility_lets_pass_with_their_scores():
    waiting, pool = people(40), volunteers(30)
    case = Case(SETTINGS, TODAY)
    assert listed(lawful_pairs(waiting, pool, settings=SETTINGS, today=TODAY)) == [
        (row, column, score(person, volunteer, case))
        for row, person in enumerate(waiting)
        for column, volunteer in enumerate(pool)
        if not eligibility(person, volunteer, SETTINGS, today=TODAY)
    ]


@pytest.mark.parametrize("area_required", [True, False])
def test_a_large_list_taken_apart_by_role_and_area_gives_the_same(monkeypatch, area_required):
    waiting, pool = [*people(60), grace(role="", area="")], volunteers(50)
    chosen = Settings(area_required=area_required)
    whole = lawful_pairs(waiting, pool, settings=chosen, today=TODAY)
    monkeypatch.setattr(module, "WORTH_SPLITTING", 0)
    monkeypatch.setattr(module, "BLOCK_PAIRS", 64)
    assert listed(lawful_pairs(waiting, pool, settings=chosen, today=TODAY)) == listed(whole)


def test_positions_point_at_the_ids_given_back():
    found = lawful_pairs([grace()], [denise(id="zoe"), denise()], settings=Settings(), today=TODAY)
    assert (found.people, found.volunteers, listed(found)) == (
        ("grace",), ("denise", "zoe"), [(0, 0, 7750), (0, 1, 7750)],
    )  # fmt: skip


def test_nobody_gives_no_pairs():
    assert len(lawful_pairs([], [], settings=Settings(), today=TODAY)) == 0


def test_one_person_listed_twice_is_refused():
    with pytest.raises(SameIdTwice):
        lawful_pairs([grace(), grace()], [denise()], settings=Settings(), today=TODAY)


def test_pairs_go_straight_into_an_assignment_that_is_the_same_in_any_order():
    waiting, pool = people(60), volunteers(25)
    answers = []
    for line in (waiting, waiting[::-1]):
        found = lawful_pairs(line, pool, settings=SETTINGS, today=TODAY)
        made = assign(found.patient, found.volunteer, found.score, priority=np.ones(60, dtype=int),
                      places=[volunteer.places for volunteer in pool],
                      patient_keys=found.people, volunteer_keys=found.volunteers)  # fmt: skip
        answers.append({found.people[row]: at for row, at in enumerate(made.volunteer_of.tolist())})
    assert answers[0] == answers[1]
