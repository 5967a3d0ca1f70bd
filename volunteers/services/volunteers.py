"""Correcting what is known of a volunteer: by a coordinator, or contact details by the volunteer."""

from datetime import datetime

from django.db import transaction

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import NotAllowed, require
from peersupport.accounts.roles import VOLUNTEER
from peersupport.audit.services import events
from peersupport.core.locks import hold
from peersupport.core.versions import refuse_stale
from volunteers.models import Volunteer

OWN = ("called", "email", "phone", "postcode", "life")
ALL = (*OWN, "first_name", "last_name", "born_on", "team", "coordinator", "conditions", "notes")


@transaction.atomic
def change_details(
    *, by: Actor, volunteer: Volunteer, fields: dict, version: int | None, at: datetime
) -> Volunteer:
    """`fields` are columns. With which address somebody signs in stays as it is. Raises Stale."""
    is_own = by.role == VOLUNTEER
    require(by, may.SEE_MY_PEOPLE if is_own else may.WORK_VOLUNTEERS, volunteer)
    if is_own and volunteer.user_id != by.user_key:
        raise NotAllowed
    volunteer = hold(Volunteer.objects.of(by.scheme)).get(pk=volunteer.pk)
    refuse_stale(volunteer, version)
    rows = [fields[name] for name in ("team", "coordinator") if fields.get(name)]
    require(by, may.SEE_MY_PEOPLE if is_own else may.WORK_VOLUNTEERS, *rows)
    new = {name: fields[name] for name in (OWN if is_own else ALL) if name in fields}
    changed = sorted(name for name, value in new.items() if value != getattr(volunteer, name))
    if changed:
        volunteer.change(**new, version=volunteer.version + 1)
        detail = {"columns": changed}
        events.record(
            by=by, action="volunteer.changed", row=volunteer, person=volunteer, at=at, detail=detail
        )
    return volunteer
