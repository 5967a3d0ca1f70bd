"""Who is kept apart, in words."""

from collections.abc import Sequence

from django.urls import reverse

from matching.presenters.words import short_day
from peersupport.core.presenters import Action, Cell, Column, Row, Table
from programmes.models import Exclusion


def table(rows: Sequence[Exclusion]) -> Table:
    columns = [*map(Column, ("Volunteer", "Why not", "Recorded")), Column("Lift", hidden=True)]
    return Table("Kept apart", columns, [_row(row) for row in rows])


def _row(row: Exclusion) -> Row:
    lift = Action("Lift", reverse("exclusions-lift", args=[row.pk]), hidden=row.volunteer.name, post=True)
    return Row((
        Cell(row.volunteer.name, reverse("volunteers-detail", args=[row.volunteer_id]), full=True),
        Cell(row.get_kind_display(), sub=row.reason, full=True),
        Cell(short_day(row.since_on), sub=row.recorded_by, full=True),
        Cell(actions=[lift]),
    ))  # fmt: skip
