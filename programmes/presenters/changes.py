"""Changes of a plan in words: before and after, and what was changed when by whom."""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import zip_longest

from django.urls import reverse
from django.utils import timezone

from peersupport.core.presenters import Cell, Column, Row, Table, Tag
from peersupport.core.templatetags.words import count, day
from programmes.choices import CHANGES, END
from programmes.models import PlanChange, PlannedContact
from programmes.selectors.changes import Line, Proposed
from programmes.selectors.changes_cover import StandIn
from programmes.selectors.plans import oftener

NOT_POSSIBLE = "This is no longer possible. Leave the plan as it is, and say so."


def preview(proposed: Proposed) -> Table:
    """Each contact to come, before and after."""
    columns = [Column(words) for words in ("Contact", "Before", "After")]
    sooner = oftener(proposed.lines, proposed.relationship.taper.as_phases())
    return Table(
        "Contacts to come, before and after", columns, [_line(line, sooner) for line in proposed.lines]
    )


def pace(number: int, sooner: Mapping[int, int]) -> str:
    """`1 week after the one before`, of a contact that comes sooner than its phase says."""
    return f"{count(sooner[number], 'week')} after the one before" if number in sooner else ""


def _line(line: Line, sooner: Mapping[int, int]) -> Row:
    tags = []
    if line.before_on is None:
        tags = [Tag("New", "blue")]
    elif line.before_on != line.due_on:
        tags = [Tag("Moved", "yellow")]
    why = f"{line.moved_why}, was {day(line.planned_on)}" if line.moved_why else ""
    return Row((
        Cell(f"{line.number}. {line.phase_name}", sub=pace(line.number, sooner)),
        Cell(day(line.before_on) or "None", label="Before", full=True),
        Cell(day(line.due_on), sub=why, label="After", tags=tags, full=True),
    ))  # fmt: skip


def summary(proposed: Proposed) -> str:
    """`11 contacts move. Support ends on Mon 1 Jun 2027 instead of Mon 12 Apr 2027.`"""
    moved = sum(bool(line.before_on) and line.before_on != line.due_on for line in proposed.lines)
    added = sum(line.before_on is None for line in proposed.lines)
    parts = [f"{count(added, 'contact')} more"] if added else []
    parts.append(
        f"{count(moved, 'contact')} {'moves' if moved == 1 else 'move'}" if moved else "no contact moves"
    )
    said = ", ".join(parts)
    before, after = proposed.relationship.ends_on, proposed.ends_on
    ends = f"Support ends on {day(after)}"
    ends += ", as agreed" if before == after else f" instead of {day(before)}"
    return f"{said[:1].upper()}{said[1:]}. {ends}.{closer(proposed)}"


def closer(proposed: Proposed) -> str:
    """` To keep to that end, contacts 13 and 14 come a week sooner after the one before than their phase says.`"""
    if not proposed.closer:
        return ""
    *rest, last = map(str, proposed.closer)
    numbers = f"contacts {', '.join(rest)} and {last} come" if rest else f"contact {last} comes"
    return f" To keep to that end, {numbers} a week sooner after the one before than the phase says."


def cancelled(rows: Iterable[PlannedContact]) -> Table:
    """What ending support today takes off the plan."""
    columns = [Column(words) for words in ("Contact", "Before", "After")]
    lines = [
        Row((
            Cell(f"{row.number}. {row.phase_name}"),
            Cell(day(row.due_on), label="Before", full=True),
            Cell("Cancelled", label="After"),
        ))
        for row in rows
    ]  # fmt: skip
    return Table("Contacts to come, before and after", columns, lines)


def changes(rows: Iterable[PlanChange], *, reads_why: bool) -> Table:
    """What was changed, newest first. Why support ended is for those who match people (`reads_why`)."""
    columns = [Column(words) for words in ("When", "What", "Next contacts", "Why", "By")]
    return Table("Changes of the plan", columns, [_change(row, reads_why) for row in rows])


def _change(row: PlanChange, reads_why: bool) -> Row:
    hidden = row.kind == END and not reads_why
    same = "As they were" if row.before else "None to come"
    return Row((
        Cell(day(timezone.localdate(row.changed_at)), nowrap=True),
        Cell(dict(CHANGES)[row.kind], full=True),
        Cell(_moved(row) or same, label="Next contact", full=True),
        Cell("Private" if hidden else row.why, quiet=hidden, label="Why", full=True),
        Cell(row.changed_by, label="By", full=True),
    ))  # fmt: skip


def _moved(row: PlanChange) -> str:
    """The first contact in order that is on another day: a plan may begin to move months ahead."""
    pairs = zip_longest(row.before, row.after, fillvalue="")
    moved = (f"{_day(before)} before, {_day(after)} after" for before, after in pairs if before != after)
    return next(moved, "")


def stand_in(one: StandIn) -> str:
    """`Abdul Rahman, until Fri 4 Dec 2026`, as a list of choices says it."""
    return f"{one.volunteer.name}, {_when(one, 'until', 'from')}" if one.why else one.volunteer.name


def stand_ins(rows: Iterable[StandIn]) -> Table:
    """Those who cannot the whole time."""
    columns = [Column(words) for words in ("Volunteer", "Can stand in", "Why")]
    lines = [
        Row((
            Cell(one.volunteer.name, reverse("volunteers-detail", args=[one.volunteer.pk]), full=True),
            Cell(_when(one), label="Can stand in", full=True, nowrap=True),
            Cell(one.why, label="Why", full=True),
        ))
        for one in rows
    ]  # fmt: skip
    return Table("Who cannot stand in the whole time", columns, lines)


def _when(one: StandIn, until: str = "Until", since: str = "From") -> str:
    if one.until:
        return f"{until} {day(one.until)}"
    return f"{since} {day(one.from_on)}" if one.from_on else "Not then"


def _day(iso: str) -> str:
    return day(date.fromisoformat(iso)) if iso else "None"
