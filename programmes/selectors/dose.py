"""Planned against delivered contacts, phase by phase (feature T9)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from programmes.choices import HELD, TALKED
from programmes.models import Contact, PlannedContact


@dataclass(frozen=True, slots=True)
class Dose:
    """`planned` contacts of a phase, `due` and `held` ones of these, and the minutes talked in them."""

    phase: str
    planned: int
    due: int
    held: int
    minutes: int


def doses(planned: Iterable[PlannedContact], logs: Iterable[Contact], *, on: date) -> list[Dose]:
    """From the rows of one relationship, in order; no query. Cancelled contacts stay in what was planned."""
    rows, minutes = list(planned), _minutes(logs)
    grouped = groupby(rows, key=lambda row: (row.phase, row.phase_name))
    return [_dose(name, list(some), minutes, on) for (_, name), some in grouped]


def _dose(name: str, rows: list[PlannedContact], minutes: dict, on: date) -> Dose:
    return Dose(
        phase=name,
        planned=len(rows),
        due=sum(row.is_due(on) for row in rows),
        held=sum(row.state == HELD for row in rows),
        minutes=sum(minutes.get(row.pk, 0) for row in rows),
    )


def _minutes(logs: Iterable[Contact]) -> dict:
    talks = [log for log in logs if log.outcome == TALKED and log.planned_id]
    found: dict = {}
    for log in talks:
        found[log.planned_id] = found.get(log.planned_id, 0) + (log.minutes or 0)
    return found
