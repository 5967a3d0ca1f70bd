"""What a coordinator records for somebody: a module learned elsewhere, with the certificate."""

from datetime import date, datetime

from django.db import transaction

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import require
from peersupport.core.uploads import Upload
from volunteers.models import Module, ModuleDone, Volunteer
from volunteers.services.certificates import keep_seen, refuse_future
from volunteers.services.training import finish


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
    refuse_future(done_on, today)
    done = finish(by=by, volunteer=volunteer, module=module, done_on=done_on, at=at, today=today)
    if upload:
        keep_seen(by=by, done=done, upload=upload, at=at)
    return done
