"""When, how and how far somebody can support; and days away, of which nobody has to say why."""

from datetime import date, datetime, timedelta

from django.db import transaction

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import NotAllowed, require
from peersupport.accounts.roles import VOLUNTEER
from peersupport.audit.services import events
from peersupport.core.errors import Refusal
from peersupport.core.locks import hold
from peersupport.core.templatetags.words import day
from peersupport.core.versions import refuse_stale
from volunteers.choices import STEPPED_DOWN
from volunteers.models import Leave, Volunteer

LONGEST = timedelta(days=366)
# What volunteers say of themselves; to which practices somebody belongs is agreed with a coordinator.
OWN = ("times", "modes", "languages", "travel_miles", "most_people", "most_contacts_a_week")


class LeaveRefused(Refusal):
    """Days away that cannot be recorded."""


@transaction.atomic
def set_availability(
    *, by: Actor, volunteer: Volunteer, fields: dict, version: int | None, at: datetime
) -> Volunteer:
    """Counts for new matches from now on; `fields` are columns. Raises Stale."""
    _require_own(by, volunteer)
    volunteer = hold(Volunteer.objects.of(by.scheme)).get(pk=volunteer.pk)
    refuse_stale(volunteer, version)
    allowed = OWN if by.role == VOLUNTEER else (*OWN, "practices")
    new = {name: fields[name] for name in allowed if name in fields}
    changed = sorted(name for name, value in new.items() if _differs(getattr(volunteer, name), value))
    if changed:
        volunteer.change(**new, version=volunteer.version + 1)
        detail = {"columns": changed}
        events.record(
            by=by, action="availability.changed", row=volunteer, person=volunteer, at=at, detail=detail
        )
    return volunteer


def _differs(old, new) -> bool:
    return set(old) != set(new) if isinstance(new, list | tuple) else old != new


@transaction.atomic
def record_leave(
    *,
    by: Actor,
    volunteer: Volunteer,
    starts_on: date,
    ends_on: date,
    at: datetime,
    today: date,
    reason: str = "",
) -> Leave:
    """Record the first and the last day away. Refuses days that are over, or that overlap with others."""
    _require_own(by, volunteer)
    volunteer = hold(Volunteer.objects.of(by.scheme)).get(pk=volunteer.pk)
    _refuse(volunteer, starts_on, ends_on, today)
    leave = Leave.make(
        scheme=by.scheme,
        volunteer=volunteer,
        starts_on=starts_on,
        ends_on=ends_on,
        reason=reason,
        told_on=today,
    )
    _tell(by, "leave.recorded", leave, at)
    return leave


@transaction.atomic
def change_leave(
    *, by: Actor, leave: Leave, starts_on: date, ends_on: date, at: datetime, today: date, reason: str = ""
) -> Leave:
    """Other days for a leave that is not over. What has passed of it stays as it was."""
    _require_own(by, leave.volunteer)
    hold(Volunteer.objects.of(by.scheme)).get(pk=leave.volunteer_id)
    leave = _held(leave, by)
    if leave.ends_on < today:
        raise LeaveRefused("This leave is over. Record new days.")
    if leave.starts_on < today and starts_on != leave.starts_on:
        raise LeaveRefused(
            "This leave has begun, so its first day stays. Change the last day.", field="starts_on"
        )
    _refuse(leave.volunteer, starts_on, ends_on, today, but=leave)
    leave.change(starts_on=starts_on, ends_on=ends_on, reason=reason)
    _tell(by, "leave.changed", leave, at)
    return leave


@transaction.atomic
def end_leave(*, by: Actor, leave: Leave, at: datetime, today: date) -> None:
    """Back from today on. Leave that has not begun by then is taken back; what is over stays as it was."""
    _require_own(by, leave.volunteer)
    leave = _held(leave, by)
    if leave.ends_on < today:
        raise LeaveRefused("This leave is over already.")
    _tell(by, "leave.ended", leave, at)
    if leave.starts_on < today:
        leave.change(ends_on=today - timedelta(days=1))
    else:
        leave.delete()


def _require_own(by: Actor, volunteer: Volunteer) -> None:
    """Somebody who works with volunteers, or the volunteer about themself."""
    if by.role != VOLUNTEER:
        require(by, may.WORK_VOLUNTEERS, volunteer)
        return
    require(by, may.SEE_MY_PEOPLE, volunteer)
    if volunteer.user_id != by.user_key or volunteer.stage == STEPPED_DOWN:
        raise NotAllowed


def _refuse(
    volunteer: Volunteer, starts_on: date, ends_on: date, today: date, but: Leave | None = None
) -> None:
    if ends_on < starts_on:
        raise LeaveRefused("The last day away is before the first. Check both.", field="ends_on")
    if ends_on < today:
        raise LeaveRefused("These days are over. Record days from today on.", field="ends_on")
    if (starts_on - today) > LONGEST or (ends_on - starts_on) > LONGEST:
        raise LeaveRefused("Days away can be recorded for a year at most. Check the year.", field="ends_on")
    others = volunteer.leave.filter(starts_on__lte=ends_on, ends_on__gte=starts_on)
    other = (others.exclude(pk=but.pk) if but else others).first()
    if other:
        known = f"{day(other.starts_on)} to {day(other.ends_on)}"
        raise LeaveRefused(f"Already away from {known}. End that leave first, or choose other days.")


def _held(leave: Leave, by: Actor) -> Leave:
    """The row anew, locked until the end."""
    rows = Leave.objects.of(by.scheme).select_related("volunteer")
    return hold(rows).get(pk=leave.pk)


def _tell(by: Actor, action: str, leave: Leave, at: datetime) -> None:
    days = {"starts_on": leave.starts_on.isoformat(), "ends_on": leave.ends_on.isoformat()}
    events.record(by=by, action=action, row=leave, person=leave.volunteer, at=at, detail=days)
