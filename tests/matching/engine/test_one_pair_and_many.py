"""What is said of one pair and what is worked out for many at once is the same, for every rule and feature."""

import numpy as np
from hypothesis import given, settings

from matching.engine.block import Block
from matching.engine.columns import Encoding, Pool, Queue
from matching.engine.features import features
from matching.engine.population import TODAY as DAY
from matching.engine.population import people, volunteers
from matching.engine.rules import eligibility, rules, unlawful
from matching.engine.scoring import score, scores
from matching.engine.settings import Case, Settings

from . import strategies
from .cast import TODAY

slow = settings(max_examples=80, deadline=None)


def block_of(queue, pool, chosen):
    return Block(Queue(queue, Pool(pool)), Case(chosen, TODAY))


def each_pair(block, answer):
    return [[answer(person, volunteer) for volunteer in block.pool.facts] for person in block.facts]


@slow
@given(strategies.queues(), strategies.pools(), strategies.SETTINGS)
def test_every_rule_gives_one_answer(queue, pool, chosen):
    block = block_of(queue, pool, chosen)
    for rule in rules():
        grid = np.broadcast_to(rule.grid(block), block.shape)
        alone = each_pair(block, lambda person, other, known=rule: known.rules_out(person, other, block.case))
        assert (rule.code, grid.tolist()) == (rule.code, alone)


@slow
@given(strategies.queues(), strategies.pools(), strategies.SETTINGS)
def test_every_feature_gives_one_value_from_0_to_100(queue, pool, chosen):
    block = block_of(queue, pool, chosen)
    for feature in features():
        grid = np.broadcast_to(feature.grid(block), block.shape)
        alone = each_pair(block, lambda person, other, known=feature: known.value(person, other, block.case))
        assert (feature.code, grid.tolist()) == (feature.code, alone)
        assert 0 <= grid.min() <= grid.max() <= 100


@slow
@given(strategies.queues(), strategies.pools(), strategies.SETTINGS)
def test_the_score_of_a_pair_is_the_same_alone_and_among_many(queue, pool, chosen):
    block = block_of(queue, pool, chosen)
    alone = each_pair(block, lambda person, volunteer: score(person, volunteer, block.case))
    assert scores(block).tolist() == alone
    assert 0 <= scores(block).min() <= scores(block).max() <= 10_000


def test_a_large_made_up_scheme_gives_one_answer_too():
    chosen = Settings(area_required=True, minimum_score=4000)
    block = Block(Queue(people(30), Pool(volunteers(60))), Case(chosen, DAY))
    lawful = np.ones(block.shape, dtype=bool)
    for _, mask in unlawful(block):
        lawful &= ~mask
    alone = each_pair(block, lambda person, volunteer: not eligibility(person, volunteer, chosen, today=DAY))
    assert lawful.tolist() == alone
    assert scores(block).tolist() == each_pair(block, lambda person, other: score(person, other, block.case))


def test_more_than_64_codes_need_more_than_one_word():
    encoding = Encoding({f"code-{bit:03}": bit for bit in range(130)})
    masks = encoding.masks([frozenset({"code-000", "code-064", "code-129", "unheard-of"})])
    assert [mask.tolist() for mask in masks] == [[1], [1], [2]]
