"""People who cannot compete for the same places, even through others, are separate problems."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from matching.engine.solver.edges import Edges, int_starts

Ints = NDArray[np.int64]
SPLIT_UP_TO = 1 << 24


def pieces(edges: Edges, volunteers: int) -> Iterator[tuple[Edges, Ints, Ints]]:
    """Each separate problem with the rows and the volunteers it is made of; who has no lawful pair is left out.

    A problem too large to be taken apart in memory stays one piece.
    """
    has = np.flatnonzero(np.diff(edges.starts))
    if len(edges) > SPLIT_UP_TO:
        yield edges, np.arange(edges.rows), np.arange(volunteers)
        return
    label = _labels(edges, volunteers)
    rows = has[np.argsort(label[has], kind="stable")]
    asked = np.flatnonzero(np.bincount(edges.volunteer, minlength=volunteers))
    columns = asked[np.argsort(label[edges.rows + asked], kind="stable")]
    row_ends = np.flatnonzero(np.diff(label[rows], append=-1)) + 1
    column_ends = np.flatnonzero(np.diff(label[edges.rows + columns], append=-1)) + 1
    first = before = 0
    for last, end in zip(row_ends.tolist(), column_ends.tolist(), strict=True):
        mine, theirs = rows[first:last], columns[before:end]
        yield (edges if len(row_ends) == 1 and len(mine) == edges.rows and len(theirs) == volunteers
               else _piece(edges, mine, theirs)), mine, theirs  # fmt: skip
        first, before = last, end


def _labels(edges: Edges, volunteers: int) -> Ints:
    size = edges.rows + volunteers
    starts = np.concatenate([edges.starts, np.full(volunteers, edges.starts[-1])])
    graph = csr_array(
        (np.ones(len(edges), dtype=np.int8), edges.volunteer + edges.rows, starts), shape=(size, size)
    )
    return connected_components(graph, directed=False)[1]


def _piece(edges: Edges, rows: Ints, columns: Ints) -> Edges:
    """These rows, with their volunteers renumbered in the order given (which is rising)."""
    counts = edges.starts[rows + 1] - edges.starts[rows]
    at = np.repeat(edges.starts[rows] - int_starts(counts)[:-1], counts) + np.arange(counts.sum())
    before = np.searchsorted(columns, edges.before[rows])
    known = columns[np.minimum(before, len(columns) - 1)] == edges.before[rows]
    return Edges(
        int_starts(counts), np.searchsorted(columns, edges.volunteer[at]).astype(np.int32), edges.score[at],
        edges.base[rows], np.where(known, before, -1), edges.kappa, edges.left[rows], edges.right[columns],
    )  # fmt: skip
