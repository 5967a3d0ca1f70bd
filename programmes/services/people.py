"""Putting a person's record right: how to reach them, who they are, what they need."""

from datetime import datetime

from django.db import transaction

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import NotAllowed, require
from peersupport.audit.services import events
from peersupport.core.constraints import refused_by
from peersupport.core.errors import Refusal
from peersupport.core.locks import hold
from peersupport.core.versions import refuse_stale
from programmes.models import Patient
from programmes.models.patients import ONE_PER_NUMBER

COLUMNS = (
    "first_name",
    "last_name",
    "called",
    "born_on",
    "nhs_number",
    "phone",
    "may_leave_message",
    "email",
    "postcode",
    "practice",
    "modes",
    "needs",
    "needs_other",
    "safety",
)


class NumberTaken(Refusal):
    words = "Somebody else of the scheme has this NHS number. Check it, and look for a second record."
    field = "nhs_number"


@transaction.atomic
def change_details(
    *, patient: Patient, fields: dict, version: int | None, by: Actor, at: datetime
) -> Patient:
    """`fields` are columns out of COLUMNS. Raises Stale, NumberTaken."""
    require(by, may.WORK_REFERRALS, patient, *filter(None, [fields.get("practice")]))
    row = hold(Patient.objects.visible_to(by)).filter(pk=patient.pk).first()
    if row is None:
        raise NotAllowed
    refuse_stale(row, version)
    new = {name: fields[name] for name in COLUMNS if name in fields}
    changed = sorted(name for name, value in new.items() if _differs(getattr(row, name), value))
    if not changed:
        return row
    number = new.get("nhs_number")
    if number and Patient.objects.of(by.scheme).exclude(pk=row.pk).filter(nhs_number=number).exists():
        raise NumberTaken
    if number:
        new["nhs_number_reason"] = ""
    elif "nhs_number" in changed:
        new["nhs_number_reason"] = row.nhs_number_reason or "unknown"
    with refused_by(ONE_PER_NUMBER, NumberTaken):
        row.change(**new, version=row.version + 1)
    events.record(by=by, action="patient.changed", row=row, person=row, at=at, detail={"columns": changed})
    return row


def _differs(old, new) -> bool:
    return set(old) != set(new) if isinstance(new, list | tuple) else old != new
