"""Tapers and caseload patterns in words."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import groupby

from django.urls import reverse

from peersupport.core.presenters import Action, Cell, Column, PlanDate, PlanPhase, Row, Table, Tag
from peersupport.core.templatetags.words import count, day
from programmes.models import Programme
from programmes.schedule.example import Example
from programmes.schedule.taper import Moved, Phase, PlannedDate
from programmes.selectors.plans import phase_name
from programmes.selectors.tapers import TaperLine

WHY = {Moved.CLOSED: "Bank holiday", Moved.AWAY: "On leave", Moved.CROWDED: "Too near the contact before"}


def table(lines: Iterable[TaperLine], caption: str) -> Table:
    columns = [Column(text) for text in ("Taper", "Phases", "Used by", "Running plans")]
    return Table(caption, [*columns, Column("Change", hidden=True)], [_row(line) for line in lines])


def _row(line: TaperLine) -> Row:
    taper = line.taper
    running = [f"{number} on version {version}" for version, number in sorted(line.running.items())]
    contacts = sum(phase.contacts for phase in line.phases)
    return Row((
        Cell(taper.name, sub=f"Version {taper.version}", full=True),
        Cell(all_phases(line.phases), sub=count(contacts, "contact"), full=True),
        Cell(", ".join(line.programmes) or "No programme", label="Used by", full=True),
        Cell(", ".join(running) or "None", label="Running plans", full=True),
        Cell(actions=_actions(line), full=True),
    ))  # fmt: skip


def _actions(line: TaperLine) -> list[Action]:
    taper = line.taper
    switch = reverse("tapers-switch", args=[taper.pk])
    if taper.retired_on:
        return [Action("Offer it again", switch, taper.name, post=True)]
    change = Action("Change", reverse("tapers-change", args=[taper.pk]), taper.name)
    rename = Action("Rename", reverse("tapers-rename", args=[taper.pk]), taper.name)
    retire = [] if line.programmes else [Action("Stop offering it", switch, taper.name, post=True)]
    return [change, rename, *_move(line), *retire]


def _move(line: TaperLine) -> list[Action]:
    """Only where a running plan is on an older version."""
    if all(version == line.taper.version for version in line.running):
        return []
    return [
        Action("Move running plans", reverse("tapers-move", args=[line.taper.pk]), f"to {line.taper.name}")
    ]


def programmes(rows: Iterable[Programme]) -> Table:
    """Which programme is on which taper."""
    columns = [*map(Column, ("Programme", "Volunteers", "Taper")), Column("Change", hidden=True)]
    return Table("Programmes", columns, [_programme(row) for row in rows])


def _programme(row: Programme) -> Row:
    change = Action("Change", reverse("programmes-taper", args=[row.pk]), f"the taper of {row.name}")
    return Row((
        Cell(row.name, full=True),
        Cell(row.role.name, label="Volunteers", full=True),
        Cell(row.taper.name, sub=f"Version {row.taper.version}", label="Taper", full=True),
        Cell(actions=[change]),
    ))  # fmt: skip


def all_phases(phases: Iterable[Phase]) -> str:
    return ". ".join(map(phase_words, phases))


def phase_words(phase: Phase) -> str:
    """`Weekly: 8 contacts, one a week`."""
    often = "one a week" if phase.interval_weeks == 1 else f"one every {phase.interval_weeks} weeks"
    return f"{phase_name(phase)}: {count(phase.contacts, 'contact')}, {often}"


def next_monday(today: date) -> date:
    return today + timedelta(days=7 - today.weekday())


def summary(dates: Sequence[PlannedDate], start_on: date) -> str:
    weeks = ", ".join(str(contact.week) for contact in dates)
    return f"{count(len(dates), 'contact')}, in weeks {weeks}. The dates are those of a start on {day(start_on)}."


def load(example: Example, role: str) -> str:
    """What the chart beside it shows."""
    whose = f"One {role.lower()}" if role else "One volunteer"
    people = count(example.people, "person", "people")
    return (
        f"{whose} whom nobody leaves early supports {people} in {count(example.months, 'month')}. "
        f"The busiest week has {count(example.busiest, 'contact')}."
    )


def preview(dates: Sequence[PlannedDate], phases: Sequence[Phase]) -> list[PlanPhase]:
    grouped = groupby(dates, key=lambda contact: contact.phase)
    return [
        PlanPhase(phase_name(phases[phase]), [_date(contact) for contact in some]) for phase, some in grouped
    ]


def _date(contact: PlannedDate) -> PlanDate:
    then = "Last contact" if contact.last else "Step-down review" if contact.review else ""
    if contact.moved is None:
        return PlanDate(contact.week, day(contact.due_on), then)
    note = ". ".join(filter(None, [WHY[contact.moved], then]))
    return PlanDate(contact.week, day(contact.due_on), note, Tag("Moved", "yellow"))
