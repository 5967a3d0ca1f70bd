"""What must hold of every answer, whatever the problem."""

from dataclasses import replace
from random import Random

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from matching.engine.solver import Gain, assign

from .problems import SCORE, brute_force, counts, hungarian, random, small, total

examples = settings(max_examples=150, deadline=None)
few = settings(max_examples=60, deadline=None)


def found_by(problem, **changes):
    found = problem.solved(**changes)
    answer = found.volunteer_of.tolist()
    assert found.certified
    assert found.matched_by_priority == counts(problem, answer)
    assert found.score == sum(problem.scores[p, v] for p, v in enumerate(answer) if v >= 0)
    return found.matched_by_priority, total(problem, answer)


@examples
@given(small(extras=True))
def test_directly_and_by_columns_it_is_the_best_that_brute_force_finds(problem):
    best = brute_force(problem)
    assert (found_by(problem), found_by(problem, direct_up_to=-1)) == (best, best)


@examples
@given(small(patients=12, volunteers=8))
def test_it_is_as_good_as_a_dense_solver(problem):
    assert found_by(problem) == hungarian(problem)


@examples
@given(small(patients=9, volunteers=6, extras=True))
def test_no_unlawful_pair_and_no_place_twice(problem):
    answer = problem.solved().volunteer_of.tolist()
    assert {(p, v) for p, v in enumerate(answer) if v >= 0} <= problem.scores.keys()
    assert all(answer.count(v) <= free for v, free in enumerate(problem.places))


@few
@given(small(patients=8), st.data())
def test_one_more_volunteer_never_worsens_the_counts(problem, data):
    new = len(problem.places)
    pairs = data.draw(st.dictionaries(st.integers(0, len(problem.priority) - 1), SCORE))
    more = replace(problem, scores=problem.scores | {(p, new): score for p, score in pairs.items()},
                   places=(*problem.places, data.draw(st.integers(0, 3))))  # fmt: skip
    assert more.solved().matched_by_priority >= problem.solved().matched_by_priority


@few
@given(small(patients=8), st.data())
def test_one_pair_less_never_improves_the_counts(problem, data):
    assume(problem.scores)
    less = problem.without(data.draw(st.sampled_from(sorted(problem.scores))))
    assert less.solved().matched_by_priority <= problem.solved().matched_by_priority


@few
@given(small(patients=8, extras=True))
def test_kappa_and_fairness_never_change_the_counts(problem):
    plain = replace(problem, kappa=0, fairness=0)
    assert problem.solved().matched_by_priority == plain.solved().matched_by_priority


@few
@given(small(patients=6), st.data())
def test_a_price_is_exactly_what_one_more_place_adds(problem, data):
    volunteer = data.draw(st.integers(0, len(problem.places) - 1))
    places = list(problem.places)
    places[volunteer] += 1
    now, then = brute_force(problem), brute_force(replace(problem, places=tuple(places)))
    found = problem.solved()
    worth = sum((len(now[0]) - level) * (then[0][level] - now[0][level]) for level in range(len(now[0])))
    assert found.gain(volunteer) == Gain(priority=worth, score=then[1] - now[1])


@few
@given(small(patients=8, extras=True), st.randoms(use_true_random=False))
def test_the_order_of_the_pairs_changes_nothing(problem, chance):
    pairs = list(problem.scores.items())
    chance.shuffle(pairs)
    shuffled = replace(problem, scores=dict(pairs)).solved()
    assert shuffled.volunteer_of.tolist() == problem.solved().volunteer_of.tolist()


def keyed(pairs, rest, people, others, **changes):
    """The answer as ids, with patients and volunteers listed in the order of these ids."""
    row, column = ({key: at for at, key in enumerate(keys)} for keys in (people, others))
    edges = [(row[p], column[v], s) for p, v, s in pairs]
    found = assign(*zip(*edges, strict=True), priority=[rest["priority"][p] for p in people],
                   places=[rest["places"][v] for v in others], patient_keys=people, volunteer_keys=others,
                   **changes)  # fmt: skip
    return {people[at]: others[v] for at, v in enumerate(found.volunteer_of.tolist()) if v >= 0}


def test_shuffling_everybody_changes_nothing_even_where_many_answers_tie():
    (patient, volunteer, score), rest = random(60, 30, 0.4, most=3)
    pairs = list(zip(patient.tolist(), volunteer.tolist(), score.tolist(), strict=True))
    people, others = list(range(60)), list(range(30))
    for direct_up_to in (1 << 40, -1):
        first = keyed(pairs, rest, people, others, direct_up_to=direct_up_to)
        for seed in range(15):
            chance = Random(seed)
            for line in (pairs, people, others):
                chance.shuffle(line)
            assert keyed(pairs, rest, people, others, direct_up_to=direct_up_to) == first


def test_ties_do_not_favour_the_first_in_the_list():
    winners = {assign([0, 1, 2], [0, 0, 0], [5, 5, 5], priority=[1] * 3, places=[1],
                      patient_keys=[f"{round_}-{p}" for p in range(3)]).volunteer_of.tolist().index(0)
               for round_ in range(30)}  # fmt: skip
    assert winners == {0, 1, 2}
