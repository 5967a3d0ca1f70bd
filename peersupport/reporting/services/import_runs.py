"""An import through the page: upload, look, take. Files about people are kept no longer than they are needed."""

from datetime import date, datetime, timedelta

from django.db import transaction

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import require
from peersupport.audit.services import events
from peersupport.core.errors import Refusal
from peersupport.core.locks import hold
from peersupport.reporting.choices import CHECKED, IMPORT, TAKEN
from peersupport.reporting.models import ImportRun
from peersupport.reporting.selectors.import_runs import KINDS, sheets_of
from peersupport.reporting.services.imports import take
from peersupport.reporting.sheets.folder import Sheets
from peersupport.reporting.sheets.reports import refused_csv, report
from peersupport.reporting.sheets.verdicts import Judged

KEPT_FOR = timedelta(days=30)


class FilesGone(Refusal):
    words = "The files of this import were removed after 30 days. Upload them again."


@transaction.atomic
def upload(*, texts: dict[str, str], by: Actor, at: datetime) -> ImportRun:
    """Keep the files, by kind, until somebody has looked. Old ones go."""
    require(by, may.IMPORT)
    forget(scheme=by.scheme, before=at - KEPT_FOR)
    run = ImportRun.make(scheme=by.scheme, by_key=by.user_key, by_name=by.name, uploaded_at=at, **texts)
    events.record(by=by, action="import.uploaded", row=run, at=at, detail={"files": sorted(texts)})
    return run


def take_run(*, run: ImportRun, by: Actor, at: datetime, today: date) -> ImportRun:
    """Take the rows. Each is a transaction of its own, so that a second press, or a second person, does no harm."""
    require(by, may.IMPORT, run)
    if run.state == TAKEN:
        return run
    sheets = sheets_of(run)
    if not any(getattr(run, kind) for kind in KINDS):
        raise FilesGone
    return _close(run, sheets, take(sheets, by=by, at=at, today=today), by=by, at=at)


@transaction.atomic
def _close(run: ImportRun, sheets: Sheets, judged: Judged, *, by: Actor, at: datetime) -> ImportRun:
    run = hold(ImportRun.objects.of(by.scheme)).get(pk=run.pk)
    if run.state == TAKEN:
        return run
    IMPORT.check(run.state, TAKEN)
    left = {kind: refused_csv(getattr(sheets, kind), getattr(judged, kind)) for kind in KINDS}
    found = report(judged)
    run.change(state=TAKEN, taken_at=at, report=found, **left)
    counts = {f"{kind}_accepted": found[kind]["accepted"] for kind in found}
    events.record(by=by, action="import.taken", row=run, at=at, detail=counts)
    return run


def forget(*, scheme, before: datetime) -> int:
    """Empty what was uploaded before: the files, and the refused rows. Gives how many imports."""
    old = ImportRun.objects.of(scheme).filter(uploaded_at__lt=before, state__in=(CHECKED, TAKEN))
    return old.update(**dict.fromkeys(KINDS, ""))
