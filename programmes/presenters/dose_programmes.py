"""Planned against held contacts of programmes, as tables, with what each figure means."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from peersupport.core.calendar import add_months
from peersupport.core.presenters import Cell, Column, Filter, Row, Table
from peersupport.core.templatetags.words import count, day
from programmes.selectors.dose_programmes import PhaseDose, ProgrammeDose

SPANS = (3, 12)  # months
NAMES = ("people", "planned", "due", "held", "no_answer", "otherwise", "not_logged")
COLUMNS = ("People", "Planned", "Due by now", "Held", "No answer", "Declined or missed", "Not logged yet")
FILE_COLUMNS = ("Programme", "Phase", *COLUMNS, "Held of due in percent", "Minutes")
DEFINITIONS = (
    "People: have contacts in this phase. One person is counted in each of their phases, and once in “All”.",
    "Planned: every contact of the plans, also those still to come and those cancelled when support ended early.",
    "Due by now: planned for today or earlier, or done already. Held, no answer, declined or missed, and not logged "
    "yet add up to it.",
    "Held of due: of a hundred contacts that were due, how many were held.",
    "Minutes: talked in all held contacts of the phase, and on average in one.",
    "Phases of different versions of a taper count together when they have the same name.",
)


@dataclass(frozen=True)
class Shown:
    """A programme: its name, who has had support, what the plans do not tell, and the table of its phases."""

    title: str
    note: str
    table: Table


def since(months: str | None, today: date) -> date | None:
    """The first day of the span that the address asks for; None for all time."""
    return add_months(today, -int(months)) if months in map(str, SPANS) else None


def address(name: str, asked: str | None) -> str:
    """Of the page or the file, for the same span."""
    return f"{reverse(name)}?months={asked}" if asked in map(str, SPANS) else reverse(name)


def filters(asked: str | None) -> list[Filter]:
    spans = [Filter(f"Last {n} months", address("dose", str(n)), current=asked == str(n)) for n in SPANS]
    return [Filter("All", reverse("dose"), current=not any(one.current for one in spans)), *spans]


def note(first: date | None) -> str:
    return f"Contacts due since {day(first)}" if first else "All contacts of all plans"


def programme(row: ProgrammeDose) -> Shown:
    beside = count(row.beside, "conversation", "conversations")
    people = count(row.people, "person", "people")
    columns = [Column(words) for words in ("Phase", *COLUMNS, "Held of due", "Minutes")]
    table = Table(f"Planned and held contacts of {row.programme.name}", columns, [*map(_row, _with_sum(row))])
    return Shown(row.programme.name, f"{people}. {beside} beside the plans", table)


def _with_sum(row: ProgrammeDose) -> tuple[PhaseDose, ...]:
    return (*row.phases, PhaseDose("All", row.people, *_sums(row.phases)))


def file_rows(found: Iterable[ProgrammeDose]) -> list[tuple]:
    """A row a phase and one for all of them, as on the page."""
    return [
        (row.programme.name, dose.phase, *(getattr(dose, name) for name in NAMES), _share(dose), dose.minutes)
        for row in found
        for dose in _with_sum(row)
    ]


def _share(dose: PhaseDose) -> int | str:
    """Of a hundred contacts that were due; empty when none was."""
    return round(100 * dose.held / dose.due) if dose.due else ""


def _sums(phases: Iterable[PhaseDose]) -> Iterable[int]:
    rows = list(phases)
    for name in ("planned", "due", "held", "no_answer", "not_logged", "minutes"):
        yield sum(getattr(row, name) for row in rows)


def _row(dose: PhaseDose) -> Row:
    numbers = [
        Cell(f"{getattr(dose, name):,}", label=label, number=True)
        for name, label in zip(NAMES, COLUMNS, strict=True)
    ]
    share = f"{_share(dose)}%" if dose.due else "–"
    mean = f"{dose.minutes / dose.held:.0f} each" if dose.held and dose.minutes else ""
    return Row((
        Cell(dose.phase, full=True),
        *numbers,
        Cell(share, label="Held of due", number=True),
        Cell(f"{dose.minutes:,}", sub=mean, label="Minutes", number=True),
    ))  # fmt: skip
