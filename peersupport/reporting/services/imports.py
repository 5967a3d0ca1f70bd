"""Taking over a scheme's spreadsheets. First every row is judged, then those that may are written.

Each row is a transaction of its own, under a lock of the scheme: a row that is refused, or a machine that
stops, leaves the others as they are, and the next run goes on. Two imports at once take every row once.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import require
from peersupport.accounts.models import Scheme
from peersupport.core.errors import Refusal
from peersupport.core.locks import hold
from peersupport.reporting.selectors.imports import judge
from peersupport.reporting.services.import_rows import Rows
from peersupport.reporting.sheets.folder import Sheets
from peersupport.reporting.sheets.verdicts import Judged, Verdict
from programmes.services.referrals_refused import NotReferred


def take(sheets: Sheets, *, by: Actor, at: datetime, today: date) -> Judged:
    """Take what can be taken, and say what became of every record. `at` is a moment of `today`."""
    require(by, may.IMPORT)
    judged = judge(sheets, scheme=by.scheme, today=today)
    rows = Rows(by, at, today)
    new = [v.value for v in (*judged.volunteers, *judged.referrals) if not v.reason and not v.here]
    with _one_import_at_a_time(by.scheme):
        rows.learn(new)
    return Judged(
        practices=tuple(_take(verdict, rows.practice, by.scheme) for verdict in judged.practices),
        volunteers=tuple(_take(verdict, rows.volunteer, by.scheme) for verdict in judged.volunteers),
        referrals=tuple(_take(verdict, rows.referral, by.scheme) for verdict in judged.referrals),
    )


def _take(verdict: Verdict, write: Callable, scheme: Scheme) -> Verdict:
    """Write one row that was found good. What a service refuses after all becomes its reason."""
    if verdict.reason or verdict.here:
        return verdict
    try:
        with _one_import_at_a_time(scheme):
            write(verdict.value)
    except NotReferred as refusal:
        return verdict.refused(refusal.reason)
    except Refusal as refusal:
        return verdict.refused(refusal.words)
    except ValidationError as error:
        return verdict.refused(error.messages[0])
    return verdict


@contextmanager
def _one_import_at_a_time(scheme: Scheme) -> Iterator[None]:
    """A transaction that other imports of the scheme wait for; all other work goes on, its key is not locked."""
    with transaction.atomic():
        hold(Scheme.objects.all()).get(pk=scheme.pk)
        yield
