"""Entries to read, and thanks, in words."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils import timezone

from peersupport.core.presenters import Action, Cell, Column, Event, Fact, Row, Table, Tag
from peersupport.core.templatetags.words import day
from programmes.choices import HARD, OUTCOMES, TALKED, TRIED
from programmes.models import Contact
from programmes.presenters.contacts_days import full_day
from programmes.presenters.people_timeline import contact as said

COLOURS = {TRIED: "red"}


def table(rows: Iterable[Contact], *, works: bool) -> Table:
    columns = [Column(words) for words in ("Person", "By", "What happened")]
    columns += [Column("Answer", hidden=True)] if works else []
    return Table(
        "Entries nobody has answered yet, the newest first", columns, [_row(row, works) for row in rows]
    )


def _row(row: Contact, works: bool) -> Row:
    person = row.relationship.patient
    about = f"the entry of {row.logged_by} about {person.name}"
    hard, outcome = row.progress == HARD, Tag(dict(OUTCOMES)[row.outcome], COLOURS.get(row.outcome, "grey"))
    tags = [*([outcome] if row.outcome != TALKED else []), *([Tag("Hard", "orange")] if hard else [])]
    cells = [
        Cell(person.name, reverse("people-plan", args=[person.pk]), sub=day(row.happened_on), full=True),
        Cell(row.logged_by, label="By", sub=_later(row), full=True),
        Cell(said(row), tags=tags, full=True),
    ]
    actions = [
        Action("Read, thank you", reverse("logs-read", args=[row.pk]), about, post=True),
        Action("Write a few words", reverse("logs-thank", args=[row.pk]), f"about {about}"),
    ]
    return Row([*cells, Cell(actions=actions, full=True)] if works else cells, edge="orange" if hard else "")


def _later(row: Contact) -> str:
    """When it was written, if that was not on the day itself."""
    written_on = timezone.localdate(row.logged_at)
    return "" if written_on == row.happened_on else f"on {day(written_on)}"


def facts(row: Contact) -> list[Fact]:
    found = (
        ("Day", day(row.happened_on)),
        ("What happened", said(row)),
        ("Agreed next step", row.next_step),
        ("Logged by", row.logged_by),
    )
    return [Fact(key, value) for key, value in found if value]


def thanks(rows: Iterable[Contact], *, today: date) -> list[Event]:
    """What a volunteer reads of it: whose contact, who thanks, the words."""
    return [_thanks(row, today) for row in rows]


def _thanks(row: Contact, today: date) -> Event:
    about = f"your contact with {row.relationship.patient.short_name} on {full_day(row.happened_on, today)}"
    return Event(f"{answer(row)}", f"About {about}")


def answer(row: Contact) -> str:
    """`Priya: Thank you, well done`, or that it was read."""
    name = row.thanked_by.split()[0] if row.thanked_by else "Your coordinator"
    return f"{name}: {row.thanks}" if row.thanks else f"{name} has read it and says thank you"
