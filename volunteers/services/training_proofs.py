"""What a coordinator records for somebody: a module learned elsewhere, with the certificate."""

from datetime import date, datetime

from django.db import transaction

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import require
from peersupport.audit.services import events
from peersupport.core.errors import Refusal
from peersupport.core.uploads import Upload
from volunteers.models import Certificate, Module, ModuleDone, Volunteer
from volunteers.services.training import finish


class ProofRefused(Refusal):
    """A module that cannot be recorded."""


@transaction.atomic
def record_module(
    *,
    by: Actor,
    volunteer: Volunteer,
    module: Module,
    done_on: date,
    at: datetime,
    today: date,
    upload: Upload | None = None,
) -> ModuleDone:
    """Somebody showed that they have learned this module. A file is kept under a name of ours."""
    require(by, may.WORK_VOLUNTEERS, volunteer, module)
    if done_on > today:
        raise ProofRefused("This day is in the future. Check it.", field="done_on")
    done = finish(by=by, volunteer=volunteer, module=module, done_on=done_on, at=at, today=today)
    if upload:
        if Certificate.objects.of(by.scheme).filter(done=done).exists():
            raise ProofRefused("There is a file for this module and day already.", field="file")
        size = len(upload.content)
        row = Certificate.make(
            scheme=by.scheme, done=done, kind=upload.kind, size=size, content=upload.content
        )
        detail = {"kind": upload.kind, "size": size}
        events.record(by=by, action="certificate.kept", row=row, person=volunteer, at=at, detail=detail)
    return done
