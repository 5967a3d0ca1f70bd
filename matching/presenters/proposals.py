"""Proposals of a round in words: the list to decide, and one in full."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse

from matching.choices import CHANGE, DECLINE
from matching.models import Conversation, Proposal
from matching.presenters.candidates import PARTS, role_of
from matching.presenters.words import in_short, short_day
from matching.selectors.undecided import Agreed
from peersupport.core.presenters import Action, Cell, Column, Link, Row, ScorePart, Table, Tag
from programmes.presenters.enrolments import wait
from programmes.selectors.together import UNSEEN

SOMEBODY = "Somebody of another team"
LONGEST_LINE = 22  # letters of a name on one line
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


def table(
    rows: Sequence[Proposal], changed: Collection[UUID], agreed: Mapping[UUID, Collection[Agreed]], on: date
) -> Table:
    """Proposals to decide, their explanations loaded."""
    columns = [*map(Column, COLUMNS), Column("Decide", hidden=True)]
    return Table(
        "Proposals, the most urgent first",
        columns,
        [_row(row, changed, _taken_tags(row, agreed.get(row.volunteer_id, ())), on) for row in rows],
    )


def _row(row: Proposal, changed: Collection[UUID], taken_tags: list[Tag], on: date) -> Row:
    place, patient = row.enrolment, row.enrolment.patient
    role = role_of(place)
    new = f". New {role}" if row.enrolment_id in changed else ""
    here = reverse("proposals-detail", args=[row.pk])
    who = f"{row.volunteer.name} for {patient.name}"
    reasons = explained(row)
    return Row((
        Cell(patient.name, reverse("enrolments-matching", args=[place.pk]), full=True, nowrap=_short(patient.name),
             sub=f"{patient.age(on)}, {wait(place.days_waited(on))}"),
        Cell(row.volunteer.name, label="With", sub=f"{free(row)}{new}", full=True, nowrap=_short(row.volunteer.name)),
        Cell(in_short([*reasons.reasons_for[:2]]) or "No special reason", tags=taken_tags, full=True),
        Cell(str(row.percent), label="Fit", number=True),
        Cell(
            actions=[Action("Accept", here, hidden=who)],
            links=[
                Link("Change", f"{here}?decision={CHANGE}", hidden=patient.name),
                Link("Decline", f"{here}?decision={DECLINE}", hidden=patient.name),
            ],
        ),
    ))  # fmt: skip


def _short(name: str) -> bool:
    """Longer names may break, so that the reasons keep their room."""
    return len(name) <= LONGEST_LINE


def held(rows: Sequence[Proposal], talks: Sequence[Conversation]) -> Table:
    """Pairs that no round reshuffles: the next step is on the person's page."""
    columns = [*map(Column, ("Person", "With")), Column("Next", hidden=True)]
    lines = [*map(_agreed, talks), *map(_held, rows)]
    return Table("Decided pairs, which no round reshuffles", columns, lines)


def _held(row: Proposal) -> Row:
    href, name = reverse("enrolments-matching", args=[row.enrolment_id]), row.enrolment.patient.name
    by = f"Accepted in round {row.run.number} by {row.decided_by}, {short_day(row.decided_at)}"
    return Row((
        Cell(name, href, full=True),
        Cell(row.volunteer.name, label="With", sub=by, full=True),
        Cell(actions=[Action("Record their talk", f"{href}#conversation", hidden=name)]),
    ))  # fmt: skip


def _agreed(talk: Conversation) -> Row:
    href, name = reverse("enrolments-matching", args=[talk.enrolment_id]), talk.enrolment.patient.name
    return Row((
        Cell(name, href, full=True),
        Cell(talk.volunteer.name, label="With", sub=f"Both said yes on {short_day(talk.held_on)}", full=True),
        Cell(actions=[Action("Decide now", f"{href}#decision", hidden=name)]),
    ))  # fmt: skip


def taken(row: Proposal, others: Collection[Agreed]) -> list[str]:
    """`Grace Adeyemi and Denise Harper met on 23 November and both said yes. Keep a place for them`: a warning."""
    return [
        f"{one.name or SOMEBODY} and {row.volunteer.name} met on {short_day(one.talk.held_on)} and both said yes. "
        f"Keep a place of {row.volunteer.short_name} for them, or decide about the two first."
        for one in others
        if one.talk.enrolment_id != row.enrolment_id
    ]


def _taken_tags(row: Proposal, others: Collection[Agreed]) -> list[Tag]:
    return [
        Tag(f"{one.name or SOMEBODY} and {row.volunteer.short_name} both said yes", "orange")
        for one in others
        if one.talk.enrolment_id != row.enrolment_id
    ]


def state(row: Proposal) -> str:
    """`This proposal was accepted on 23 November by Priya Nair.`"""
    return f"This proposal {STATES[row.state]} on {short_day(row.decided_at)} by {row.decided_by}."


def note(row: Proposal, *, is_seen: bool) -> str:
    """What the person's own page says of it; `is_seen`: the volunteer may be seen by whoever reads."""
    name, round_ = row.volunteer.name if is_seen else UNSEEN, f"round {row.run.number}"
    if row.state == "accepted":
        later = f", who has a place from {short_day(row.free_on)}," if row.free_on else ""
        return f"You hold {name}{later} for this person since {round_}. Record their talk, then decide."
    return f"{round_[:1].upper()}{round_[1:]} proposes {name}, {row.percent} of 100."
