"""The rows of a running plan as the pure core takes them."""

from collections.abc import Iterable
from datetime import date, timedelta

from peersupport.core.calendar import ClosedDays, closed_days
from programmes.choices import CANCELLED, PLANNED
from programmes.models import PlannedContact, Relationship
from programmes.schedule.course import Course, Entry, Pause
from programmes.schedule.taper import Phase
from programmes.selectors.away import days_away
from programmes.selectors.plans import spread_words


def course_of(relationship: Relationship, *, today: date) -> tuple[Course, dict[int, PlannedContact]]:
    """The plan, and its rows by number. Three queries."""
    rows = list(relationship.planned.order_by("number"))
    phases, away = relationship.taper.as_phases(), days_away(relationship.volunteer)
    return as_course(relationship, rows, phases, away=away, today=today)


def as_course(
    relationship: Relationship,
    rows: Iterable[PlannedContact],
    phases: tuple[Phase, ...],
    *,
    away: ClosedDays,
    today: date,
) -> tuple[Course, dict[int, PlannedContact]]:
    """The same of rows in order that are there already."""
    found = {row.number: row for row in rows}
    for row in found.values():
        row.relationship, row.scheme = relationship, relationship.scheme
    entries = [entry_of(row, phases) for row in found.values()]
    closed = closed_days(relationship.scheme.division)
    return Course(entries, today, pause_of(relationship), closed, away), found


def entry_of(row: PlannedContact, phases: tuple[Phase, ...]) -> Entry:
    # A contact from before the plan moved to a taper of fewer phases is like one of its last phase.
    weeks = phases[min(row.phase, len(phases) - 1)].interval_weeks
    state = {PLANNED: "open", CANCELLED: "off"}.get(row.state, "done")
    return Entry(row.number, row.phase, weeks, reckoned_on(row), row.due_on, state, row.done_on)


def reckoned_on(row: PlannedContact) -> date:
    """The day from which distances count: as the taper says, and whole weeks from there if its phase was spread."""
    if row.moved_why != spread_words(row.relationship.role):
        return row.planned_on
    return row.planned_on + timedelta(weeks=(row.due_on - row.planned_on).days // 7)


def pause_of(relationship: Relationship) -> Pause | None:
    first, until = relationship.paused_from_on, relationship.paused_until_on
    return Pause(first, until) if first and until else None
