"""One small bar a week: how much a volunteer has to do."""

from collections.abc import Sequence
from dataclasses import dataclass

SLOT, WIDTH, BASE, TALLEST, LIMIT_HEIGHT = 22, 18, 30, 32, 24


@dataclass(frozen=True, slots=True)
class Bar:
    count: int
    x: int
    y: float
    height: float
    classes: str
    bold: bool

    @property
    def middle(self) -> int:
        return self.x + WIDTH // 2


@dataclass(frozen=True, slots=True)
class LoadBars:
    """Bars from left to right, the limit's height, and the sentence read out."""

    bars: tuple[Bar, ...]
    limit_y: float
    width: int
    right: int
    description: str


def bar(index: int, count: int, limit: int) -> Bar:
    """Darker and bold at the limit, red over it; a week without contacts is a flat line."""
    unit = min(8.0, LIMIT_HEIGHT / max(limit, 1))
    height = round(min(TALLEST, count * unit), 1) if count else 2
    kind = (
        "c-bar-track"
        if not count
        else "c-bar-over"
        if count > limit
        else "c-bar"
        if count == limit
        else "c-bar-low"
    )
    return Bar(count, index * SLOT, round(BASE - height, 1), height, kind, bold=0 < limit <= count)


def load_bars(counts: Sequence[int], *, limit: int, who: str) -> LoadBars:
    """Contacts in each of the next weeks, of `who`, with the most they can do in a week."""
    bars = tuple(bar(index, count, limit) for index, count in enumerate(counts))
    figures = ", ".join(map(str, counts))
    words = f"{who}, contacts a week for the next {len(counts)} weeks: {figures}. Most allowed: {limit}."
    limit_y = round(BASE - limit * min(8.0, LIMIT_HEIGHT / max(limit, 1)), 1)
    width = max(len(counts), 1) * SLOT
    return LoadBars(bars, limit_y, width, width - 4, words)
