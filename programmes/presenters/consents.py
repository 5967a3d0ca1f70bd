"""What a person agreed to, in words."""

from collections.abc import Mapping, Sequence

from django.urls import reverse

from peersupport.core.presenters import Action, Cell, Column, Row, Table, Tag
from peersupport.core.templatetags.words import day
from programmes.choices import PURPOSES, SUPPORT, WAITING
from programmes.models import Consent, Patient
from programmes.selectors.people_page import Person

NOW = ("What for", "Now", "Since", "Recorded by", "")
BEFORE = ("What for", "Agreed on", "Taken back on", "Recorded by")


def now(patient: Patient, held: Mapping[str, Consent], *, may_change: bool) -> Table:
    """Each purpose, whether the agreement holds, and the button that changes it."""
    rows = [_row(patient, purpose, held.get(purpose), may_change) for purpose, _ in PURPOSES]
    return Table("What they agree to now", [Column(text, hidden=not text) for text in NOW], rows)


def _row(patient: Patient, purpose: str, consent: Consent | None, may_change: bool) -> Row:
    words = dict(PURPOSES)[purpose]
    name, text = ("people-consent-withdraw", "Take back") if consent else ("people-consent-give", "Record")
    change = Action(text, reverse(name, args=[patient.pk, purpose]), hidden=f"for: {words}")
    state = Tag("Agreed", "green") if consent else Tag("Not agreed")
    since, who = (day(consent.given_on), consent.recorded_by) if consent else ("", "")
    actions = [change] if may_change else []
    return Row([Cell(words), Cell(tags=[state]), Cell(since), Cell(who), Cell(actions=actions)])


def before(rows: Sequence[Consent]) -> Table:
    """Agreements that were taken back."""
    words = dict(PURPOSES)
    lines = [
        Row([
            Cell(words[row.purpose]), Cell(day(row.given_on)), Cell(day(row.withdrawn_on)), Cell(row.recorded_by),
        ])
        for row in rows
    ]  # fmt: skip
    return Table("Taken back", [Column(text) for text in BEFORE], lines)


def consequences(purpose: str, found: Person) -> list[str]:
    """What taking an agreement back does, said before it is done."""
    if purpose != SUPPORT:
        return ["It holds at once: every message asks for the agreement when it is sent"]
    return [*stops(found), "What was recorded stays in the record"]


def stops(found: Person) -> list[str]:
    """What stops for a person whose support ends altogether."""
    name = found.patient.short_name
    ended = [
        f"Support by {row.volunteer.name} ends today, and the contacts to come are cancelled"
        for row in found.running
    ]
    waits = any(place.state == WAITING for place in found.places)
    left = [f"{name} leaves the waiting list"] if waits else []
    return [*ended, *left, f"Nothing more is sent to {name}"]
