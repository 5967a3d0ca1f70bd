"""Who supervises whom, and who stands in for a supervisor who is away."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import require
from peersupport.accounts.models import Membership
from peersupport.audit.services import events
from peersupport.core.errors import Refusal
from peersupport.core.locks import hold
from volunteers.choices import COORDINATES
from volunteers.models import Supervisor, SupervisorCover, Volunteer

LONGEST = timedelta(days=366)


class SupervisorRefused(Refusal):
    """Somebody who cannot supervise, or days that cannot be covered."""


@transaction.atomic
def name_supervisor(
    *, by: Actor, volunteers: Sequence[Volunteer], membership: Membership, at: datetime, today: date
) -> list[Supervisor]:
    """From today on. Whoever supervised them before did so up to yesterday."""
    require(by, may.SUPERVISE, membership, *volunteers)
    _refuse(membership, today, field="membership")
    rows = Volunteer.objects.of(by.scheme).filter(pk__in=[one.pk for one in volunteers]).order_by("pk")
    return [_name(by, one, membership, at, today) for one in hold(rows)]


def _name(by: Actor, volunteer: Volunteer, membership: Membership, at: datetime, today: date) -> Supervisor:
    now = volunteer.supervisors.filter(until_on__isnull=True).first()
    if now and now.membership_id == membership.pk:
        return now
    if now and now.since_on >= today:
        now.delete()
    elif now:
        now.change(until_on=today - timedelta(days=1))
    row = Supervisor.make(scheme=by.scheme, volunteer=volunteer, membership=membership, since_on=today)
    detail = {"membership": str(membership.pk)}
    events.record(by=by, action="supervisor.named", row=row, person=volunteer, at=at, detail=detail)
    return row


@transaction.atomic
def record_cover(
    *,
    by: Actor,
    membership: Membership,
    stand_in: Membership,
    starts_on: date,
    ends_on: date,
    at: datetime,
    today: date,
) -> SupervisorCover:
    """`stand_in` supervises all whom `membership` supervises, from one day to another."""
    require(by, may.SUPERVISE, membership, stand_in)
    _refuse(stand_in, ends_on, field="stand_in")
    if membership.pk == stand_in.pk:
        raise SupervisorRefused("Somebody cannot stand in for themself. Choose another.", field="stand_in")
    if ends_on < starts_on:
        raise SupervisorRefused("The last day is before the first. Check both.", field="ends_on")
    if ends_on < today or ends_on > today + LONGEST:
        raise SupervisorRefused("Choose days from today on, within a year.", field="ends_on")
    rows = SupervisorCover.objects.of(by.scheme).filter(membership=membership)
    if rows.filter(starts_on__lte=ends_on, ends_on__gte=starts_on).exists():
        raise SupervisorRefused("Somebody stands in on some of these days already. End that first.")
    about = {"starts_on": starts_on, "ends_on": ends_on, "made_by": by.name}
    row = SupervisorCover.make(scheme=by.scheme, membership=membership, stand_in=stand_in, **about)
    detail = {"starts_on": starts_on.isoformat(), "ends_on": ends_on.isoformat()}
    events.record(by=by, action="supervisor_cover.recorded", row=row, at=at, detail=detail)
    return row


@transaction.atomic
def end_cover(*, by: Actor, cover: SupervisorCover, at: datetime, today: date) -> None:
    """The supervisor is back from today on; cover that has not begun is taken back. Over is over."""
    require(by, may.SUPERVISE, cover)
    row = hold(SupervisorCover.objects.of(by.scheme)).filter(pk=cover.pk).first()
    if row is None or row.ends_on < today:
        return
    events.record(by=by, action="supervisor_cover.ended", row=row, at=at)
    if row.starts_on < today:
        row.change(ends_on=today - timedelta(days=1))
    else:
        row.delete()


def _refuse(membership: Membership, day: date, *, field: str) -> None:
    gone = membership.ends_on and membership.ends_on < day
    if membership.role not in COORDINATES or gone or not membership.user.is_active:
        raise SupervisorRefused("This person cannot supervise then. Choose another.", field=field)
