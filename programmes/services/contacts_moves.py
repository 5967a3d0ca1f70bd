"""Moving one planned contact to another day. Past contacts and the rest of the plan stay as they are."""

from datetime import date, datetime

from peersupport.accounts.actors import Actor
from peersupport.audit.services import events
from peersupport.core.errors import Refusal
from peersupport.core.templatetags.words import long_day
from programmes.choices import PLANNED
from programmes.models import PlannedContact
from programmes.schedule.windows import windows
from programmes.selectors.contacts_plan import Plan, may_move
from programmes.selectors.course import pause_of
from programmes.services import contacts_messages as messages


class NotThatDay(Refusal):
    """The contact cannot move to the day somebody wants."""

    field = "next_on"


def move(
    planned: PlannedContact,
    plan: Plan,
    *,
    to: date,
    latest: date,
    why: str,
    today: date,
    by: Actor,
    at: datetime,
) -> None:
    """Move a planned contact, and fit its window and those beside it. Call it with the relationship locked.

    The last of all may come on `latest` at the latest. Raises NotThatDay for a day outside `may_move`.
    """
    if to == planned.due_on:
        return
    _refuse_outside(planned, plan, to, today, latest)
    reset(planned, to=to, why=why, by=by, at=at)
    fit_windows(plan)


def fit_windows(plan: Plan) -> None:
    """Open and close every contact that is still to be logged as the days of its neighbours say now."""
    for row, (opens_on, closes_on) in zip(plan, windows([row.due_on for row in plan]), strict=True):
        if row.state == PLANNED and (row.opens_on, row.closes_on) != (opens_on, closes_on):
            row.change(opens_on=opens_on, closes_on=closes_on)


def reset(planned: PlannedContact, *, to: date, why: str, by: Actor, at: datetime) -> None:
    """Change the day a contact is due, say who and why, and take back what was to be said about the old day."""
    messages.take_back(planned)
    detail = {"number": planned.number, "from": planned.due_on.isoformat(), "to": to.isoformat(), "why": why}
    window = {"opens_on": min(planned.opens_on, to), "closes_on": max(planned.closes_on, to)}
    planned.change(due_on=to, moved_why=why, **window)
    events.record(
        by=by,
        action="planned_contact.moved",
        row=planned,
        person=planned.relationship.patient,
        at=at,
        detail=detail,
    )


def _refuse_outside(planned: PlannedContact, plan: Plan, to: date, today: date, latest: date) -> None:
    pause = pause_of(planned.relationship)
    if pause and pause.holds(to):
        raise NotThatDay(f"Support is paused then. Choose a day from {long_day(pause.until_on)} on.")
    first, last = may_move(planned, plan, today=today, latest=latest)
    if planned == plan[-1] and to > last == planned.relationship.ends_on:
        raise NotThatDay(
            f"Support ends on {long_day(latest)}, as was agreed. Ask a coordinator for a later end. "
            f"A talk until {long_day(planned.closes_on)} still counts: log it then."
        )
    if first > last:
        raise NotThatDay(
            f"There is no day left before the next contact on {_next_day(planned, plan)}. "
            "Choose “It did not happen” and talk then."
        )
    if not first <= to <= last:
        clash = f"There is a contact on {long_day(to)} already. " if any(r.due_on == to for r in plan) else ""
        raise NotThatDay(f"{clash}Choose a day from {long_day(first)} to {long_day(last)}.")


def _next_day(planned: PlannedContact, plan: Plan) -> str:
    return next((long_day(row.due_on) for row in plan if row.number > planned.number), "")
