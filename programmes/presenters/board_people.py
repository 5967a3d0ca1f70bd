"""Whom one volunteer supports, as tables."""

from datetime import date

from django.urls import reverse

from peersupport.core.charts import LoadBars, load_bars
from peersupport.core.presenters import Cell, Column, Row, Table, Tag
from peersupport.core.templatetags.words import count, day
from programmes.models import Relationship
from programmes.selectors.board_people import Pair, Supported
from volunteers.models import Volunteer


def summary(found: Supported, *, on: date) -> str:
    """`Supports 2 people now. Coach: 1 person can start.`"""
    now = count(len(found.running) + found.hidden, "person", "people")
    return " ".join([f"Supports {now} now.", *found.why])


def load(found: Supported, volunteer: Volunteer) -> LoadBars:
    return load_bars(found.load, limit=volunteer.most_contacts_a_week, who=volunteer.name)


def running(found: Supported, *, on: date) -> Table:
    columns = ("Person", "Role", "Since", "Phase", "Next contact")
    rows = [_running(pair, on) for pair in found.running]
    return Table("People supported now", [Column(words) for words in columns], rows)


def _running(pair: Pair, on: date) -> Row:
    row = pair.relationship
    late = (
        [Tag(f"Late, {count((on - pair.late_on).days, 'day')}", "orange")] if pair.late_on is not None else []
    )
    return Row((
        Cell(row.patient.name, reverse("people-detail", args=[row.patient_id]), sub=f"{row.patient.age(on)}"),
        Cell(tags=[Tag(row.role.name, border=False)]),
        Cell(day(row.started_on), sub=f"ends {day(row.ends_on)}", label="Since", full=True),
        Cell(pair.phase_name or "Over", full=True),
        Cell(day(pair.next_on) or "None planned", tags=late, label="Next contact", full=True),
    ), edge="orange" if late else "")  # fmt: skip


def ended(found: Supported) -> Table:
    columns = ("Person", "Role", "From", "To")
    return Table(
        "People supported before", [Column(words) for words in columns], list(map(_ended, found.ended))
    )


def _ended(row: Relationship) -> Row:
    return Row((
        Cell(row.patient.name, reverse("people-detail", args=[row.patient_id])),
        Cell(tags=[Tag(row.role.name, border=False)]),
        Cell(day(row.started_on), label="From", full=True),
        Cell(day(row.ended_on), label="To", full=True),
    ))  # fmt: skip
