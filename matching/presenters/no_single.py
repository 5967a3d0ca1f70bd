"""No single peer, in words."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from matching.choices import NO_SINGLE
from matching.models import Decision
from matching.presenters.words import short_day
from matching.selectors.waiting import Waiting
from peersupport.core.presenters import Action, Cell, Column, Filter, Row, Table
from programmes.presenters.enrolments import wait

SINGLE = "single"
COLUMNS = ("Person", "Waited", "Decided", "Why", "Look again")


def filters(show: str, single: int, without: int) -> list[Filter]:
    here = reverse("matching")
    return [
        Filter("Waiting", here, single, show == SINGLE),
        Filter("No single peer", f"{here}?show={NO_SINGLE}", without, show == NO_SINGLE),
    ]


def next_of(decision: str, name: str) -> str:
    """What a decision that matches nobody means for the list."""
    if decision == NO_SINGLE:
        return f"Rounds leave {name} out. The matching page lists {name} under “No single peer”."
    return f"{name} stays on the waiting list."


def decided(decision: Decision) -> str:
    """`No single peer: decided on 20 November by Priya Nair`."""
    return f"No single peer: decided on {short_day(decision.decided_at)} by {decision.decided_by}."


def table(lines: Sequence[Waiting], *, on: date) -> Table:
    columns = [Column(words, hidden=words == "Look again") for words in COLUMNS]
    return Table("People who have no single peer", columns, [_row(line, on) for line in lines])


def _row(line: Waiting, on: date) -> Row:
    place, patient, decision = line.enrolment, line.enrolment.patient, line.decided
    where = patient.practice.name if patient.practice else "no practice"
    again = reverse("enrolments-seek-again", args=[place.pk])
    return Row((
        Cell(patient.name, reverse("enrolments-matching", args=[place.pk]),
             sub=f"{patient.age(on)}, {where}", full=True),
        Cell(wait(line.days), label="Waited", full=True, nowrap=True),
        Cell(short_day(decision.decided_at), sub=decision.decided_by, label="Decided",
             full=True, nowrap=True),
        Cell(decision.why, label="Why", full=True),
        Cell(actions=[Action("Look again", again, hidden=f"for {patient.name}")]),
    ))  # fmt: skip
