"""Days away. No reason is asked for: people who live with a condition fall ill, and say so without blame."""

from datetime import date, datetime, timedelta

from django.db import transaction

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import require
from peersupport.audit.services import events
from peersupport.core.errors import Refusal
from peersupport.core.templatetags.words import day
from volunteers.models import Leave, Volunteer

LONGEST = timedelta(days=366)


class LeaveRefused(Refusal):
    """Days away that cannot be recorded."""


@transaction.atomic
def record_leave(
    *, by: Actor, volunteer: Volunteer, starts_on: date, ends_on: date, at: datetime, today: date
) -> Leave:
    """Record the first and the last day away. Refuses days that are over, or that overlap with others."""
    require(by, may.WORK_VOLUNTEERS, volunteer)
    volunteer = Volunteer.objects.of(by.scheme).select_for_update().get(pk=volunteer.pk)
    if ends_on < starts_on:
        raise LeaveRefused("The last day away is before the first. Check both.", field="ends_on")
    if ends_on < today:
        raise LeaveRefused("These days are over. Record days from today on.", field="ends_on")
    if starts_on > today + LONGEST or ends_on > starts_on + LONGEST:
        raise LeaveRefused("Days away can be recorded for a year at most. Check the year.", field="ends_on")
    other = volunteer.leave.filter(starts_on__lte=ends_on, ends_on__gte=starts_on).first()
    if other:
        known = f"{day(other.starts_on)} to {day(other.ends_on)}"
        raise LeaveRefused(f"Already away from {known}. End that leave first, or choose other days.")
    leave = Leave.make(scheme=by.scheme, volunteer=volunteer, starts_on=starts_on, ends_on=ends_on)
    _tell(by, "leave.recorded", leave, at)
    return leave


@transaction.atomic
def end_leave(*, by: Actor, leave: Leave, at: datetime, today: date) -> None:
    """Back from today on. Leave that has not begun by then is taken back; what is over stays as it was."""
    require(by, may.WORK_VOLUNTEERS, leave)
    leave = _held(leave, by)
    if leave.ends_on < today:
        raise LeaveRefused("This leave is over already.")
    _tell(by, "leave.ended", leave, at)
    if leave.starts_on < today:
        leave.change(ends_on=today - timedelta(days=1))
    else:
        leave.delete()


def _held(leave: Leave, by: Actor) -> Leave:
    """The row anew, locked until the end."""
    rows = Leave.objects.of(by.scheme).select_related("volunteer")
    return rows.select_for_update(of=("self",)).get(pk=leave.pk)


def _tell(by: Actor, action: str, leave: Leave, at: datetime) -> None:
    days = {"starts_on": leave.starts_on.isoformat(), "ends_on": leave.ends_on.isoformat()}
    events.record(by=by, action=action, row=leave, person=leave.volunteer, at=at, detail=days)
