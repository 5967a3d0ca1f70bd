"""The plan and the log as tables."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.core.presenters import Action, Cell, Colour, Column, Link, Row, Table, Tag
from peersupport.core.templatetags.words import count, day
from programmes.choices import (
    CANCELLED,
    HELD,
    MISSED,
    NO_ANSWER,
    PAUSED,
    PLANNED,
    PLANNED_STATES,
    REFUSED,
    RELATIONSHIP_STATES,
)
from programmes.models import Contact
from programmes.presenters.changes import pace
from programmes.presenters.people_page import drawn
from programmes.presenters.people_plan_changes import below
from programmes.presenters.people_timeline import contact
from programmes.selectors.people_plan import Slot, Support
from programmes.selectors.plans import oftener

COLOURS: dict[str, Colour] = {
    PLANNED: "white", HELD: "green", NO_ANSWER: "red", REFUSED: "grey", MISSED: "orange", CANCELLED: "grey",
}  # fmt: skip


def section(support: Support, *, actor, on: date) -> dict:
    """One relationship: heading, line below it, chart, tables."""
    row = support.relationship
    until = f"to {day(row.ended_on)}" if row.ended_on else f"ends {day(row.ends_on)}"
    state = dict(RELATIONSHIP_STATES)[row.state].lower()
    if row.state == PAUSED:
        state = f"paused from {day(row.paused_from_on)}, contacts again from {day(row.paused_until_on)}"
    return {
        "id": f"plan-{row.pk}",
        "title": f"{row.role.name}: {row.volunteer.name}",
        "note": f"From {day(row.started_on)}, {until}. {state[:1].upper()}{state[1:]}",
        "chart": drawn(row, support.plan, on=on) if support.plan else None,
        "planned": planned(support, actor=actor, on=on),
        "extra": extra(support.extra),
        **below(support, actor=actor, on=on),
    }


def planned(support: Support, *, actor, on: date) -> Table:
    works = support.relationship.ended_on is None and actor.can(may.LOG_CONTACTS)
    plans = works and actor.can(may.PLAN_SUPPORT)
    columns = [Column(words) for words in ("Contact", "Due", "Phase", "State", "What happened")]
    if works:
        columns.append(Column("Do", hidden=True))
    name = support.relationship.volunteer.name
    stay = [slot.planned for slot in support.slots if slot.planned.state != CANCELLED]
    sooner = oftener(stay, support.relationship.taper.as_phases())
    rows = [_slot(slot, works, plans, on, pace(slot.planned.number, sooner)) for slot in support.slots]
    return Table(f"Planned contacts with {name}", columns, rows)


def _slot(slot: Slot, works: bool, plans: bool, on: date, sooner: str) -> Row:
    row, late = slot.planned, slot.days_late
    moved = f". Moved from {day(row.planned_on)}. {row.moved_why}" if row.due_on != row.planned_on else ""
    words = f"Late, {count(late, 'day')}" if late else dict(PLANNED_STATES)[row.state]
    happened = "\n".join(f"{day(log.happened_on)}: {contact(log)}" for log in slot.logs)
    cells = [
        Cell(f"{row.number}", label="Contact"),
        Cell(
            day(row.due_on),
            sub=f"Week {row.week}{moved}".rstrip(". "),
            label="Due",
            full=True,
            nowrap=not moved,
        ),
        Cell(
            row.phase_name,
            sub=". ".join(filter(None, [sooner, "Step-down review" if row.reviews else ""])),
            full=True,
        ),
        Cell(tags=[Tag(words, "orange" if late else COLOURS[row.state])], nowrap=True),
        Cell(happened, full=True),
    ]
    if works:
        cells.append(Cell(actions=_log(slot, on), links=_change(slot) if plans else ()))
    return Row(cells, edge="orange" if late else "")


def _log(slot: Slot, on: date) -> Iterable[Action]:
    """Only what may be logged now has a button."""
    row = slot.planned
    if row.state != PLANNED or row.opens_on > on:
        return ()
    href = f"{reverse('relationships-log', args=[row.relationship_id])}?planned={row.pk}"
    return (Action("Log", href, f"contact {row.number}"),)


def _change(slot: Slot) -> Iterable[Link]:
    """A contact that nobody has logged can be moved or skipped."""
    row = slot.planned
    if row.state != PLANNED:
        return ()
    return (Link("Move or skip", reverse("contacts-change", args=[row.pk]), f"contact {row.number}"),)


def extra(logs: Iterable[Contact]) -> Table:
    columns = [Column(words) for words in ("Day", "What happened", "Logged by")]
    rows = [
        Row(
            (
                Cell(day(log.happened_on)),
                Cell(contact(log), full=True),
                Cell(log.logged_by, label="Logged by", full=True),
            )
        )
        for log in reversed(list(logs))
    ]
    return Table("Contacts that were not planned", columns, rows)
