"""Up to three lines over time, told apart by their dashes as well as by colour."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from peersupport.core.charts.load import MONTHS, GridLine, Month

LEFT, TOP, BELOW = 44, 12, 28
STEPS = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class Series:
    """One line: its name and a value for each day of the chart. Whole numbers from 0."""

    name: str
    values: Sequence[int]


@dataclass(frozen=True, slots=True)
class Path:
    """A line as SVG points; `kind` is 1, 2 or 3."""

    points: str
    kind: int


@dataclass(frozen=True, slots=True)
class Drawing:
    name: str
    width: int
    height: int
    base: int
    lines: tuple[GridLine, ...]
    paths: tuple[Path, ...]
    months: tuple[Month, ...]

    @property
    def tick(self) -> int:
        return self.base + 8

    @property
    def month_y(self) -> int:
        return self.base + 20


@dataclass(frozen=True, slots=True)
class Key:
    """An entry of the legend."""

    kind: int
    name: str


@dataclass(frozen=True, slots=True)
class LineChart:
    """What line_chart.html draws. `rows` are of the table: the day, then each series' value."""

    title: str
    description: str
    when: str
    keys: tuple[Key, ...]
    rows: tuple[tuple[date, tuple[int, ...]], ...]
    drawings: tuple[Drawing, Drawing]


def line_chart(days: Sequence[date], series: Sequence[Series], *, title: str, when: str) -> LineChart:
    """At least one day, in order. `when` heads the days in the table ("Week of")."""
    told = " ".join(
        f"{one.name}: from {one.values[0]} to {one.values[-1]}, at most {max(one.values)}." for one in series
    )
    return LineChart(
        title=title,
        description=f"{told} The table below has every figure.",
        when=when,
        keys=tuple(Key(kind, one.name) for kind, one in enumerate(series, 1)),
        rows=tuple(zip(days, zip(*(one.values for one in series), strict=True), strict=True)),
        drawings=(draw("wide", 540, 220, days, series), draw("narrow", 340, 180, days, series)),
    )


def step(most: int) -> int:
    """The distance of the grid lines: 1, 2 or 5 times a power of ten, so that there are five at most."""
    power = 1
    while True:
        for unit in STEPS:
            if most <= unit * power * 5:
                return unit * power
        power *= 10


def draw(name: str, width: int, height: int, days: Sequence[date], series: Sequence[Series]) -> Drawing:
    base, most = height - BELOW, max([1, *(value for one in series for value in one.values)])
    every = step(most)
    top = -(-most // every) * every
    unit, slot = (base - TOP) / top, (width - LEFT - 6) / max(len(days) - 1, 1)
    grid = tuple(
        GridLine(round(base - n * unit, 1), f"{n:,}", "c-grid" if n else "c-axis")
        for n in range(0, top + 1, every)
    )
    paths = tuple(
        Path(
            " ".join(
                f"{LEFT + i * slot:.1f},{base - value * unit:.1f}" for i, value in enumerate(one.values)
            ),
            kind,
        )
        for kind, one in enumerate(series, 1)
    )
    return Drawing(name, width, height, base, grid, paths, months(days, slot, width))


def months(days: Sequence[date], slot: float, width: int) -> tuple[Month, ...]:
    """A tick at the first day of each month, unless its name or the one before it needs the room.

    A month that is almost over at the start makes way for the first whole one.
    """
    found: list[Month] = []
    last = None
    for index, day in enumerate(days):
        x = round(LEFT + index * slot, 1)
        if day.month != last and x + 30 <= width:
            near = bool(found) and x - found[-1].x < 34
            if near and len(found) == 1:
                found.pop()
            if not near or not found:
                found.append(Month(x, MONTHS[day.month - 1]))
        last = day.month
    return tuple(found)
