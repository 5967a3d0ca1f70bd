"""Who holds which role. A role says which check, training and agreement somebody needs, so it comes first."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import require
from peersupport.audit.services import events
from peersupport.core.errors import Refusal
from peersupport.core.locks import hold
from volunteers.choices import STEPPED_DOWN
from volunteers.models import HeldRole, Role, Volunteer
from volunteers.services.recruitment_moves import advance
from volunteers.services.recruitment_stops import role_stops


class HeldRoleRefused(Refusal):
    """A role that cannot be given or ended."""


@transaction.atomic
def give_roles(
    *, by: Actor, volunteer: Volunteer, roles: Sequence[Role], at: datetime, today: date
) -> list[HeldRole]:
    """Give roles from today on; those held already are left out. For somebody new this is the application."""
    require(by, may.WORK_VOLUNTEERS, volunteer, *roles)
    volunteer = hold(Volunteer.objects.of(by.scheme)).get(pk=volunteer.pk)
    if volunteer.stage == STEPPED_DOWN:
        raise HeldRoleRefused(f"{volunteer.short_name} has stepped down. Move them to Application first.")
    held = set(volunteer.held_roles.filter(until_on__isnull=True).values_list("role_id", flat=True))
    new = [role for role in roles if role.pk not in held]
    off = [role.name for role in new if role.off_since_on]
    if off:
        raise HeldRoleRefused(f"This role is switched off: {', '.join(off)}.", field="roles")
    given = [HeldRole.make(scheme=by.scheme, volunteer=volunteer, role=r, since_on=today) for r in new]
    for row in given:
        detail = {"role": str(row.role_id), "name": row.role.name}
        events.record(by=by, action="role.given", row=row, person=volunteer, at=at, detail=detail)
    advance(volunteer=volunteer, by=by, at=at, today=today)  # what was shown before may be all it needs
    return given


@transaction.atomic
def end_role(*, by: Actor, held: HeldRole, at: datetime, today: date) -> None:
    """The role was held up to yesterday; one that was given today was a mistake, and goes."""
    require(by, may.WORK_VOLUNTEERS, held)
    held = hold(HeldRole.objects.of(by.scheme)).select_related("volunteer", "role").get(pk=held.pk)
    if held.until_on is not None:
        raise HeldRoleRefused("This role has ended already.")
    if words := role_stops(held, today):
        raise HeldRoleRefused(words)
    detail = {"role": str(held.role_id)}
    events.record(by=by, action="role.ended", row=held, person=held.volunteer, at=at, detail=detail)
    if held.since_on >= today:
        held.delete()
    else:
        held.change(until_on=today - timedelta(days=1))
