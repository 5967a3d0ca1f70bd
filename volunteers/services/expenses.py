"""A claim begun, filled and sent. There are no flat payments: miles driven, or what a receipt says.

Volunteers do it themselves; for whoever has no account, or has left, those do it who answer claims.
"""

import hashlib
from datetime import date, datetime

from django.db import transaction

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import NotAllowed, require
from peersupport.audit.services import events
from peersupport.core.calendar import add_months
from peersupport.core.errors import Refusal
from peersupport.core.keys import new_reference
from peersupport.core.locks import hold
from peersupport.core.uploads import Upload
from volunteers.choices import CLAIM, CLAIM_DRAFT, CLAIM_OPEN, CLAIM_SENT, COST, JOURNEY
from volunteers.models import Claim, ClaimFile, ClaimLine, MilesElsewhere, Volunteer
from volunteers.selectors.expenses_priced import priced

MOST_LINES = 60
OLDEST_MONTHS = 12


class ClaimRefused(Refusal):
    """A claim that cannot be filled or sent."""


@transaction.atomic
def begin(*, by: Actor, volunteer: Volunteer, at: datetime) -> Claim:
    """A claim to fill in. Whoever has one that was not sent yet gets that one."""
    volunteer = hold(Volunteer.objects.of(by.scheme)).get(pk=volunteer.pk)
    _require(by, volunteer)
    draft = Claim.objects.of(by.scheme).filter(volunteer=volunteer, state=CLAIM_DRAFT).first()
    if draft is None:
        draft = Claim.make(scheme=by.scheme, volunteer=volunteer, reference=new_reference("X"))
        events.record(by=by, action="claim.begun", row=draft, person=volunteer, at=at)
    return draft


@transaction.atomic
def add_journey(
    *, by: Actor, claim: Claim, on: date, start: str, end: str, tenths: int, purpose: str, today: date
) -> ClaimLine:
    """Miles driven that day, in tenths."""
    claim = _to_fill(by, claim)
    _refuse_day(on, today)
    facts = {"start": start, "end": end, "tenths": tenths, "purpose": purpose}
    return ClaimLine.make(scheme=by.scheme, claim=claim, kind=JOURNEY, on=on, **facts)


@transaction.atomic
def add_cost(
    *,
    by: Actor,
    claim: Claim,
    on: date,
    category: str,
    what: str,
    pence: int,
    purpose: str,
    upload: Upload,
    today: date,
) -> ClaimLine:
    """What was spent, with its receipt, which is kept under a name of ours."""
    claim = _to_fill(by, claim)
    _refuse_day(on, today)
    digest = hashlib.sha256(upload.content).hexdigest()
    if ClaimFile.objects.of(by.scheme).filter(digest=digest, line__claim__volunteer=claim.volunteer).exists():
        raise ClaimRefused("You have claimed with this receipt already. Choose another file.", field="file")
    facts = {"category": category, "what": what, "pence": pence, "purpose": purpose}
    line = ClaimLine.make(scheme=by.scheme, claim=claim, kind=COST, on=on, **facts)
    size = len(upload.content)
    ClaimFile.make(
        scheme=by.scheme, line=line, kind=upload.kind, size=size, digest=digest, content=upload.content
    )
    return line


@transaction.atomic
def remove_line(*, by: Actor, line: ClaimLine) -> None:
    """Take a line, and its receipt, out of a claim that is open."""
    claim = _open(by, line.claim)
    claim.lines.filter(pk=line.pk).delete()


@transaction.atomic
def send(*, by: Actor, claim: Claim, elsewhere: dict[int, int], at: datetime, today: date) -> Claim:
    """Hand it in. `elsewhere`: for the tax year of each journey, miles claimed from other organisations so far."""
    claim = _open(by, claim)
    found = priced(claim)
    if not found.lines:
        raise ClaimRefused("There is nothing in this claim yet. Add a journey or a cost first.")
    if found.pence is None:
        raise ClaimRefused(
            "Your scheme has not set what a mile is worth on one of these days. Ask your coordinator."
        )
    unsaid = [year for year in found.years if year not in elsewhere]
    if unsaid:
        raise ClaimRefused("Say how many miles you have claimed from other organisations.")
    for year in found.years:
        _say(claim, year, elsewhere[year], today)
    CLAIM.check(claim.state, CLAIM_SENT)
    entered_by = None if _is_own(claim.volunteer, by) else by.membership
    claim.change(state=CLAIM_SENT, sent_at=at, entered_by=entered_by, decided_at=None, decided_by=None)
    detail = {"lines": len(found.lines), "years": [*found.years]}
    events.record(by=by, action="claim.sent", row=claim, person=claim.volunteer, at=at, detail=detail)
    return claim


def _say(claim: Claim, year: int, miles: int, today: date) -> None:
    row = MilesElsewhere.objects.of(claim.scheme_id).filter(volunteer=claim.volunteer, year=year).first()
    if row is None:
        about = {"scheme": claim.scheme, "volunteer": claim.volunteer, "year": year}
        MilesElsewhere.make(**about, miles=miles, said_on=today)
    elif row.miles != miles:
        row.change(miles=miles, said_on=today)


def _open(by: Actor, claim: Claim) -> Claim:
    """The claim anew, locked, if the actor may fill it and it may still be changed."""
    rows = hold(Claim.objects.of(by.scheme).select_related("volunteer"))
    claim = rows.get(pk=claim.pk)
    _require(by, claim.volunteer)
    if claim.state not in CLAIM_OPEN:
        raise ClaimRefused("This claim was sent, so it cannot be changed. Begin another one.")
    return claim


def _to_fill(by: Actor, claim: Claim) -> Claim:
    claim = _open(by, claim)
    if claim.lines.count() >= MOST_LINES:
        raise ClaimRefused(f"A claim holds {MOST_LINES} lines at most. Send this one and begin another.")
    return claim


def _require(by: Actor, volunteer: Volunteer) -> None:
    """The volunteer's own; or of somebody who cannot do it, by those who answer claims."""
    if _is_own(volunteer, by):
        require(by, may.CLAIM_EXPENSES, volunteer)
        return
    require(by, may.DECIDE_EXPENSES, volunteer)
    if not Volunteer.objects.visible_to(by).filter(pk=volunteer.pk).exists():
        raise NotAllowed
    if volunteer.helps_themself:
        raise ClaimRefused(f"{volunteer.short_name} has an account, and claims there.")


def _is_own(volunteer: Volunteer, by: Actor) -> bool:
    return volunteer.user_id is not None and volunteer.user_id == by.user_key


def _refuse_day(on: date, today: date) -> None:
    if on > today:
        raise ClaimRefused("This day is in the future. Check it.", field="on")
    if on < add_months(today, -OLDEST_MONTHS):
        raise ClaimRefused("This is more than a year ago. Ask your coordinator about it.", field="on")
