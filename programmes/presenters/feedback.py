"""Words for feedback."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone

from peersupport.core.presenters import Cell, Column, Fact, Row, Table, Tag
from peersupport.core.templatetags.words import day
from programmes.models import Feedback
from volunteers.choices import ANSWERS

SAID = dict(ANSWERS)


def tag(row: Feedback) -> Tag:
    if row.wants_talk and not row.talked_on:
        return Tag("Wants to talk", "red")
    if row.is_unread:
        return Tag("To read", "orange")
    return Tag("Answered", "green") if row.returned_at else Tag("Asked", "blue")


def table(rows: Iterable[Feedback]) -> Table:
    columns = [Column("Person"), Column("Supported by"), Column("Asked"), Column("State")]
    return Table("Feedback", columns, [_row(row) for row in rows])


def _row(row: Feedback) -> Row:
    returned = f"Answered {day(timezone.localdate(row.returned_at))}" if row.returned_at else ""
    return Row((
        Cell(row.relationship.patient.name, reverse("feedback-detail", args=[row.pk]), full=True),
        Cell(row.relationship.volunteer.name, label="Supported by", full=True),
        Cell(day(row.asked_on), sub=row.get_way_display(), label="Asked", full=True),
        Cell(tags=[tag(row)], sub=returned, full=True),
    ))  # fmt: skip


def facts(row: Feedback) -> list[Fact]:
    """The answers in the order of the questions, and what came of it."""
    answers = row.answers.select_related("question").order_by("question__position", "pk")
    found = [Fact(one.question.words, SAID[one.answer]) for one in answers]
    if row.words:
        found.append(Fact("Also said", row.words))
    if row.recorded_by:
        found.append(Fact("Written down by", row.recorded_by))
    if row.read_on and row.words:
        found.append(Fact(f"Read by {row.read_by}", day(row.read_on)))
    if row.talked_on:
        found.append(Fact(f"Talked on {day(row.talked_on)}, {row.talked_by}", row.talk_words))
    return found
