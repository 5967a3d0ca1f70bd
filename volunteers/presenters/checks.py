"""A volunteer's evidence as tables: roles, checks, training and agreement."""

from datetime import date

from django.urls import reverse
from django.utils.text import capfirst

from peersupport.core.presenters import Action, Cell, Column, Row, Table, Tag
from peersupport.core.templatetags.words import count, day
from volunteers.choices import BASIC
from volunteers.models import Agreement, Check, HeldRole
from volunteers.selectors.checks import SOON_DAYS
from volunteers.selectors.volunteers import Record


def state(ends_on: date | None, on: date, counts: bool = True) -> Tag:
    """In date, running out, or over, in words."""
    if not counts:
        return Tag("Replaced")
    left = (ends_on - on).days if ends_on else SOON_DAYS + 1
    if left < 0:
        return Tag(f"Ran out {count(-left, 'day')} ago", "orange")
    if left <= SOON_DAYS:
        return Tag("Runs out today" if not left else f"Runs out in {count(left, 'day')}", "yellow")
    return Tag("In date", "green")


def checks(record: Record, *, on: date, works: bool = False) -> Table:
    """`works`: this person may look a check up and correct it."""
    columns = [Column(words) for words in ("Level", "Issued, and seen by", "Renew by", "Number", "State")]
    columns += [Column("Do", hidden=True)] if works else []
    newest = record.checks[0] if record.checks else None
    rows = [_check(check, on, check.pk in record.counts, works, check != newest) for check in record.checks]
    return Table("Checks, newest first", columns, rows)


def _check(check: Check, on: date, counts: bool, works: bool, replaced: bool) -> Row:
    """A check on which no role rests was replaced by a newer one, or is not needed now."""
    sub = "" if check.level == BASIC else f"Workforce: {check.get_workforce_display().lower()}"
    sub += ". Update Service" if check.on_update_service else ""
    do = (Cell(actions=_check_actions(check, counts), full=True),) if works else ()
    tag = state(check.renew_by_on, on, counts) if counts or replaced else Tag("Not needed now")
    return Row((
        Cell(check.get_level_display(), sub=sub.removeprefix(". ")),
        Cell(day(check.issued_on), sub=check.seen_by or "Not known who saw it", label="Issued", full=True),
        Cell(day(check.renew_by_on), label="Renew by", full=True),
        Cell(check.number or "Not written down", label="Number", quiet=not check.number, full=True),
        Cell(tags=[tag], full=True, nowrap=True),
        *do,
    ))  # fmt: skip


def _check_actions(check: Check, counts: bool) -> list[Action]:
    hidden = f"the check of {day(check.issued_on)}"
    look = [Action("Look it up", reverse("checks-look", args=[check.pk]), hidden=hidden)]
    correct = Action("Correct", reverse("checks-correct", args=[check.pk]), hidden=hidden)
    return [*(look if counts and check.on_update_service else []), correct]


def roles(record: Record, *, on: date, works: bool = False) -> Table:
    """`works`: this person may end a role."""
    columns = [Column(words) for words in ("Role", "Held since", "Check it needs", "Why this check")]
    columns += [Column("Do", hidden=True)] if works else []
    return Table("Roles", columns, [_role(held, on, works) for held in record.roles])


def _role(held: HeldRole, on: date, works: bool) -> Row:
    over = held.until_on is not None and held.until_on < on
    since = f"{day(held.since_on)} to {day(held.until_on)}" if over else day(held.since_on)
    end = Action("End", reverse("held-roles-end", args=[held.pk]), hidden=f"the role {held.role.name}")
    cells = (
        Cell(held.role.name, reverse("roles-detail", args=[held.role_id])),
        Cell(since, label="Since", full=True),
        Cell(capfirst(held.role.check_asked), label="Check", full=True),
        Cell(held.role.check_reason, full=True, quiet=True),
    )
    return Row((*cells, Cell(actions=() if held.until_on else (end,), full=True)) if works else cells)


def learned(record: Record, *, on: date) -> Table:
    """Training and agreement: what, when, and whether it still counts."""
    rows = [
        _line(f"{role.name} training", one.brought, one.finished_on, one.until, state(one.until, on))
        for role, one in record.training
    ]
    current = dict(signatures(record))
    for row in record.agreements:
        until = current.get(row)
        how = f"On paper, seen by {row.seen_by}" if row.seen_by else ""
        rows.append(_line(row.name, how, row.signed_on, until, state(until, on, row in current)))
    columns = ("What", "Finished or signed", "Counts until", "State")
    return Table("Training and agreement", [Column(words) for words in columns], rows)


def signatures(record: Record) -> list[tuple[Agreement, date | None]]:
    """The newest signature of each document, and the last day on which it counts when a newer text is to be signed."""
    until = {one.role: one.by_on for one in record.owed}
    found: dict = {}
    for row in record.agreements:
        role = row.text.role_id if row.text_id else row.role_id
        found.setdefault(role, (row, until.get(role)))
    return list(found.values())


def _line(name: str, how: str, on: date, until: date | None, tag: Tag) -> Row:
    return Row((
        Cell(name, sub=how),
        Cell(day(on), label="On", full=True),
        Cell(day(until) if until else "No end", label="Counts until", full=True),
        Cell(tags=[tag], full=True),
    ))  # fmt: skip
