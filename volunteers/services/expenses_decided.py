"""What becomes of a claim: approved or sent back, then paid. Nobody decides about their own."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import require
from peersupport.audit.services import events
from peersupport.core.errors import Refusal
from peersupport.core.locks import hold
from peersupport.messaging.services import outbox
from volunteers.choices import CLAIM, CLAIM_APPROVED, CLAIM_PAID, CLAIM_RETURNED, JOURNEY
from volunteers.models import Claim, PayRun, Volunteer
from volunteers.selectors.expenses_priced import PricedLine, priced


class DecisionRefused(Refusal):
    """A claim that cannot be approved, sent back or paid."""


@transaction.atomic
def approve(*, by: Actor, claim: Claim, pence: int, at: datetime) -> Claim:
    """Approve the sum that was on the screen. The rates of this moment are kept with each journey for good."""
    claim = _to_decide(by, claim)
    CLAIM.check(claim.state, CLAIM_APPROVED)
    if claim.entered_by_id and by.membership and claim.entered_by_id == by.membership.pk:
        raise DecisionRefused("You entered this claim. Somebody else has to approve it.")
    found = priced(claim)
    if found.pence is None:
        raise DecisionRefused("There is no rate for one of these journeys. Set it first.")
    if found.pence != pence:
        raise DecisionRefused("The sum has changed since you opened this page. Look at it again.")
    for one in found.lines:
        _keep(one)
    claim.change(
        state=CLAIM_APPROVED, pence=pence, decided_at=at, decided_by=by.membership, returned_because=""
    )
    _tell(by, "claim.approved", claim, at, {"pence": pence})
    return claim


def _keep(one: PricedLine) -> None:
    if one.line.kind == JOURNEY and one.parts and one.rate:
        one.line.change(
            pence=one.pence,
            first_tenths=one.parts.first_tenths,
            then_tenths=one.parts.then_tenths,
            first_pence=one.rate.first_pence,
            then_pence=one.rate.then_pence,
        )


@transaction.atomic
def send_back(*, by: Actor, claim: Claim, because: str, at: datetime) -> Claim:
    """Ask the volunteer to change something; an approval goes with it. The reason is for them, stored encrypted."""
    claim = _to_decide(by, claim)
    CLAIM.check(claim.state, CLAIM_RETURNED)
    before = claim.state
    # Journeys are priced anew, as in any claim that nobody has approved.
    priced_anew = dict.fromkeys(("pence", "first_tenths", "then_tenths", "first_pence", "then_pence"))
    claim.lines.filter(kind=JOURNEY).update(**priced_anew)
    answered = {"returned_because": because, "decided_at": at, "decided_by": by.membership}
    claim.change(state=CLAIM_RETURNED, pence=None, **answered)
    _tell(by, "claim.returned", claim, at, {"from": before})
    return claim


@transaction.atomic
def pay(
    *, by: Actor, claims: Sequence[Claim], reference: str, paid_on: date, at: datetime, today: date
) -> PayRun:
    """Write down that these approved claims were paid together. It moves no money."""
    require(by, may.PAY_EXPENSES, *claims)
    if paid_on > today:
        raise DecisionRefused("This day is in the future. Write it down when it is paid.", field="paid_on")
    if PayRun.objects.of(by.scheme).filter(reference=reference).exists():
        raise DecisionRefused("There is a payment with this reference already.", field="reference")
    keys = {claim.pk for claim in claims}
    rows = Claim.objects.visible_to(by).filter(pk__in=keys).select_related("volunteer")
    rows = list(hold(rows.order_by("pk")))
    if not rows or len(rows) != len(keys) or any(row.state != CLAIM_APPROVED for row in rows):
        raise DecisionRefused(
            "One of these claims is not waiting for payment any more. Look at the list again."
        )
    if any(_is_own(row, by) for row in rows):
        raise DecisionRefused("One of these claims is your own. Somebody else has to pay it.")
    pence = sum(row.pence or 0 for row in rows)
    facts = {"reference": reference, "paid_on": paid_on, "paid_by": by.membership, "pence": pence}
    run = PayRun.make(scheme=by.scheme, **facts)
    for row in rows:
        CLAIM.check(row.state, CLAIM_PAID)
        row.change(state=CLAIM_PAID, pay_run=run)
        _tell(by, "claim.paid", row, at, {"pence": row.pence, "run": str(run.pk)})
    events.record(by=by, action="pay_run.made", row=run, at=at, detail={"claims": len(rows), "pence": pence})
    return run


def _to_decide(by: Actor, claim: Claim) -> Claim:
    """The claim anew. The volunteer is locked too: miles approved at the same moment count for each other."""
    require(by, may.DECIDE_EXPENSES, claim)
    hold(Volunteer.objects.of(by.scheme)).get(pk=claim.volunteer_id)
    rows = hold(Claim.objects.of(by.scheme).select_related("volunteer"))
    claim = rows.get(pk=claim.pk)
    if _is_own(claim, by):
        raise DecisionRefused("This is your own claim. Somebody else has to look at it.")
    return claim


def _is_own(claim: Claim, by: Actor) -> bool:
    return by.user_key is not None and claim.volunteer.user_id == by.user_key


def _tell(by: Actor, action: str, claim: Claim, at: datetime, detail: dict) -> None:
    """Into the audit, and to the volunteer: each answer once."""
    events.record(by=by, action=action, row=claim, person=claim.volunteer, at=at, detail=detail)
    outbox.ask(
        scheme=by.scheme,
        key=f"claim:{claim.pk}:{action}:{claim.sent_at:%Y%m%d%H%M%S}",
        template="claim_answered",
        kind="volunteer",
        recipient=claim.volunteer_id,
        not_before=at,
        day=timezone.localdate(claim.sent_at),
        link=reverse("expenses-mine", args=[claim.pk]),
    )
