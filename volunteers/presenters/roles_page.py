"""Words of the page of one role."""

from datetime import date

from django.urls import reverse
from django.utils.http import urlencode

from peersupport.core.presenters import Action, Cell, Column, Fact, Link, Row, Table
from peersupport.core.templatetags.words import count, day
from volunteers.models import Module, Role
from volunteers.presenters.roles import caseload, check, switch
from volunteers.presenters.supervisors import rules as supervision_rules
from volunteers.selectors.agreements import Document
from volunteers.selectors.roles_page import RolePage


def crumbs(*, manages: bool) -> list[Link]:
    roles = [Link("Roles", reverse("roles"))] if manages else []
    return [Link("Volunteers", reverse("volunteers")), *roles]


def note(role: Role) -> str:
    return (
        "Everything this role asks for"
        if role.off_since_on is None
        else "Switched off: offered to nobody new"
    )


def facts(found: RolePage, *, manages: bool) -> list[Fact]:
    """What it is, its check with the reason, what comes first, and how many people at once."""
    role = found.role
    own, caseloads = (reverse(name, args=[role.pk]) for name in ("roles-change", "caseloads-change"))
    lines = (
        ("Name", role.name, own),
        ("Means, for the product", role.get_kind_display(), ""),
        ("Check", check(role), own),
        ("Why this check", role.check_reason, own),
        ("References", count(role.references_needed, "reference") if role.references_needed else "None", own),
        ("Role training", "Must be finished first" if role.needs_training else "Not asked for", own),
        ("Agreement", "Must be signed first" if role.needs_agreement else "Not asked for", own),
        ("People at once", caseload(role), caseloads),
    )
    told = [
        Fact(key, value, change=Link("Change", place, key.lower()) if place and manages else None)
        for key, value, place in lines
    ]
    held = count(found.held, "person", "people") if found.held else "Nobody"
    holders = f"{reverse('volunteers')}?{urlencode({'role': role.pk})}"
    return [
        *told,
        Fact("Held by", held, change=Link("Show", holders, "who holds it") if found.held else None),
    ]


def modules(found: RolePage) -> Table:
    columns = [Column(words) for words in ("Module", "Course", "How", "Refresh")]
    return Table("Modules that the role needs", columns, [_module(row) for row in found.modules])


def _module(row: Module) -> Row:
    again = f"After {count(row.refresh_months, 'month')}" if row.refresh_months else "Never"
    return Row((
        Cell(row.name, full=True),
        Cell(row.course.name, reverse("courses-detail", args=[row.course_id]), label="Course", full=True),
        Cell(row.get_way_display(), label="How", full=True),
        Cell(again, label="Refresh", quiet=not row.refresh_months, full=True),
    ))  # fmt: skip


def documents(found: RolePage) -> Table:
    columns = [Column(words) for words in ("Text", "Newest version", "Not signed")]
    return Table("What is signed", columns, [_document(line) for line in found.documents])


def _document(line: Document) -> Row:
    if line.text is None:
        return Row((Cell(line.name), Cell("Nothing is published yet", quiet=True, full=True), Cell("")))
    return Row((
        Cell(line.name, reverse("agreements-detail", args=[line.text.pk]), full=True),
        Cell(f"Version {line.text.version}, {day(line.text.published_on)}", label="Newest", full=True),
        Cell(str(line.waiting), label="Not signed", number=True),
    ))  # fmt: skip


def rules(found: RolePage, *, on: date) -> Table:
    return supervision_rules(found.rules, on=on)


def actions(role: Role) -> list[Action]:
    return [Action("Change this role", reverse("roles-change", args=[role.pk])), switch(role)]
