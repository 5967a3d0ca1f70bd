"""Programmes and cohorts in words."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from peersupport.core.presenters import Cell, Column, Row, Table, Tag
from peersupport.core.templatetags.words import day
from programmes.selectors.cohorts import CohortNumbers, ProgrammeCohorts

COLUMNS = ("Cohort", "First day", "Waiting", "Supported", "Ended")


@dataclass(frozen=True)
class Shown:
    """A programme: its name, what it gives, and the table of its cohorts (None while it has none)."""

    title: str
    note: str
    table: Table | None


def programme(row: ProgrammeCohorts, *, today: date) -> Shown:
    offered = row.programme
    note = f"{offered.role.name}. {offered.taper.name}"
    if not row.cohorts:
        return Shown(offered.name, note, None)
    lines = [_row(numbers, today) for numbers in row.cohorts]
    return Shown(offered.name, note, Table(f"Cohorts of {offered.name}", [*map(Column, COLUMNS)], lines))


def _row(numbers: CohortNumbers, today: date) -> Row:
    cohort = numbers.cohort
    closed = cohort.closed_on and cohort.closed_on <= today
    return Row(
        (
            Cell(cohort.name, tags=[Tag("Takes nobody new")] if closed else [], full=True),
            Cell(day(cohort.starts_on), label="From", full=True),
            Cell(str(numbers.waiting), _waiting(numbers), hidden="waiting", label="Waiting", number=True),
            Cell(str(numbers.supported), label="Supported", number=True),
            Cell(str(numbers.ended), label="Ended", number=True),
        )
    )


def _waiting(numbers: CohortNumbers) -> str:
    """Behind a number is its list."""
    return f"{reverse('waiting-list')}?cohort={numbers.cohort.pk}" if numbers.waiting else ""
