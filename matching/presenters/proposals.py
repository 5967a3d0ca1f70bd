"""Proposals of a round in words: the list to decide, and one in full."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse

from matching.choices import CHANGE, DECLINE
from matching.models import Proposal
from matching.presenters.candidates import PARTS, role_of
from matching.presenters.words import in_short, short_day
from peersupport.core.presenters import Action, Cell, Column, Link, Row, ScorePart, Table
from programmes.presenters.enrolments import wait

COLUMNS = ("Person", "Proposed", "Main reason", "Fit")
STATES = {
    "accepted": "was accepted",
    "changed": "was changed",
    "declined": "was declined",
    "superseded": "was replaced by a later round",
}


@dataclass(frozen=True, slots=True)
class Explained:
    """Why a pair is proposed."""

    parts: Sequence[ScorePart]
    reasons_for: Sequence[str]
    reasons_against: Sequence[str]


def title(row: Proposal) -> str:
    return f"{row.volunteer.name} for {row.enrolment.patient.name}"


def free(row: Proposal) -> str:
    """`Now`, `From 14 December`."""
    return f"From {short_day(row.free_on)}" if row.free_on else "Now"


def explained(row: Proposal) -> Explained:
    kept = json.loads(row.explained or "{}")
    parts = [ScorePart(*part) for part in kept.get("parts", ())]
    shown, rest = parts[:PARTS], parts[PARTS:]
    weight = sum(part.out_of for part in rest)
    # As on the person's page: the bars add up to the number above them.
    points = max(0, min(weight, row.percent - sum(part.points for part in shown)))
    others = [ScorePart("Everything else", points, weight)] if weight else []
    return Explained([*shown, *others], kept.get("for", ()), kept.get("against", ()))


def table(rows: Sequence[Proposal], changed: Collection[UUID], on: date) -> Table:
    """Proposals to decide, their explanations loaded."""
    columns = [*map(Column, COLUMNS), Column("Decide", hidden=True)]
    return Table("Proposals, the most urgent first", columns, [_row(row, changed, on) for row in rows])


def _row(row: Proposal, changed: Collection[UUID], on: date) -> Row:
    place, patient = row.enrolment, row.enrolment.patient
    role = role_of(place)
    new = f". New {role}" if row.enrolment_id in changed else ""
    here = reverse("proposals-detail", args=[row.pk])
    who = f"{row.volunteer.name} for {patient.name}"
    reasons = explained(row)
    return Row((
        Cell(patient.name, reverse("enrolments-matching", args=[place.pk]), full=True, nowrap=True,
             sub=f"{patient.age(on)}, {wait(place.days_waited(on))}"),
        Cell(row.volunteer.name, label="With", sub=f"{free(row)}{new}", full=True, nowrap=True),
        Cell(in_short([*reasons.reasons_for[:2]]) or "No special reason", full=True),
        Cell(str(row.percent), label="Fit", number=True),
        Cell(
            actions=[Action("Accept", here, hidden=who)],
            links=[
                Link("Change", f"{here}?decision={CHANGE}", hidden=patient.name),
                Link("Decline", f"{here}?decision={DECLINE}", hidden=patient.name),
            ],
        ),
    ))  # fmt: skip


def held(rows: Sequence[Proposal]) -> Table:
    """Accepted pairs: the next step is on the person's page."""
    columns = [*map(Column, ("Person", "Accepted")), Column("Next", hidden=True)]
    return Table("Accepted, to talk next", columns, [_held(row) for row in rows])


def _held(row: Proposal) -> Row:
    href, name = reverse("enrolments-matching", args=[row.enrolment_id]), row.enrolment.patient.name
    by = f"{row.decided_by}, {short_day(row.decided_at.date())}"
    return Row((
        Cell(name, href, full=True),
        Cell(row.volunteer.name, label="With", sub=by, full=True),
        Cell(actions=[Action("Record their talk", f"{href}#conversation", hidden=name)]),
    ))  # fmt: skip


def state(row: Proposal) -> str:
    """`This proposal was accepted on 23 November by Priya Nair.`"""
    return f"This proposal {STATES[row.state]} on {short_day(row.decided_at.date())} by {row.decided_by}."


def note(row: Proposal) -> str:
    """What the person's own page says of it."""
    name, round_ = row.volunteer.name, f"round {row.run.number}"
    if row.state == "accepted":
        return f"You hold {name} for this person since {round_}. Record their talk, then decide."
    return f"{round_[:1].upper()}{round_[1:]} proposes {name}, {row.percent} of 100."
