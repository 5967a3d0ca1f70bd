"""Words of the roles page."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.text import capfirst

from peersupport.core.presenters import Action, Cell, Column, Link, Row, Table, Tag, ToDo
from peersupport.core.templatetags.words import count
from volunteers.choices import NO_CHECK, WITH_GROUPS
from volunteers.models import Role
from volunteers.presenters.supervisors import in_short
from volunteers.selectors.roles import RoleLine

COLUMNS = ("Role", "Check, and why", "Before the first person", "Supervision", "People at once", "Held by")


def table(lines: Iterable[RoleLine], *, caption: str) -> Table:
    columns = [*(Column(words) for words in COLUMNS), Column("Change it", hidden=True)]
    return Table(caption, columns, [_row(line) for line in lines])


def _row(line: RoleLine) -> Row:
    role = line.role
    meaning = role.get_kind_display()
    holders = count(line.held, "person", "people") if line.held else "Nobody"
    return Row((
        Cell(role.name, reverse("roles-detail", args=[role.pk]), sub=meaning if meaning != role.name else ""),
        Cell(check(role), sub=role.check_reason, label="Check", full=True),
        Cell(before(role), label="Before the first person", full=True),
        supervision(line),
        Cell(caseload(role), label="People at once", full=True),
        Cell(holders, label="Held by", tags=[] if role.off_since_on is None else [Tag("Switched off")]),
        Cell(actions=[switch(role)], full=True),
    ))  # fmt: skip


def switch(role: Role) -> Action:
    words = "Switch off" if role.off_since_on is None else "Switch on"
    return Action(words, reverse("roles-switch", args=[role.pk]), hidden=role.name, post=True)


def check(role: Role) -> str:
    if role.check_level == NO_CHECK:
        return "No check"
    return f"{capfirst(role.check_asked)}, renewed after {count(role.check_months, 'month')}"


def before(role: Role) -> str:
    needs = [count(role.references_needed, "reference")] if role.references_needed else []
    needs += ["training"] if role.needs_training else []
    needs += ["agreement"] if role.needs_agreement else []
    words = ", ".join(needs)
    return words[:1].upper() + words[1:] or "Nothing more"


def supervision(line: RoleLine) -> Cell:
    """The rules that hold now, in short, and the way to their page."""
    place, hidden = reverse("roles-supervision", args=[line.role.pk]), f"of supervision, {line.role.name}"
    return Cell("Rules", place, hidden=hidden, sub=in_short(line.rules), label="Supervision", full=True)


def caseload(role: Role) -> str:
    if role.with_groups:
        return WITH_GROUPS[role.kind]
    most = str(role.people_at_once)
    if role.caseload == "budget":
        return f"{most}, within {count(role.caseload_figures.get('contacts', 3), 'contact')} a week"
    return f"{most}, in steps" if role.caseload == "hcc" else most


def ready(kinds: Iterable[tuple[str, str]]) -> list[ToDo]:
    """Meanings without a role, each with the button that makes one."""
    place = reverse("roles-new")
    return [
        ToDo(words, "", Action("Switch on", f"{place}?kind={kind}", hidden=words)) for kind, words in kinds
    ]


def start() -> Action:
    return Action("Begin with these four", reverse("roles-start"), secondary=False, post=True)


def crumbs() -> list[Link]:
    return [Link("Volunteers", reverse("volunteers")), Link("Recruitment", reverse("recruitment"))]
