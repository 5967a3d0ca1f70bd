"""One person's candidates: in order, with reasons, and with everybody who was ruled out."""

from random import Random

import pytest
from hypothesis import given, settings

from matching.engine.columns import Pool
from matching.engine.errors import NotACandidate, SameIdTwice
from matching.engine.population import TODAY as DAY
from matching.engine.population import people, volunteers
from matching.engine.ranking import Count, rank
from matching.engine.rules import eligibility

from . import strategies
from .cast import SETTINGS, TODAY, WORDS, codes, denise, grace

ABDUL = denise(id="abdul", conditions=codes("copd"), times=codes("mon-pm"))
CAROL = denise(id="carol", conditions=codes(), main_role="navigator")
PETER = denise(id="peter", roles=codes("navigator"), modes=codes("text"))
OWEN = denise(id="owen", roles=codes("befriender"))
SUNIL = denise(id="sunil", places=0)
EVERYBODY = [SUNIL, CAROL, PETER, denise(), OWEN, ABDUL]


def ranking(person=None, pool=EVERYBODY, **circumstances):
    given_ = {"settings": SETTINGS, "today": TODAY, "words": WORDS} | circumstances
    return rank(person or grace(), pool, **given_)


def test_candidates_come_best_first_with_rank_and_score():
    found = [(one.rank, one.volunteer.id, one.score, one.percent) for one in ranking().best()]
    assert found == [(1, "denise", 7750, 78), (2, "abdul", 6750, 68), (3, "carol", 4550, 46)]


def test_the_parts_of_a_score_add_up_and_come_heaviest_first():
    first = ranking().best(1)[0]
    assert sum(part.value * part.weight for part in first.parts) == first.score
    assert [(part.label, part.points, part.weight) for part in first.parts[:2]] == [
        ("Same condition", 30, 30), ("Shared interests", 5, 10),
    ]  # fmt: skip


def test_reasons_are_sentences_for_and_against():
    carol = ranking().candidate("carol")
    assert carol.reasons_for == ("Free on Monday and Thursday afternoons", "Can do phone calls")
    assert carol.reasons_against == ("No shared condition", "Mainly navigator")


def test_ruled_out_are_counted_by_the_first_reason_that_applies():
    assert ranking().ruled_out_counts == (
        Count("role", "Not a coach", 2), Count("place", "No place free in the next eight weeks", 1),
    )  # fmt: skip


def test_each_one_ruled_out_has_all_their_reasons():
    found = [(out.volunteer.id, [reason.code for reason in out.reasons]) for out in ranking().ruled_out]
    assert found == [("owen", ["role"]), ("peter", ["role", "mode"]), ("sunil", ["place"])]


def test_a_count_opens_its_list():
    assert [out.volunteer.id for out in ranking().ruled_out_by("role")] == ["owen", "peter"]


def test_a_ruled_out_volunteer_cannot_be_explained_as_a_candidate():
    with pytest.raises(NotACandidate):
        ranking().candidate("peter")


def test_a_stranger_cannot_be_explained_as_a_candidate():
    with pytest.raises(NotACandidate):
        ranking().candidate("nobody")


def test_only_so_many_as_asked_are_explained_and_the_rest_are_counted():
    assert (len(ranking().best(2)), ranking().possible) == (2, 3)


def test_an_empty_pool_gives_nobody():
    empty = ranking(pool=[])
    assert (empty.best(), empty.possible, empty.ruled_out_counts) == ((), 0, ())


def test_two_volunteers_with_one_id_are_refused():
    with pytest.raises(SameIdTwice):
        ranking(pool=[denise(), denise()])


def test_ties_are_broken_by_ids_and_not_always_for_the_same_volunteer():
    pool = [denise(id=f"v{number}") for number in range(6)]
    firsts = {ranking(grace(id=f"p{number}"), pool).best(1)[0].volunteer.id for number in range(60)}
    assert firsts == {f"v{number}" for number in range(6)}


def test_the_order_of_the_pool_changes_nothing():
    pool = volunteers(120)
    order = [[one.volunteer.id for one in ranking(person, pool, today=DAY).best()] for person in people(5)]
    Random(3).shuffle(pool)
    shuffled = Pool(pool)
    assert [
        [one.volunteer.id for one in ranking(person, shuffled, today=DAY).best()] for person in people(5)
    ] == order


@settings(max_examples=60, deadline=None)
@given(strategies.people(), strategies.pools(6), strategies.SETTINGS)
def test_everybody_is_either_a_candidate_or_ruled_out_as_eligibility_says(person, pool, chosen):
    found = ranking(person, pool, settings=chosen)
    said = {one.id: eligibility(person, one, chosen, today=TODAY, words=WORDS) for one in pool}
    assert {one.volunteer.id for one in found.best()} == {key for key, reasons in said.items() if not reasons}
    assert {out.volunteer.id: list(out.reasons) for out in found.ruled_out} == {
        key: reasons for key, reasons in said.items() if reasons
    }
    counted = {count.code: count.people for count in found.ruled_out_counts}
    firsts = [reasons[0].code for reasons in said.values() if reasons]
    assert counted == {code: firsts.count(code) for code in firsts}
