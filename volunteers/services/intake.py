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
from volunteers.selectors.gate import eligibility, evidence_of

# The gate's codes of what was never seen, by the stage that waits for it.
NEVER_SEEN = {
    CHECKS: {"check-missing", "check-level"},
    TRAINING: {"training", "training-none"},
    AGREEMENT: {"agreement", "agreement-none"},
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was seen before, each with its date; no date: not seen. `refresh_by_on` is the day on the certificate of
    the training, if it has one: else the rule of the course says when it is to be refreshed.
    """

    check_level: str = ""
    checked_on: date | None = None
    trained_on: date | None = None
    signed_on: date | None = None
    check_number: str = ""
    check_seen_by: str = ""
    refresh_by_on: date | None = None


@transaction.atomic
def take_over(
    *, fields: dict, roles: list[Role], evidence: Evidence, by: Actor, at: datetime, today: date
) -> Volunteer:
    """Make the volunteer with roles and evidence. `fields` are columns of the Volunteer, `ref` among them.

    The stage is where the evidence leads, as the gate says: the first thing that is still missing, or ready.
    """
    require(by, may.WORK_VOLUNTEERS, *roles)
    volunteer = Volunteer.make(
        scheme=by.scheme,
        stage=CHECKS,
        stage_since_on=today,
        coordinator=by.membership,
        **fields,
    )
    for role in roles:
        HeldRole.make(scheme=by.scheme, volunteer=volunteer, role=role, since_on=volunteer.joined_on or today)
    _keep(volunteer, roles, evidence)
    volunteer.change(stage=_stage(volunteer, roles, today))
    detail = {"ref": volunteer.ref, "stage": volunteer.stage, "roles": [role.name for role in roles]}
    events.record(by=by, action="volunteer.taken_over", row=volunteer, person=volunteer, at=at, detail=detail)
    return volunteer


def _stage(volunteer: Volunteer, roles: list[Role], today: date) -> str:
    """The first stage of which the gate misses something for any of the roles.

    What has run out was there once: whoever worked with us is ready, and the gate keeps new people from them.
    """
    evidence = evidence_of([volunteer])[volunteer.pk]
    missing = {reason.code for role in roles for reason in eligibility(evidence, role, today).reasons}
    return next((stage for stage, codes in NEVER_SEEN.items() if missing & codes), READY)


def _keep(volunteer: Volunteer, roles: list[Role], evidence: Evidence) -> None:
    about = {"scheme": volunteer.scheme, "volunteer": volunteer}
    if evidence.checked_on and evidence.check_level != NO_CHECK:
        renew_by_on = add_months(evidence.checked_on, min(role.check_months for role in roles))
        Check.make(
            level=evidence.check_level,
            workforce=roles[0].workforce,
            issued_on=evidence.checked_on,
            number=evidence.check_number,
            seen_by=evidence.check_seen_by,
            renew_by_on=renew_by_on,
            **about,
        )
    for kind in {role.kind for role in roles if role.needs_training} if evidence.trained_on else ():
        days = {"finished_on": evidence.trained_on, "refresh_by_on": evidence.refresh_by_on}
        Training.make(kind=kind, **days, **about)
    for role in (role for role in roles if role.needs_agreement) if evidence.signed_on else ():
        Agreement.make(role=role, signed_on=evidence.signed_on, **about)
