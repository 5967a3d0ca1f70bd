"""Caseload patterns in words, and an example as figures and bars."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.urls import reverse

from peersupport.core.charts import LoadChart, Week, load_chart
from peersupport.core.presenters import Action, Cell, Column, Row, Table
from peersupport.core.templatetags.words import count, day
from programmes.models import CaseloadVersion
from programmes.schedule.caseload import Growing
from programmes.schedule.example import Example
from programmes.selectors.caseloads import CaseloadPage, Wanted, columns_of
from volunteers.models import Role

USUAL_LIMIT = 3  # contacts a week, until a volunteer says otherwise


def table(roles: Iterable[Role], versions: Mapping) -> Table:
    columns = [Column("Role"), Column("How many people at once"), Column("Change", hidden=True)]
    return Table("Caseload of each role", columns, [_role(role, versions) for role in roles])


def _role(role: Role, versions: Mapping) -> Row:
    change = Action("Change", reverse("caseloads-change", args=[role.pk]), f"the caseload of {role.name}")
    return Row((
        Cell(role.name, sub=f"Version {versions.get(role.pk, 1)}", full=True),
        Cell(words(columns_of(role)), full=True),
        Cell(actions=[change]),
    ))  # fmt: skip


def words(wanted: Wanted) -> str:
    """`2 people at first. 1 more when all have stepped down. …`"""
    if wanted.caseload == "hcc":
        usual = Growing()
        first, *later = wanted.figures.get("joins", usual.joins)
        months = wanted.figures.get("months", usual.cycle_months)
        steps = [
            f"{number} more when all have stepped down{' again' if place else ''}"
            for place, number in enumerate(later)
        ]
        parts = [f"{count(first, 'person', 'people')} at first", *steps]
        return f"{', '.join(parts)}. After {count(months, 'month')} it starts again."
    people = f"{count(wanted.people_at_once, 'person', 'people')} at a time"
    if wanted.caseload == "budget":
        contacts = wanted.figures.get("contacts", 3)
        return f"{count(contacts, 'contact')} a week in every week of a new plan, {people} at most."
    return f"{people}."


def about(page: CaseloadPage) -> str:
    if not page.programmes:
        return "No programme uses this role yet, so the example has the usual taper of 14 contacts."
    return f"Used by {', '.join(page.programmes)}. A programme that needs another caseload needs a role of its own."


def summary(example: Example) -> list[str]:
    """When people start, how many in a year, and the busiest week."""
    joins = ", ".join(f"{number} on {day(on)}" for on, number in example.joins[:12]) or "nobody"
    busiest = f"The busiest week has {count(example.busiest, 'contact')}"
    over = " That is more than the usual 3 a week." if example.busiest > USUAL_LIMIT else ""
    return [
        f"People start: {joins}",
        f"{count(example.people, 'person', 'people')} in {count(example.months, 'month')}",
        f"{busiest}.{over}",
    ]


def chart(example: Example) -> LoadChart:
    weeks = [
        Week(monday, example.first.get(monday, 0), example.later.get(monday, 0)) for monday in example.weeks
    ]
    busiest = f"The busiest week has {count(example.busiest, 'contact')}. The table below has every week."
    drawn = load_chart(
        weeks, limit=USUAL_LIMIT, who="the volunteer", title="Contacts of one volunteer, week by week",
        before_words="People who start first", added_words="People who start later",
    )  # fmt: skip
    return replace(drawn, description=busiest, limit_words=f"Usual limit: {USUAL_LIMIT} a week")


def versions(rows: Iterable[CaseloadVersion]) -> Table:
    columns = [Column(text) for text in ("Version", "How many people at once", "Since", "Why", "By")]
    return Table("All versions", columns, [_version(row) for row in rows])


def _version(row: CaseloadVersion) -> Row:
    wanted = Wanted(row.caseload, row.people_at_once, row.figures)
    return Row((
        Cell(str(row.version), label="Version"),
        Cell(words(wanted), full=True),
        Cell(day(row.since_on) if row.since_on else "The start", label="Since", full=True),
        Cell(row.why, label="Why", full=True),
        Cell(row.changed_by, label="By", full=True),
    ))  # fmt: skip
