"""Contacts a week before and after a new plan, stacked below the most a volunteer can do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
TOP, LEFT = 30, 26
LINE = 1.5  # the outline, as in app.css
BELOW = "The table below has every week."


@dataclass(frozen=True, slots=True)
class Week:
    """`start` is its Monday; `added` are contacts of the new plan."""

    start: date
    before: int
    added: int = 0

    @property
    def after(self) -> int:
        return self.before + self.added


@dataclass(frozen=True, slots=True)
class Box:
    x: float
    y: float
    width: float
    height: float
    classes: str


@dataclass(frozen=True, slots=True)
class GridLine:
    y: float
    words: str
    classes: str

    @property
    def text_y(self) -> float:
        return self.y + 5


@dataclass(frozen=True, slots=True)
class Month:
    x: float
    words: str

    @property
    def text_x(self) -> float:
        return round(self.x + 3, 1)


@dataclass(frozen=True, slots=True)
class Drawing:
    name: str
    width: int
    height: int
    base: int
    lines: tuple[GridLine, ...]
    bars: tuple[Box, ...]
    months: tuple[Month, ...]
    limit_y: float

    @property
    def tick(self) -> int:
        return self.base + 8

    @property
    def month_y(self) -> int:
        return self.base + 20

    @property
    def limit_text_y(self) -> float:
        return self.limit_y - 9


@dataclass(frozen=True, slots=True)
class LoadChart:
    """What load_chart.html draws."""

    title: str
    description: str
    limit: int
    limit_words: str
    before_words: str
    added_words: str
    weeks: tuple[Week, ...]
    drawings: tuple[Drawing, Drawing]


def boxes(index: int, week: Week, *, slot: float, gap: float, unit: float, base: int) -> list[Box]:
    """What is there already, and on top of it what comes, with an outline where that leaves some colour inside."""
    gap = min(gap, slot / 4)
    x, width, top = LEFT + index * slot + gap / 2, slot - gap, base - week.before * unit
    found = []
    if week.before:
        found.append(Box(round(x, 1), round(top, 1), round(width, 1), round(week.before * unit, 1), "c-bar"))
    if week.added:
        line = LINE if width >= 4 * LINE else 0
        found.append(
            Box(
                round(x + line / 2, 1),
                round(top - week.added * unit + line / 2, 1),
                round(width - line, 1),
                round(week.added * unit - line, 1),
                "c-bar-add" if line else "c-bar-add c-bar-thin",
            )
        )
    return found


def months(weeks: Sequence[Week], slot: float) -> list[Month]:
    """A tick at each week in which a month begins, unless the name before it needs the room."""
    found: list[Month] = []
    last = None
    for index, week in enumerate(weeks):
        month = (week.start + timedelta(days=6)).month
        x = round(LEFT + index * slot, 1)
        if month != last and (not found or x - found[-1].x >= 30):
            found.append(Month(x, MONTHS[month - 1]))
        last = month
    return found


def draw(name: str, width: int, height: int, gap: float, weeks: Sequence[Week], limit: int) -> Drawing:
    base = height - 28
    most = max([limit, 1, *(week.after for week in weeks)])
    unit, slot = (base - TOP) / most, (width - LEFT + 2) / max(len(weeks), 1)
    every = 1 if most <= 6 else 2 if most <= 12 else 5
    lines = [
        GridLine(round(base - n * unit, 1), str(n), "c-grid" if n else "c-axis")
        for n in range(0, most + 1, every)
    ]
    bars = [
        box
        for index, week in enumerate(weeks)
        for box in boxes(index, week, slot=slot, gap=gap, unit=unit, base=base)
    ]
    limit_y = round(base - limit * unit - 3, 1)
    return Drawing(name, width, height, base, tuple(lines), tuple(bars), tuple(months(weeks, slot)), limit_y)


def load_chart(
    weeks: Sequence[Week], *, limit: int, who: str, title: str = "",
    before_words: str = "Already planned", added_words: str = "New contacts",
) -> LoadChart:  # fmt: skip
    """The load of `who` (a first name), Monday by Monday, with the most they can do in a week."""
    before, after = (
        max((week.before for week in weeks), default=0),
        max((week.after for week in weeks), default=0),
    )
    over = sum(week.after > limit for week in weeks)
    most = f"The most {who} can do is {limit}."
    verdict = f"{over} {'week is' if over == 1 else 'weeks are'} over it." if over else "No week is over it."
    words = f"{verdict} {BELOW}"
    return LoadChart(
        title=title or f"{who}’s contacts a week, before and after",
        description=f"The busiest week has {before} contacts before and {after} after. {most} {words}",
        limit=limit,
        limit_words=f"Most {who} can do: {limit} a week",
        before_words=before_words,
        added_words=added_words,
        weeks=tuple(weeks),
        drawings=(draw("wide", 540, 190, 4, weeks, limit), draw("narrow", 340, 166, 2, weeks, limit)),
    )
