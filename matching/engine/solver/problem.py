"""The input, checked and put in canonical order, so that the order it came in can change nothing."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from matching.engine import ties
from matching.engine.solver import errors
from matching.engine.solver.edges import CHUNK, Edges
from matching.engine.solver.objective import LIMIT, Objective, best_scores

NOBODY = -1
BEYOND = 1 << 62
# The answer counts each class up to the last: a slip of the pen must not fill the memory.
MOST_CLASSES = 1 << 16
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Problem:
    """Lawful pairs in canonical order. `patient_at` and `volunteer_at` give the caller's index of each."""

    edges: Edges
    places: Ints
    objective: Objective
    priority: Ints
    patient_at: Ints
    volunteer_at: Ints


def whole(values: ArrayLike, name: str) -> NDArray[np.integer]:
    """An array of one dimension that holds integers. Raises NotWholeNumbers."""
    try:
        array = np.asarray(values)
    except ValueError:  # lists of different lengths
        raise errors.NotWholeNumbers(name) from None
    if array.size == 0:
        return np.zeros(0, dtype=np.int64)
    if array.dtype.kind in "Of":
        array = _of_any_size(values, name)
    if array.ndim != 1 or array.dtype.kind not in "iu":
        raise errors.NotWholeNumbers(name)
    # Beside signed numbers the largest unsigned ones would become floats.
    return np.minimum(array, BEYOND).astype(np.int64) if array.dtype == np.uint64 else array


def _of_any_size(values: ArrayLike, name: str) -> Ints:
    """Integers of several types, or too large for an array: those cut to what is still beyond every limit."""
    listed = values.tolist() if isinstance(values, np.ndarray) and values.dtype == object else values
    if not isinstance(listed, (list, tuple)) or not all(map(is_whole, listed)):
        raise errors.NotWholeNumbers(name)
    return np.array([min(max(int(value), -BEYOND), BEYOND) for value in listed], dtype=np.int64)


def is_whole(value: object) -> bool:
    return isinstance(value, (int, np.integer)) and not isinstance(value, bool)


def within(array: NDArray[np.integer], low: int, high: int, name: str) -> None:
    """Raises OutOfRange unless low <= each < high."""
    if array.size and not (low <= int(array.min()) and int(array.max()) < high):
        raise errors.OutOfRange(f"{name} must lie from {low} to {high - 1}")


def not_negative(array: NDArray[np.integer], name: str) -> None:
    if array.size and int(array.min()) < 0:
        raise errors.NegativeNumber(name)


def below_limit(array: NDArray[np.integer], name: str) -> None:
    if array.size and int(array.max()) >= LIMIT:
        raise errors.WeightTooLarge(name)


def setting(value: int, name: str) -> int:
    if not is_whole(value):
        raise errors.NotWholeNumbers(name)
    if value < 0:
        raise errors.NegativeNumber(name)
    return int(value)


def made(
    patient: ArrayLike, volunteer: ArrayLike, score: ArrayLike, *, priority: ArrayLike, places: ArrayLike,
    previous: ArrayLike | None, kappa: int, fairness: int,
    patient_keys: Sequence[Hashable] | None, volunteer_keys: Sequence[Hashable] | None,
    objective: Objective | None = None,
) -> Problem:  # fmt: skip
    """The problem, or a BadProblem that names what is wrong with it."""
    rows, columns, scores = whole(patient, "patient"), whole(volunteer, "volunteer"), whole(score, "score")
    classes, free = whole(priority, "priority"), whole(places, "places")
    before = np.full(len(classes), NOBODY) if previous is None else whole(previous, "previous")
    if not len(rows) == len(columns) == len(scores) or len(before) != len(classes):
        raise errors.WrongLength("patient, volunteer and score; previous and priority")
    within(rows, 0, len(classes), "patient")
    within(columns, 0, len(free), "volunteer")
    within(before, NOBODY, len(free), "previous")
    for array, name in ((scores, "score"), (classes, "priority"), (free, "places")):
        not_negative(array, name)
        below_limit(array, name)
    within(classes, 0, MOST_CLASSES, "priority")
    at, left = _canonical(len(classes), patient_keys, "patient_keys")
    to, right = _canonical(len(free), volunteer_keys, "volunteer_keys")
    best = best_scores(rows, scores, len(classes))[at]
    starts, columns, scores = _sorted(rows, columns, scores, at, to)
    levels, slots = classes[at].astype(np.int64), free[to].astype(np.int64)
    kept = np.append(places_of(to), NOBODY)[before[at]]
    whole_list = Objective.of(best, levels, slots, setting(kappa, "kappa"), setting(fairness, "fairness"))
    objective = objective or whole_list
    edges = Edges(starts, columns, scores, objective.base(levels), kept, objective.kappa, left, right)
    return Problem(edges, slots, objective, levels, at, to)


def places_of(order: Ints) -> Ints:
    """The inverse of a permutation."""
    inverse = np.empty(len(order), dtype=np.int64)
    inverse[order] = np.arange(len(order))
    return inverse


def _canonical(count: int, keys: Sequence[Hashable] | None, name: str) -> tuple[Ints, NDArray[np.uint64]]:
    """The order of keys (by default of the indices themselves), and the hash of each key in that order."""
    if keys is None:
        return np.arange(count), ties.pair_hashes(np.arange(count, dtype=np.uint64), ties.SEED)
    texts = [str(key) for key in keys]
    if len(texts) != count:
        raise errors.WrongLength(name)
    if len(set(texts)) != count:
        raise errors.DuplicateKey(name)
    order = np.array(sorted(range(count), key=texts.__getitem__), dtype=np.int64)
    return order, ties.hashes(texts[at] for at in order)


def _sorted(
    rows: NDArray[np.integer], columns: NDArray[np.integer], scores: NDArray[np.integer], at: Ints, to: Ints
) -> tuple[Ints, NDArray[np.int32], NDArray[np.integer]]:
    """Pairs in order of patient, then volunteer. Pairs that come in order are not copied. Raises DuplicatePair."""
    if len(at) and not np.array_equal(at, np.arange(len(at))):
        rows = places_of(at)[rows]
    if len(to) and not np.array_equal(to, np.arange(len(to))):
        columns = places_of(to)[columns]
    if not _rising(rows, columns):
        code = rows * np.int64(max(1, len(to))) + columns
        order = np.argsort(code, kind="stable")
        rows, columns, scores = rows[order], columns[order], scores[order]
        if not (np.diff(code[order]) > 0).all():
            raise errors.DuplicatePair("each pair may be listed once")
    # Looked up and not counted: counting would copy all rows into wider numbers.
    starts = np.searchsorted(rows.astype(np.int32, copy=False), np.arange(len(at) + 1, dtype=np.int32))
    return starts, columns.astype(np.int32, copy=False), scores


def _rising(rows: NDArray[np.integer], columns: NDArray[np.integer]) -> bool:
    """Whether pairs come in order of patient, then volunteer, each once. Looked at piece by piece, to spare memory."""
    for first in range(0, len(rows), CHUNK):
        piece = slice(first, first + CHUNK + 1)
        steps, more = (np.diff(array[piece].astype(np.int64)) for array in (rows, columns))
        if not ((steps > 0) | ((steps == 0) & (more > 0))).all():
            return False
    return True
