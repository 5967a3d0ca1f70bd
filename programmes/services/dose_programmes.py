"""Taking the figures of planned and held contacts away is an event."""

from datetime import date, datetime

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import require
from peersupport.audit.services import events


def export(*, by: Actor, at: datetime, rows: int, since: date | None) -> None:
    """Say that so many rows were downloaded, of contacts due since a day or of all."""
    require(by, may.SEE_REPORTS)
    detail = {"rows": rows, "since": since.isoformat() if since else ""}
    events.record(by=by, action="dose.downloaded", row=by.scheme, at=at, detail=detail)
