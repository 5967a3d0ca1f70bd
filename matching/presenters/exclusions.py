"""Who is kept apart, in words."""

from collections.abc import Sequence

from django.urls import reverse

from matching.presenters.words import short_day
from matching.selectors.exclusions import Bond
from peersupport.core.presenters import Action, Cell, Column, Link, Row, Table
from programmes.models import Exclusion, Patient


def table(rows: Sequence[Exclusion]) -> Table:
    columns = [*map(Column, ("Volunteer", "Why not", "Recorded")), Column("Lift", hidden=True)]
    return Table("Kept apart", columns, [_row(row) for row in rows])


def bonds(rows: Sequence[Bond], person: Patient) -> list[Link]:
    """Where what binds them now comes to an end."""
    plan = reverse("people-plan", args=[person.pk])
    return [
        Link(f"Stop cover by {row.volunteer.name}", plan)
        if row.cover
        else Link(
            f"End support by {row.volunteer.name}", reverse("relationships-end", args=[row.relationship.pk])
        )
        for row in rows
    ]


def _row(row: Exclusion) -> Row:
    lift = Action("Lift", reverse("exclusions-lift", args=[row.pk]), hidden=row.volunteer.name, post=True)
    return Row((
        Cell(row.volunteer.name, reverse("volunteers-detail", args=[row.volunteer_id]), full=True),
        Cell(row.get_kind_display(), sub=row.reason, full=True),
        Cell(short_day(row.since_on), sub=row.recorded_by, full=True),
        Cell(actions=[lift]),
    ))  # fmt: skip
