"""Courses, groups and meetings of a volunteer: planned by weeks, cancelled by date."""

from datetime import date, datetime, timedelta

from django.db import transaction

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import require
from peersupport.audit.services import events
from peersupport.core.errors import Refusal
from peersupport.core.locks import hold
from peersupport.core.templatetags.words import day
from volunteers.models import Duty, Volunteer

MOST_DATES = 60
LONGEST = timedelta(days=730)


class DutyRefused(Refusal):
    """A commitment that cannot be planned or cancelled."""


@transaction.atomic
def plan_duties(
    *,
    by: Actor,
    volunteer: Volunteer,
    kind: str,
    name: str,
    starts_on: date,
    every_weeks: int,
    dates: int,
    minutes: int,
    at: datetime,
    today: date,
) -> list[Duty]:
    """So many dates, every so many weeks. A day that is over is a commitment that was kept."""
    require(by, may.WORK_VOLUNTEERS, volunteer)
    hold(Volunteer.objects.of(by.scheme)).get(pk=volunteer.pk)
    if not 1 <= dates <= MOST_DATES:
        raise DutyRefused(f"Choose from 1 to {MOST_DATES} dates.", field="dates")
    days = [starts_on + timedelta(weeks=every_weeks * number) for number in range(dates)]
    if days[0] < today - LONGEST or days[-1] > today + LONGEST:
        raise DutyRefused(
            "Choose days from two years ago to two years ahead. Check the year.", field="starts_on"
        )
    taken = volunteer.duties.held().filter(name=name, on__in=days).order_by("on", "pk").first()
    if taken:
        raise DutyRefused(
            f"This is planned already for {day(taken.on)}. Choose another day.", field="starts_on"
        )
    facts = {"kind": kind, "name": name, "minutes": minutes, "recorded_by": by.name}
    made = [Duty.make(scheme=by.scheme, volunteer=volunteer, on=on, **facts) for on in days]
    detail = {"kind": kind, "starts_on": starts_on.isoformat(), "dates": dates, "minutes": minutes}
    events.record(by=by, action="duties.planned", row=made[0], person=volunteer, at=at, detail=detail)
    return made


@transaction.atomic
def cancel_duty(*, by: Actor, duty: Duty, at: datetime, today: date) -> None:
    """This one date does not happen, or did not. Twice is once."""
    require(by, may.WORK_VOLUNTEERS, duty)
    duty = hold(Duty.objects.of(by.scheme)).get(pk=duty.pk)
    if duty.cancelled_on is None:
        duty.change(cancelled_on=today)
        detail = {"on": duty.on.isoformat()}
        events.record(by=by, action="duty.cancelled", row=duty, person=duty.volunteer, at=at, detail=detail)
