"""What matters to a person in a peer, as integers that sum to 100.

Protected characteristics weigh nothing unless that person asked: no weights can be made that break this.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from matching.engine.errors import NotAskedFor, UnknownFeature, WeightsDoNotAddUp
from matching.engine.facts import PersonFacts
from matching.engine.features import registry

TOTAL = 100
Weights = Mapping[str, int]
NOTHING: frozenset[str] = frozenset()
WHOLE = {int}


def default() -> dict[str, int]:
    """The weights of somebody who said nothing: each feature's own default."""
    return {feature.code: feature.weight for feature in registry.weighable()}


def validated(weights: Weights, *, asked: frozenset[str] = NOTHING) -> Weights:
    """The same weights, if they may be used by somebody who asked for these protected features.

    Raises UnknownFeature, WeightsDoNotAddUp (also when one is negative or not whole) or NotAskedFor.
    """
    if not weights.keys() <= registry.codes():
        raise UnknownFeature(sorted(weights.keys() - registry.codes()))
    values = weights.values()
    if not set(map(type, values)) <= WHOLE or min(values, default=0) < 0:
        raise WeightsDoNotAddUp("each weight must be a whole number, 0 or more")
    if (total := sum(values)) != TOTAL:
        raise WeightsDoNotAddUp(f"weights must sum to {TOTAL}, not {total}")
    if uninvited := _uninvited(weights, asked):
        raise NotAskedFor(uninvited)
    return weights


def of(person: PersonFacts) -> Weights:
    """The weights to score this person with. Every score is made from these and from nothing else."""
    return validated(person.weights or default(), asked=person.wishes.protected_asked)


def table(people: Iterable[PersonFacts]) -> dict[str, NDArray[np.uint16]]:
    """By code of feature the weight for each person; features that weigh nothing for anybody are left out.

    Raises as `of`.
    """
    known, nothing = list(people), dict.fromkeys(sorted(registry.codes()), 0)
    rows = [[*{**nothing, **(person.weights or default())}.values()] for person in known]
    if not _may_all_be_used(known, rows, tuple(nothing)):
        for person in known:  # one of them may not: `of` says whose, and why
            of(person)
    columns = np.array(rows, dtype=np.uint16).reshape(-1, len(nothing)).T
    return {code: column for code, column in zip(nothing, columns, strict=True) if column.any()}


def _may_all_be_used(people: Sequence[PersonFacts], rows: list[list[int]], codes: tuple[str, ...]) -> bool:
    """`validated` of all at once, which is quicker than one by one."""
    if {*map(len, rows)} - {len(codes)} or not {*map(type, chain.from_iterable(rows))} <= WHOLE:
        return False
    sums, least = {*map(sum, rows)}, min(map(min, rows), default=0)
    uninvited = ((at, code) for code in registry.protected() for at in _who_weighs(rows, codes.index(code)))
    return (
        sums <= {TOTAL}
        and least >= 0
        and all(code in people[at].wishes.protected_asked for at, code in uninvited)
    )


def _who_weighs(rows: list[list[int]], column: int) -> list[int]:
    return [at for at, row in enumerate(rows) if row[column]]


def shared_out(
    points: Weights, *, asked: frozenset[str] = NOTHING, usual: Weights | None = None
) -> dict[str, int]:
    """Weights in proportion to points ("a lot" 3, "some" 1, "not at all" 0), by largest remainder.

    Unknown features and protected ones that nobody asked for drop out, and the rest share their part:
    a wish that was withdrawn takes its weight with it. No points left at all gives the `usual` weights, by default
    those of the features.
    """
    if points.keys() == registry.codes() and _is_valid(points, asked):
        return dict(points)
    kept = {code: point for code, point in points.items() if code in registry.codes() and point > 0}
    for code in _uninvited(kept, asked):
        del kept[code]
    if not kept:
        return dict(usual or default())
    whole = sum(kept.values())
    shares = {code: point * TOTAL // whole for code, point in kept.items()}
    by_remainder = sorted(kept, key=lambda code: (-(kept[code] * TOTAL % whole), code))
    for code in by_remainder[: TOTAL - sum(shares.values())]:
        shares[code] += 1
    return {code: shares.get(code, 0) for code in sorted(registry.codes())}


def _is_valid(weights: Weights, asked: frozenset[str]) -> bool:
    values = weights.values()
    return sum(values) == TOTAL and min(values) >= 0 and not _uninvited(weights, asked)


def _uninvited(weights: Weights, asked: frozenset[str]) -> list[str]:
    return [code for code in _to_ask_for(asked) if weights.get(code, 0) > 0]


@lru_cache(maxsize=1 << 6)
def _to_ask_for(asked: frozenset[str]) -> tuple[str, ...]:
    """Protected features beyond those asked for: all but a few people ask for the same ones, or for none."""
    return tuple(sorted(registry.protected() - asked))
