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

    A large list is worked through by role and area.
    """
    pool = volunteers if isinstance(volunteers, Pool) else Pool(volunteers)
    queue = people if isinstance(people, Queue) else Queue(people, pool)
    case = Case(settings, today)
    split = len(queue) * len(pool) > WORTH_SPLITTING
    groups = _groups(queue, pool, case) if split else [(np.arange(len(queue)), np.arange(len(pool)))]
    found = [part for rows, columns in groups for part in _pairs_of(queue, rows, columns, case)]
    made = _in_order(found, len(queue)) if split else _joined(found)
    return Pairs(*made, tuple(queue.ids), tuple(pool.ids))


Found = tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.uint16]]
At = NDArray[np.intp]


def _joined(found: list[Found]) -> Found:
    """Parts that come in order of patient."""
    owner, theirs, fit = zip(*found, strict=True) if found else ((), (), ())
    return (
        np.concatenate([np.empty(0, dtype=np.int32), *owner]),
        np.concatenate([np.empty(0, dtype=np.int32), *theirs]),
        np.concatenate([np.empty(0, dtype=np.uint16), *fit]),
    )


def _in_order(found: list[Found], people: int) -> Found:
    """All in order of patient. All pairs of a patient lie together in one part already, so each goes to its place
    at once, and each part is forgotten then: a national list would not fit twice.
    """
    counts = np.zeros(people, dtype=np.int64)
    for owner, _, _ in found:
        counts += np.bincount(owner, minlength=people)
    starts = np.cumsum(counts) - counts
    patient = np.repeat(np.arange(people, dtype=np.int32), counts)
    volunteer, score = np.empty(len(patient), dtype=np.int32), np.empty(len(patient), dtype=np.uint16)
    while found:
        owner, theirs, fit = found.pop()
        first = np.flatnonzero(np.diff(owner, prepend=-1))
        shift = starts[owner[first]] - first
        at = np.repeat(shift, np.diff(first, append=len(owner))) + np.arange(len(owner))
        volunteer[at], score[at] = theirs, fit
    return patient, volunteer, score


def _groups(queue: Queue, pool: Pool, case: Case) -> Iterator[tuple[At, At]]:
    """People with one wanted role in one area, and the volunteers who hold that role and serve there.

    These two rules rule out most pairs of a large list, so they are not even looked at. Positions in the whole.
    """
    rows = defaultdict(list)
    for row, person in enumerate(queue.facts):
        rows[person.role, person.area if case.settings.area_required else ""].append(row)
    for (role, area), at in rows.items():
        serving = np.ones(len(pool), dtype=np.bool_)
        if role:
            serving &= pool.offers("roles", role)
        if area:
            serving &= pool.offers("areas", area) | pool.empty("areas")
        yield np.array(at), np.flatnonzero(serving)


def _pairs_of(queue: Queue, rows: At, columns: At, case: Case) -> Iterator[Found]:
    step = max(1, BLOCK_PAIRS // max(1, len(columns)))
    for start in range(0, len(rows), step):
        chunk = rows[start : start + step]
        block = Block(queue, case, chunk, columns)
        out = np.zeros(block.shape, dtype=np.bool_)
        for _, mask in unlawful(block):
            out |= mask
        lawful = ~out
        at = np.flatnonzero(lawful)
        row = np.repeat(np.arange(len(chunk)), lawful.sum(axis=1))
        column = at - row * block.shape[1]
        yield chunk[row].astype(np.int32), columns[column].astype(np.int32), scores(block).ravel()[at]
