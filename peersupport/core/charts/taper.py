"""A plan of contacts that fade: a shape a contact, phases shaded, today's line."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

State = Literal["held", "none", "late", "planned", "off", "gone"]
LEGEND: dict[State, str] = {
    "held": "Held", "none": "No answer", "late": "Late", "planned": "Planned", "off": "Did not happen",
    "gone": "Cancelled",
}  # fmt: skip
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
# About the width of a letter of Arial at 14 and at 12 px, bold.
LETTER, SMALL_LETTER = 7.8, 6.9
BELOW = "The same facts are in the table below."


@dataclass(frozen=True, slots=True)
class Contact:
    """Week 1 is the first of the plan; `phase` and `words` (the state in full) stand in the table."""

    week: int
    on: date
    state: State
    phase: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Phase:
    """From the week after the phase before it up to `last_week`."""

    name: str
    last_week: int


@dataclass(frozen=True, slots=True)
class Band:
    x: float
    y: int
    width: float
    height: int
    tint: int


@dataclass(frozen=True, slots=True)
class Words:
    x: float
    y: int
    words: str
    classes: str


@dataclass(frozen=True, slots=True)
class Mark:
    x: float
    state: State


@dataclass(frozen=True, slots=True)
class Today:
    x: float
    bottom: int
    flag_x: float
    flag_width: int
    words: str

    @property
    def text_x(self) -> float:
        return round(self.flag_x + self.flag_width / 2, 1)


@dataclass(frozen=True, slots=True)
class Drawing:
    name: str
    width: int
    height: int
    left: int
    right: int
    axis: int
    scale: float
    bands: tuple[Band, ...]
    texts: tuple[Words, ...]
    marks: tuple[Mark, ...]
    today: Today | None


@dataclass(frozen=True, slots=True)
class Counted:
    state: State
    words: str
    count: int


@dataclass(frozen=True, slots=True)
class Taper:
    """What taper_chart.html draws."""

    title: str
    description: str
    summary: str
    drawings: tuple[Drawing, Drawing]
    legend: tuple[Counted, ...]
    contacts: tuple[Contact, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """Where things stand in one of the two drawings."""

    name: str
    width: int
    height: int
    right: int
    band_y: int
    band_height: int
    axis: int
    label_y: int
    scale: float
    small: str
    letter: float
    left: int = 4


WIDE = Frame("wide", 1120, 116, 1114, 26, 66, 70, 109, 1.0, "", LETTER)
NARROW = Frame("narrow", 340, 106, 334, 24, 40, 44, 81, 0.61, " c-small", SMALL_LETTER)


def short(day: date) -> str:
    """`1 Sep`."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def bounds(phases: Sequence[Phase]) -> list[tuple[Phase, int, int]]:
    """Each phase with the weeks before it and its last week."""
    starts = [0, *(phase.last_week for phase in phases)]
    return [(phase, start, phase.last_week) for phase, start in zip(phases, starts, strict=False)]


def phase_words(
    phase: Phase, contacts: Sequence[Contact], frame: Frame, x: float, width: float
) -> list[Words]:
    """The name of a phase and, on the wide drawing, its dates; left out where there is no room."""
    need = len(phase.name) * frame.letter
    if need > width:
        return []
    if frame is NARROW:
        return [Words(x, 100, phase.name, "c-text c-bold c-small")]
    words = [Words(round(x + 8, 1), 44, phase.name, "c-text c-bold")]
    dates = [contact.on for contact in contacts if contact.phase == phase.name]
    between = f"{short(min(dates))} to {short(max(dates))}" if dates else ""
    if between and need + len(between) * LETTER + 40 < width:
        words.append(Words(round(x + width - 8, 1), 44, between, "c-text-quiet c-end"))
    return words


def week_words(contacts: Sequence[Contact], frame: Frame, step: float) -> list[Words]:
    """The week below each contact; one that would touch the one before it is left out."""
    found: list[Words] = []
    reach = -100.0
    for contact in contacts:
        words = f"Week {contact.week}" if contact.week == 1 and frame is WIDE else str(contact.week)
        x, half = place(contact.week, frame, step), len(words) * frame.letter / 2
        if x - half > reach + 3:
            found.append(Words(x, frame.label_y, words, f"c-text-quiet c-mid{frame.small}"))
            reach = x + half
    return found


def place(week: float, frame: Frame, step: float) -> float:
    """The middle of a week."""
    return round(frame.left + (week - 0.5) * step, 1)


def flag(today: date, start: date, weeks: int, frame: Frame, step: float) -> Today | None:
    """Today's line, if today is within the plan."""
    week = (today - start).days / 7 + 1
    if not 0.5 <= week <= weeks + 0.5:
        return None
    words = f"Today, {DAYS[today.weekday()]} {short(today)}" if frame is WIDE else "Today"
    width = 132 if frame is WIDE else 50
    x = place(week, frame, step)
    return Today(
        x,
        frame.band_y + frame.band_height,
        min(max(round(x - width / 2, 1), 0), frame.width - width),
        width,
        words,
    )


def draw(
    frame: Frame, phases: Sequence[Phase], contacts: Sequence[Contact], start: date, today: date
) -> Drawing:
    weeks = phases[-1].last_week
    step = (frame.right - frame.left) / weeks
    bands, texts = [], []
    for index, (phase, before, last) in enumerate(bounds(phases)):
        x, width = round(frame.left + before * step, 1), round((last - before) * step - 2, 1)
        bands.append(Band(x, frame.band_y, width, frame.band_height, min(index + 1, 3)))
        texts += phase_words(phase, contacts, frame, x, width)
    return Drawing(
        frame.name, frame.width, frame.height, frame.left, frame.right, frame.axis, frame.scale, tuple(bands),
        tuple(texts + week_words(contacts, frame, step)),
        tuple(Mark(place(contact.week, frame, step), contact.state) for contact in contacts),
        flag(today, start, weeks, frame, step),
    )  # fmt: skip


def taper(
    *, title: str, phases: Sequence[Phase], contacts: Sequence[Contact], start: date, today: date
) -> Taper:
    """Contacts in the order of their weeks, at least one phase; `start` is the date of week 1."""
    counts = Counter(contact.state for contact in contacts)
    legend = tuple(Counted(state, words, counts[state]) for state, words in LEGEND.items() if counts[state])
    fading = ", ".join(
        f"{phase.name[:1].lower()}{phase.name[1:]} to week {phase.last_week}" for phase in phases
    )
    states = ", ".join(f"{item.count} {item.words.lower()}" for item in legend)
    spoken = tuple(
        Contact(one.week, one.on, one.state, one.phase, one.words or LEGEND[one.state]) for one in contacts
    )
    return Taper(
        title=title,
        description=f"{fading[:1].upper()}{fading[1:]}. {states}. Today is {short(today)}. {BELOW}",
        summary=f"Show all {len(contacts)} contacts as a table" if len(contacts) > 1 else "Show as a table",
        drawings=(draw(WIDE, phases, contacts, start, today), draw(NARROW, phases, contacts, start, today)),
        legend=legend,
        contacts=spoken,
    )
