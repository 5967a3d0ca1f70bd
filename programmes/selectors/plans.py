"""A plan of contacts: before it starts (`preview`), and as it goes (`plan_of`, for the taper chart)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby, pairwise
from uuid import UUID

from peersupport.core import charts
from peersupport.core.calendar import closed_days
from peersupport.core.charts.taper import State
from programmes.choices import CANCELLED, HELD, MISSED, NO_ANSWER, PLANNED, PLANNED_STATES, REFUSED
from programmes.models import PlannedContact, Relationship, Taper
from programmes.schedule.days import weeks_between
from programmes.schedule.load import Phases, stagger, week_of, weekly_load
from programmes.schedule.taper import Moved, Phase, plan
from programmes.schedule.windows import windows
from programmes.selectors.away import days_away
from volunteers.models import Role, Volunteer

LONGEST_AGO = timedelta(weeks=26)
PAUSED_THEN = "Paused"

SHAPES: dict[str, State] = {
    PLANNED: "planned", HELD: "held", NO_ANSWER: "none", REFUSED: "off", MISSED: "off", CANCELLED: "gone",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Slot:
    """One contact to be: the columns of a PlannedContact, and whether it is the last."""

    number: int
    week: int
    phase: int
    phase_name: str
    planned_on: date
    due_on: date
    opens_on: date
    closes_on: date
    moved_why: str
    reviews: bool
    last: bool


def preview(
    *, taper: Taper, volunteer: Volunteer, role: Role, start_on: date, spread: Phases | None = None
) -> tuple[Slot, ...]:
    """Every contact of a plan that would start on that day. Three queries; raises TaperError, NoOpenDay.

    Bank holidays of the scheme's division are closed days, the volunteer's leave days away. Fortnightly and rarer
    phases are staggered by a week at most, so that the weeks of the volunteer's other people stay light: as
    `spread` says, else beside plans that stay as they are.
    """
    phases, closed, away = taper.as_phases(), closed_days(volunteer.scheme.division), days_away(volunteer)
    if spread is None:
        loads = weekly_load([days_ahead(volunteer, since=week_of(start_on))])
        spread = stagger(phases, start=start_on, loads=loads, closed=closed, away=away)
    contacts = plan(spread, start=start_on, closed=closed, away=away)
    as_written = [one.original_on - timedelta(weeks=spread[one.phase].shift_weeks) for one in contacts]
    spans = windows([contact.due_on for contact in contacts])
    return tuple(
        Slot(
            number=contact.number,
            week=contact.week,
            phase=contact.phase,
            phase_name=phase_name(phases[contact.phase]),
            planned_on=written,
            due_on=contact.due_on,
            opens_on=span.opens_on,
            closes_on=span.closes_on,
            moved_why=moved_words(contact.moved, role)
            or (spread_words(role) if contact.due_on != written else ""),
            reviews=contact.review,
            last=contact.last,
        )
        for contact, written, span in zip(contacts, as_written, spans, strict=True)
    )


def before(slots: Sequence[Slot], today: date) -> int:
    """How many contacts lie before today: the missed part of a late start, about which somebody has to be asked."""
    return sum(slot.due_on < today for slot in slots)


def why_too_long_ago(slots: Sequence[Slot], start_on: date, today: date) -> str:
    """A sentence for a start that lies too far back; empty when it does not."""
    if start_on < today - LONGEST_AGO:
        return "The first contact can be half a year ago at most."
    if before(slots, today) == len(slots):
        return "All contacts of this plan would be over. Choose a later first contact."
    return ""


def spread_words(role: Role) -> str:
    return f"Spreads the {role.name[:40].lower()}’s weeks"


def oftener(contacts: Iterable, phases: Sequence[Phase]) -> dict[int, int]:
    """By number, how many weeks after the one before a contact comes, where these are fewer than its phase says.

    Of planned contacts, or of lines of a proposed change.
    """
    found = {}
    for earlier, later in pairwise(contacts):
        weeks = weeks_between(earlier.planned_on, later.planned_on)
        usual = phases[min(later.phase, len(phases) - 1)].interval_weeks
        if earlier.phase == later.phase and weeks < usual:
            found[later.number] = weeks
    return found


def phase_name(phase: Phase) -> str:
    return phase.name or ("Weekly" if phase.interval_weeks == 1 else f"Every {phase.interval_weeks} weeks")


def moved_by_itself(role: Role) -> set[str]:
    """What `moved_why` says unless people agreed another day."""
    return {"", PAUSED_THEN, spread_words(role), *(moved_words(one, role) for one in Moved)}


def moved_words(moved: Moved | None, role: Role) -> str:
    words = {
        Moved.CLOSED: "Bank holiday",
        Moved.AWAY: f"{role.name[:50]} on leave",
        Moved.CROWDED: "Too near the contact before",
    }
    return words[moved] if moved else ""


def days_ahead(volunteer: Volunteer, *, since: date) -> list[date]:
    """Every contact that a volunteer still has to hold from that day on, of all their people. One query."""
    rows = PlannedContact.objects.of(volunteer.scheme_id).open()
    mine = rows.filter(relationship__volunteer=volunteer, due_on__gte=since)
    return list(mine.order_by("due_on", "pk").values_list("due_on", flat=True))


@dataclass(frozen=True, slots=True)
class Plan:
    """A running or ended plan as `charts.taper` takes it, and the figures for the line above it.

    `contacts` are the dots in order, each with its state (held, none, late, planned, off, gone), phase and words;
    `week` is today's week, counted from 1 (0 before the start), of `weeks`; `due` are contacts due by today or done
    already, `logged` those that have an answer; `next_on` is the next contact still to come, today's included.

        charts.taper(title=…, phases=plan.phases, contacts=plan.contacts, start=plan.start_on, today=today)
    """

    start_on: date
    last_on: date
    phases: tuple[charts.Phase, ...]
    contacts: tuple[charts.Contact, ...]
    week: int
    weeks: int
    due: int
    logged: int
    next_on: date | None

    @property
    def counts(self) -> Counter[str]:
        """How many dots of each state."""
        return Counter(contact.state for contact in self.contacts)


def plan_of(relationship: Relationship, *, on: date) -> Plan | None:
    """The plan of one relationship, None without planned contacts. Two queries."""
    return plans_of([relationship], on=on).get(relationship.pk)


def plans_of(relationships: Iterable[Relationship], *, on: date) -> dict[UUID, Plan]:
    """Plans by key of relationship, with two queries however many; those without contacts are left out."""
    people = list(relationships)
    if not people:
        return {}
    mine = PlannedContact.objects.of(people[0].scheme_id).filter(relationship__in=people)
    late = set(mine.overdue(on).values_list("pk", flat=True))
    rows = mine.order_by("relationship_id", "number")
    return {key: _drawn(list(some), late, on) for key, some in groupby(rows, lambda row: row.relationship_id)}


def _drawn(rows: list[PlannedContact], late: set[UUID], on: date) -> Plan:
    ends = {row.phase: charts.Phase(row.phase_name, row.week) for row in rows}
    due = [row for row in rows if row.is_due(on)]
    ahead = [row.due_on for row in rows if row.state == PLANNED and row.due_on >= on]
    return Plan(
        start_on=rows[0].planned_on,
        last_on=rows[-1].due_on,
        phases=tuple(ends[phase] for phase in sorted(ends)),
        contacts=tuple(_dot(row, row.pk in late) for row in rows),
        week=max(0, (on - rows[0].planned_on).days // 7 + 1),
        weeks=rows[-1].week,
        due=len(due),
        logged=sum(row.state != PLANNED for row in due),
        next_on=min(ahead, default=None),
    )


def _dot(row: PlannedContact, is_late: bool) -> charts.Contact:
    if is_late:
        return charts.Contact(row.week, row.due_on, "late", row.phase_name, "Late: not logged yet")
    words = dict(PLANNED_STATES)[row.state]
    return charts.Contact(row.week, row.due_on, SHAPES[row.state], row.phase_name, words)
