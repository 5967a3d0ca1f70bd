"""Taking over a scheme's spreadsheets. First every row is judged, then those that may are written.

Each row is a transaction of its own, under a lock of the scheme: a row that is refused, or a machine that
stops, leaves the others as they are, and the next run goes on. Two imports at once take every row once.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial

from django.db import transaction

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import require
from peersupport.accounts.models import Scheme
from peersupport.core.errors import Refusal
from peersupport.reporting.selectors.imports import Known, known
from peersupport.reporting.services.import_rows import Rows
from peersupport.reporting.services.schemes import OFFERS
from peersupport.reporting.sheets import practices, referrals, verdicts, volunteers
from peersupport.reporting.sheets.folder import Sheets
from peersupport.reporting.sheets.verdicts import Verdict
from programmes.services.referrals_refused import NotReferred


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict for every record of the three sheets."""

    practices: tuple[Verdict, ...] = ()
    volunteers: tuple[Verdict, ...] = ()
    referrals: tuple[Verdict, ...] = ()


def judge(sheets: Sheets, *, scheme: Scheme | None, today: date) -> Judged:
    """What would be taken and refused. Writes nothing; no scheme: one that would be opened."""
    has = known(scheme) if scheme else Known(roles=dict.fromkeys(offer.role.lower() for offer in OFFERS))
    places = _each(sheets.practices, practices.read)
    codes = has.practices | {verdict.value.code for verdict in places if not verdict.reason}
    roles = frozenset(has.roles)
    people = _each(sheets.volunteers, partial(volunteers.read, roles=roles, today=today))
    asked = _each(sheets.referrals, partial(referrals.read, practices=codes, roles=roles, today=today))
    return Judged(
        practices=tuple(replace(v, here=not v.reason and v.value.code in has.practices) for v in places),
        volunteers=tuple(verdicts.volunteers(people, here=has.volunteers)),
        referrals=tuple(verdicts.referrals(asked, here=has.referrals, open_numbers=has.open_numbers)),
    )


def _each(sheet, read) -> list[Verdict]:
    return list(verdicts.read_all(sheet, read)) if sheet else []


def take(sheets: Sheets, *, by: Actor, at: datetime, today: date) -> Judged:
    """Take what can be taken, and say what became of every record. `at` is a moment of `today`."""
    require(by, may.IMPORT)
    judged = judge(sheets, scheme=by.scheme, today=today)
    rows = Rows(by, at, today)
    rows.learn(v.value for v in (*judged.volunteers, *judged.referrals) if not v.reason and not v.here)
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
        with transaction.atomic():
            # Not the key itself: rows that point at the scheme may still be written meanwhile.
            Scheme.objects.select_for_update(no_key=True).get(pk=scheme.pk)
            write(verdict.value)
    except NotReferred as refusal:
        return verdict.refused(refusal.reason)
    except Refusal as refusal:
        return verdict.refused(refusal.words)
    return verdict
