"""What the component partials take: small frozen records of plain words, made by presenters.

Colours say again what a word already says: red = danger or over a limit, orange = overdue, yellow = soon or
moved, blue = a decision or in progress, green = agreed or held, grey = neutral, purple = accessible
information.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from peersupport.core.charts import LoadBars

Colour = Literal["red", "orange", "yellow", "blue", "green", "grey", "purple", "white", "pink", "aqua-green"]
EDGES = ("red", "orange", "blue")


@dataclass(frozen=True, slots=True)
class Tag:
    """A status in words. `border=False` for a role, which is no status."""

    text: str
    colour: Colour = "grey"
    border: bool = True


@dataclass(frozen=True, slots=True)
class Link:
    """A link; `hidden` ends the sentence for screen readers when several links read the same."""

    text: str
    href: str
    hidden: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class Action:
    """A button. `post` makes it a form (the partial then needs `csrf_token`), else it is a link."""

    text: str
    href: str
    hidden: str = ""
    secondary: bool = True
    warning: bool = False
    post: bool = False


@dataclass(frozen=True, slots=True)
class Stat:
    """A number card: "43" "people waiting" "Longest 11 weeks"; `alert` adds the red edge."""

    number: int | str
    words: str
    note: str = ""
    href: str = ""
    alert: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """One of a row of filter links, with how many it shows."""

    text: str
    href: str
    count: int | None = None
    current: bool = False


@dataclass(frozen=True, slots=True)
class WorkRow:
    """A line of the worklist. Without an owner, `take` offers "Take this" (a POST address)."""

    tag: Tag
    who: Link
    about: str
    why: str
    since: str
    action: Action
    owner: str = ""
    take: str = ""

    @property
    def edge(self) -> str:
        return self.tag.colour if self.tag.colour in EDGES else ""


@dataclass(frozen=True, slots=True)
class PersonHeader:
    """The head of a person's pages. `facts` are short phrases; `role` and `note` stand around `supporter`."""

    name: str
    facts: Sequence[str] = ()
    tags: Sequence[Tag] = ()
    role: str = ""
    supporter: Link | None = None
    note: str = ""
    actions: Sequence[Action] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """An entry of a timeline, newest first; `open` marks what still has to happen, `href` where to read more."""

    when: str
    text: str
    on: date | None = None
    open: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A row of a summary list: a key, its value (or tags), and a link to change it."""

    key: str
    value: str = ""
    tags: Sequence[Tag] = ()
    change: Link | None = None


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """A line of the people list on a phone: a name to tap, a note, a tag."""

    name: Link
    note: str = ""
    tag: Tag | None = None


@dataclass(frozen=True, slots=True)
class ToDo:
    """Something still owed, with the button that does it."""

    text: str
    note: str = ""
    action: Action | None = None


@dataclass(frozen=True, slots=True)
class NextContact:
    """The card on top of a volunteer's phone. `call` is a tel: link; `prepare` opens on a tap and ends in `more`."""

    name: str
    when: str
    how: str
    log: Action
    call: Action | None = None
    prepare: Sequence[str] = ()
    more: Link | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A step of long work."""

    name: str
    state: Literal["done", "running", "waiting"]
    hint: str = ""


@dataclass(frozen=True, slots=True)
class ScorePart:
    """A part of a score, drawn as a bar: points out of the most there could be."""

    name: str
    points: int
    out_of: int

    @property
    def percent(self) -> int:
        return round(100 * self.points / self.out_of) if self.out_of else 0


@dataclass(frozen=True, slots=True)
class PlanDate:
    """A planned contact: its week, its day in words, and why it was moved or what happens then."""

    week: int
    day: str
    note: str = ""
    tag: Tag | None = None


@dataclass(frozen=True, slots=True)
class PlanPhase:
    """A phase of a plan ("Every two weeks") with its contacts."""

    name: str
    dates: Sequence[PlanDate]


@dataclass(frozen=True, slots=True)
class Column:
    """A table heading. `hidden` keeps it for screen readers only; `sort` is "ascending" or "descending"."""

    text: str
    hidden: bool = False
    sort: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: text or a link, a small second line, tags, load bars, buttons and links after them.

    `label` is said before the text when the row is a block on a phone; `full` gives it its own line there.
    """

    text: str = ""
    href: str = ""
    hidden: str = ""
    sub: str = ""
    label: str = ""
    tags: Sequence[Tag] = ()
    load: LoadBars | None = None
    actions: Sequence[Action] = ()
    links: Sequence[Link] = ()
    full: bool = False
    nowrap: bool = False
    number: bool = False
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A table row; the first cell is its heading. `edge` is red, orange or blue."""

    cells: Sequence[Cell]
    edge: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A dense table. `stack` turns each row into a block below 960 px; use it from three columns on."""

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    stack: bool = True
