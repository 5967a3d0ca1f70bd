"""Requests for a change of a plan in words."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone

from peersupport.core.presenters import Cell, Column, Event, Fact, Link, Row, Table
from peersupport.core.templatetags.words import day
from programmes.choices import APPLIED, ASKED_FOR, END_PERSON, END_VOLUNTEER, PROPOSED
from programmes.models import PlanRequest
from programmes.presenters.reviews import tag

ENDS = {
    END_PERSON: "Support ends today and the person leaves the programme. Contacts to come are cancelled.",
    END_VOLUNTEER: "Support ends today and the person goes back to the waiting list, in their old place.",
}


def asked(row: PlanRequest) -> str:
    """`A pause, for illness or leave of either of us: Mon 30 Nov 2026 to Mon 14 Dec 2026`."""
    words = dict(ASKED_FOR)[row.kind]
    return (
        f"{words}: no contacts from {day(row.from_on)}, again from {day(row.until_on)}"
        if row.from_on
        else words
    )


def facts(row: PlanRequest) -> list[Fact]:
    return [
        Fact("Asked for", asked(row)),
        Fact("Why", row.why),
        Fact("By", f"{row.asked_by}, {day(timezone.localdate(row.asked_at))}"),
    ]


def own(rows: Iterable[PlanRequest]) -> list[Event]:
    """For the volunteer: what became of each, newest first."""
    return [
        Event(
            day(timezone.localdate(row.asked_at)),
            f"{asked(row)}. {_became(row)}",
            timezone.localdate(row.asked_at),
            open=row.state == PROPOSED,
        )
        for row in rows
    ]


def _became(row: PlanRequest) -> str:
    if row.state == PROPOSED:
        return "Your coordinator decides"
    words = "Agreed" if row.state == APPLIED else "Not changed"
    return f"{words} by {row.decided_by}: {row.decided_why}"


def table(rows: Iterable[PlanRequest], works: bool) -> Table:
    columns = [Column(words) for words in ("Asked", "For what", "Why", "State")]
    return Table("Requests of the volunteer", columns, [_row(row, works) for row in rows])


def _row(row: PlanRequest, works: bool) -> Row:
    decide = works and row.state == PROPOSED
    links = (
        [Link("Decide", reverse("requests-decide", args=[row.pk]), "about this request")] if decide else []
    )
    return Row((
        Cell(day(timezone.localdate(row.asked_at)), sub=row.asked_by, full=True),
        Cell(asked(row), label="For what", full=True),
        Cell(row.why, label="Why", full=True),
        Cell(
            tags=[tag(row)], sub=": ".join(filter(None, [row.decided_by, row.decided_why])), links=links, full=True
        ),
    ))  # fmt: skip
