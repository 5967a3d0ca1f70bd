"""Words for hours, weeks, milestones and thanks."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone

from peersupport.core.presenters import Action, Cell, Column, Event, Fact, Row, Table, ToDo
from peersupport.core.templatetags.words import count, day, long_day
from volunteers.choices import (
    ACTIVITIES,
    CONTACT,
    CONTACTS_HELD,
    COURSE,
    HOURS_GIVEN,
    MEETING,
    OTHER_DUTY,
    TRAINED,
)
from volunteers.models import Duty, MilestoneReached, MilestoneRule, Thanks
from volunteers.selectors.recognition import Sheet
from volunteers.selectors.recognition_hours import Hours
from volunteers.selectors.workload import Week

ONE = {
    CONTACT: ("contact", "contacts"),
    COURSE: ("course or group", "courses and groups"),
    TRAINED: ("training session", "training sessions"),
    MEETING: ("meeting", "meetings"),
    OTHER_DUTY: ("other commitment", "other commitments"),
}


def span(minutes: int) -> str:
    """`2 hours 30 minutes`, `45 minutes`."""
    hours, left = divmod(minutes, 60)
    parts = [count(hours, "hour")] * bool(hours) + [count(left, "minute")] * bool(left or not hours)
    return " ".join(parts)


def of_kinds(counts: dict[str, int]) -> str:
    """`2 contacts, 1 meeting`; empty for nothing."""
    return ", ".join(count(counts[kind], *ONE[kind]) for kind, _ in ACTIVITIES if counts.get(kind))


def hours_table(found: Hours) -> Table:
    columns = [Column("What"), Column("How often"), Column("Time")]
    names = dict(ACTIVITIES)
    rows = [
        Row((
            Cell(names[kind], full=True),
            Cell(f"{one.times}", label="How often", full=True),
            Cell(span(one.minutes), sub=_unknown(one.unknown), label="Time", full=True),
        ))
        for kind, one in found.kinds.items()
    ]  # fmt: skip
    return Table(f"Hours from {day(found.first)} to {day(found.last)}", columns, rows)


def _unknown(number: int) -> str:
    return f"{count(number, 'time')} without a length, not counted" if number else ""


def total(found: Hours) -> str:
    return span(found.minutes)


def weeks_table(weeks: Iterable[Week]) -> Table:
    """The weeks ahead, each with everything planned."""
    columns = [Column("Week from"), Column("Planned"), Column("Time, about")]
    rows = [
        Row((
            Cell(day(week.monday), full=True),
            Cell(of_kinds(week.counts) or "Nothing planned", quiet=not week.counts, full=True),
            Cell(span(week.minutes) if week.minutes else "", label="Time, about", full=True),
        ))
        for week in weeks
    ]  # fmt: skip
    return Table("All commitments of the next weeks", columns, rows)


def busy_weeks(weeks: Iterable[Week]) -> list[str]:
    """For a phone, the weeks with something in them: `Week from Mon 30 Nov 2026: 1 contact, about 40 minutes`."""
    return [
        f"Week from {day(week.monday)}: {of_kinds(week.counts)}, about {span(week.minutes)}"
        for week in weeks
        if week.counts
    ]


def duties_table(rows: Iterable[Duty], *, works: bool) -> Table:
    columns = [Column("Day"), Column("What"), Column("How long"), *([Column("Cancel", hidden=True)] * works)]
    return Table("Courses, groups and meetings to come", columns, [_duty(row, works) for row in rows])


def _duty(row: Duty, works: bool) -> Row:
    cells = [
        Cell(day(row.on), full=True),
        Cell(row.name, sub=row.get_kind_display(), full=True),
        Cell(span(row.minutes), label="How long", full=True),
    ]
    if works:
        place = reverse("duties-cancel", args=[row.pk])
        cells.append(
            Cell(
                actions=[Action("Cancel", place, hidden=f"{row.name} on {day(row.on)}", post=True)], full=True
            )
        )
    return Row(cells)


def milestone(rule: MilestoneRule) -> str:
    """`First contact`, `100 contacts`, `2 years as a volunteer`."""
    if rule.measure == CONTACTS_HELD:
        return "First contact" if rule.number == 1 else f"{rule.number:,} contacts"
    if rule.measure == HOURS_GIVEN:
        return f"{count(rule.number, 'hour')} given"
    return f"{count(rule.number, 'year')} as a volunteer"


def reached(rows: Iterable[MilestoneReached]) -> list[Event]:
    return [Event(day(row.reached_on), milestone(row.rule), row.reached_on) for row in rows]


def unthanked(rows: Iterable[MilestoneReached]) -> list[tuple[MilestoneReached, str]]:
    """For the form of thanks."""
    return [
        (row, f"{milestone(row.rule)}, reached {day(row.reached_on)}") for row in rows if not row.thanked_on
    ]


def thanks(rows: Iterable[Thanks]) -> list[dict[str, str]]:
    return [
        {"words": row.words, "by": f"{row.said_by.user.name}, {day(timezone.localdate(row.said_at))}"}
        for row in rows
    ]


def rule_todos(rows: Iterable[MilestoneRule]) -> list[ToDo]:
    return [
        ToDo(
            milestone(row),
            action=Action("End", reverse("milestones-end", args=[row.pk]), hidden=milestone(row), post=True),
        )
        for row in rows
    ]


def sheet_facts(found: Sheet) -> list[Fact]:
    """Dates, roles, training and hours: facts only."""
    who = found.volunteer
    left = long_day(who.left_on) if who.left_on else "Still a volunteer"
    facts = [
        Fact("Name", f"{who.first_name} {who.last_name}"),
        Fact("Volunteer since", long_day(who.joined_on) or "Not known"),
        Fact("Until", left),
    ]
    roles = [f"{row.role.name}: {day(row.since_on)} to {day(row.until_on) or 'now'}" for row in found.roles]
    training = [f"{name}: finished {day(on)}" for name, on in found.training]
    names = dict(ACTIVITIES)
    spent = [f"{names[kind]}: {span(one.minutes)}" for kind, one in found.hours.kinds.items()]
    facts += [
        Fact("Roles", "\n".join(roles) or "None yet"),
        Fact("Training", "\n".join(training) or "None yet"),
    ]
    return [*facts, Fact("Time given", "\n".join([total(found.hours), *spent]))]
