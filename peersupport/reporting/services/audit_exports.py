"""Taking the audit log away is itself an event."""

from datetime import datetime

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import require
from peersupport.audit.services import events


def export(*, by: Actor, at: datetime, rows: int) -> None:
    """Say that so many events were downloaded."""
    require(by, may.SEE_AUDIT)
    events.record(by=by, action="audit.downloaded", row=by.scheme, at=at, detail={"events": rows})
