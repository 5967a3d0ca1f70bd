"""A level is decided by a person, on evidence. It changes how often there is supervision, and nothing else."""

from datetime import date, datetime

from django.db import transaction

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import require
from peersupport.audit.services import events
from peersupport.core.errors import Refusal
from peersupport.core.locks import hold
from volunteers.models import LevelDecision, Role, Volunteer


class LevelRefused(Refusal):
    """A level that cannot be decided."""


@transaction.atomic
def decide(
    *, by: Actor, volunteer: Volunteer, role: Role, level: str, evidence: str, at: datetime, today: date
) -> LevelDecision:
    """From today on. Back to a closer level is as easy as onward, and needs its reason too."""
    require(by, may.SUPERVISE, volunteer, role)
    volunteer = hold(Volunteer.objects.of(by.scheme)).get(pk=volunteer.pk)
    if not volunteer.held_roles.filter(role=role, until_on__isnull=True).exists():
        raise LevelRefused(f"{volunteer.short_name} does not hold this role now.", field="role")
    if not evidence.strip():
        raise LevelRefused("Say what you have seen that shows it.", field="evidence")
    row = LevelDecision.make(
        scheme=by.scheme,
        volunteer=volunteer,
        role=role,
        level=level,
        evidence=evidence.strip(),
        decided_on=today,
        decided_by=by.name,
    )
    detail = {"role": str(role.pk), "level": level}
    events.record(by=by, action="level.decided", row=row, person=volunteer, at=at, detail=detail)
    return row
