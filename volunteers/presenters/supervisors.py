"""Words of cover for supervisors, and of the rules of a role."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from peersupport.core.presenters import Action, Cell, Column, Fact, Row, Table, Tag
from peersupport.core.templatetags.words import count, day
from volunteers.models import SupervisionRule, SupervisorCover
from volunteers.selectors.competency import Grounds


def covers(rows: Iterable[SupervisorCover], *, on: date) -> Table:
    columns = [
        *(Column(words) for words in ("Away", "Stands in", "Days", "State")),
        Column("Do", hidden=True),
    ]
    return Table("Who stands in for whom", columns, [_cover(row, on) for row in rows])


def _cover(row: SupervisorCover, on: date) -> Row:
    now = row.starts_on <= on
    end = reverse("standins-end", args=[row.pk])
    words = f"for {row.membership.user.name}"
    return Row((
        Cell(row.membership.user.name, full=True),
        Cell(row.stand_in.user.name, label="Stands in", full=True),
        Cell(f"{day(row.starts_on)} to {day(row.ends_on)}", label="Days", full=True),
        Cell(tags=[Tag("Now", "green") if now else Tag("To come", "blue")], full=True),
        Cell(actions=[Action("End cover", end, hidden=words, post=True)], full=True),
    ))  # fmt: skip


def every(weeks: int | None) -> str:
    return "None" if not weeks else "Every week" if weeks == 1 else f"Every {weeks} weeks"


def rules(rows: Iterable[SupervisionRule], *, on: date) -> Table:
    """All rules of a role, the newest day first."""
    columns = ("Level", "One-to-one", "Group", "At the start", "From")
    return Table(
        "Rules of supervision", [Column(words) for words in columns], [_rule(row, on) for row in rows]
    )


def _rule(row: SupervisionRule, on: date) -> Row:
    start = f"Every {count(row.intensive_every, 'week')} for {count(row.intensive_weeks, 'week')}"
    return Row((
        Cell(row.name, sub=row.shown_by, full=True),
        Cell(every(row.one_weeks), label="One-to-one", full=True),
        Cell(every(row.group_weeks), label="Group", full=True),
        Cell(start if row.intensive_weeks else "As later", label="At the start", full=True),
        Cell(day(row.starts_on), label="From", tags=[Tag("To come", "blue")] if row.starts_on > on else []),
    ))  # fmt: skip


def grounds(found: Grounds) -> list[Fact]:
    """What the records say before a level is decided."""
    levels = ", ".join(f"{name} ({role})" for role, _, name in found.levels) or "No rules for their roles"
    contacts = f"{count(found.contacts, 'contact')} held"
    since = f", the first on {day(found.first_on)}" if found.first_on else ""
    return [
        Fact("Now", levels),
        Fact("Contacts", contacts + since),
        Fact("Supervision", f"Was at {count(found.sessions, 'session')}"),
        Fact("Observed", day(found.observed_on) or "Never yet"),
    ]


def in_short(rows: Iterable[SupervisionRule]) -> str:
    """For the list of roles: `New: one-to-one every 4 weeks. Competent: group every 4 weeks`."""
    found = []
    for row in rows:
        kinds = (("one-to-one", row.one_weeks), ("group", row.group_weeks))
        said = " and ".join(f"{kind} {every(weeks).lower()}" for kind, weeks in kinds if weeks)
        found.append(f"{row.name}: {said}")
    return ". ".join(found) or "No rules yet"
