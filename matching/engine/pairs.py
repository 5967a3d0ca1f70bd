"""A whole waiting list: every lawful pair and its score, ready for `solver.assign`."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from matching.engine.block import Block
from matching.engine.columns import Pool, Queue
from matching.engine.facts import PersonFacts, VolunteerFacts
from matching.engine.rules import unlawful
from matching.engine.scoring import scores
from matching.engine.settings import Case, Settings

BLOCK_PAIRS = 1 << 17  # a block's grids stay in the processor's cache
WORTH_SPLITTING = 1 << 22


@dataclass(frozen=True, slots=True)
class Pairs:
    """Lawful pairs in order of patient, then volunteer, each once: positions in `people` and in `pool.facts`.

    Three arrays of one length (int32, int32, uint16), and the ids they point at.
    """

    patient: NDArray[np.int32]
    volunteer: NDArray[np.int32]
    score: NDArray[np.uint16]
    people: tuple[str, ...]
    volunteers: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.score)


def lawful_pairs(
    people: Queue | Sequence[PersonFacts],
    volunteers: Pool | Iterable[VolunteerFacts],
    *,
    settings: Settings,
    today: date,
) -> Pairs:
    """All lawful pairs with their scores. Raises SameIdTwice and what `weights.validated` raises.

    Where a programme keeps to its areas, a large list is worked through area by area.
    """
    pool = volunteers if isinstance(volunteers, Pool) else Pool(volunteers)
    queue = people if isinstance(people, Queue) else Queue(people, pool)
    case = Case(settings, today)
    if settings.area_required and len(queue) * len(pool) > WORTH_SPLITTING:
        found = [part for area in _by_area(queue, pool) for part in _in_area(*area, case)]
    else:
        found = list(_pairs_of(queue, case))
    patient, volunteer, score = (
        (np.concatenate(parts) for parts in zip(*found, strict=True)) if found else _NOTHING
    )
    order = np.argsort(patient, kind="stable")
    return Pairs(patient[order], volunteer[order], score[order], tuple(queue.ids), tuple(pool.ids))


_NOTHING = (np.empty(0, np.int32), np.empty(0, np.int32), np.empty(0, np.uint16))
Found = tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.uint16]]
Area = tuple[list[PersonFacts], NDArray[np.int32], list[VolunteerFacts], NDArray[np.int32]]


def _by_area(queue: Queue, pool: Pool) -> Iterator[Area]:
    """People of one area with only the volunteers who serve it, and the positions of both in the whole."""
    rows, columns = defaultdict(list), defaultdict(list)
    for row, person in enumerate(queue.facts):
        rows[person.area].append(row)
    for column, volunteer in enumerate(pool.facts):
        for area in volunteer.areas & rows.keys() if volunteer.areas else rows.keys() - {""}:
            columns[area].append(column)
    columns[""] = list(range(len(pool)))
    for area, at in rows.items():
        serving = columns[area]
        yield ([queue.facts[row] for row in at], np.array(at, dtype=np.int32),
               [pool.facts[column] for column in serving], np.array(serving, dtype=np.int32))  # fmt: skip


def _in_area(
    people: list[PersonFacts], rows: NDArray[np.int32], volunteers: list[VolunteerFacts], columns: NDArray[np.int32],
    case: Case,
) -> Iterator[Found]:  # fmt: skip
    for row, column, score in _pairs_of(Queue(people, Pool(volunteers)), case):
        yield rows[row], columns[column], score


def _pairs_of(queue: Queue, case: Case) -> Iterator[Found]:
    step = max(1, BLOCK_PAIRS // max(1, len(queue.pool)))
    for start in range(0, len(queue), step):
        block = Block(queue, case, slice(start, start + step))
        lawful = np.ones(block.shape, dtype=np.bool_)
        for _, mask in unlawful(block):
            lawful &= ~mask
        at = np.flatnonzero(lawful)
        row = np.repeat(np.arange(len(lawful), dtype=np.int32), lawful.sum(axis=1))
        yield (
            row + np.int32(start),
            (at - row * np.int64(block.shape[1])).astype(np.int32),
            scores(block).ravel()[at],
        )
