"""A volunteer who is taken over from another register, with the evidence that came along."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import require
from peersupport.audit.services import events
from peersupport.core.calendar import add_months
from volunteers.choices import AGREEMENT, CHECKS, NO_CHECK, READY, TRAINING
from volunteers.models import Agreement, Check, HeldRole, Role, Training, Volunteer


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was seen before, each with its date; no date: not seen."""

    check_level: str = ""
    checked_on: date | None = None
    trained_on: date | None = None
    signed_on: date | None = None


@transaction.atomic
def take_over(
    *, fields: dict, roles: list[Role], evidence: Evidence, by: Actor, at: datetime, today: date
) -> Volunteer:
    """Make the volunteer with roles and evidence. `fields` are columns of the Volunteer, `ref` among them.

    The stage is where the evidence leads: the first thing that is still missing, or ready.
    """
    require(by, may.WORK_VOLUNTEERS, *roles)
    volunteer = Volunteer.make(
        scheme=by.scheme,
        stage=stage_of(roles, evidence),
        stage_since_on=today,
        coordinator=by.membership,
        **fields,
    )
    for role in roles:
        HeldRole.make(scheme=by.scheme, volunteer=volunteer, role=role, since_on=volunteer.joined_on or today)
    _keep(volunteer, roles, evidence)
    detail = {"ref": volunteer.ref, "stage": volunteer.stage, "roles": [role.name for role in roles]}
    events.record(by=by, action="volunteer.taken_over", row=volunteer, person=volunteer, at=at, detail=detail)
    return volunteer


def stage_of(roles: list[Role], evidence: Evidence) -> str:
    """The first stage whose evidence is missing for any of the roles. Whether a check still holds is the gate's."""
    if any(role.check_level != NO_CHECK for role in roles) and not evidence.checked_on:
        return CHECKS
    if any(role.needs_training for role in roles) and not evidence.trained_on:
        return TRAINING
    return AGREEMENT if any(role.needs_agreement for role in roles) and not evidence.signed_on else READY


def _keep(volunteer: Volunteer, roles: list[Role], evidence: Evidence) -> None:
    about = {"scheme": volunteer.scheme, "volunteer": volunteer}
    if evidence.checked_on and evidence.check_level != NO_CHECK:
        renew_by_on = add_months(evidence.checked_on, min(role.check_months for role in roles))
        Check.make(
            level=evidence.check_level,
            workforce=roles[0].workforce,
            issued_on=evidence.checked_on,
            renew_by_on=renew_by_on,
            **about,
        )
    if evidence.trained_on:
        Training.make(finished_on=evidence.trained_on, **about)
    if evidence.signed_on:
        Agreement.make(signed_on=evidence.signed_on, **about)
