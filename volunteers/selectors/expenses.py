"""Lists of claims, and what was paid in a tax year."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from peersupport.accounts.actors import Actor
from volunteers import activity
from volunteers.choices import (
    CLAIM_DECIDED,
    CLAIM_DRAFT,
    CLAIM_OPEN,
    CLAIM_PAID,
    CLAIM_SENT,
    CONTACT,
    JOURNEY,
    STEPPED_DOWN,
)
from volunteers.mileage import days_of, tax_year
from volunteers.models import Claim, ClaimFile, ClaimLine, Volunteer


@dataclass(frozen=True, slots=True)
class YearTotal:
    """What was approved of one tax year: tenths of a mile, pence of journeys and of costs."""

    year: int
    tenths: int
    journeys: int
    costs: int

    @property
    def pence(self) -> int:
        return self.journeys + self.costs


@dataclass(frozen=True, slots=True)
class Doubts:
    """Lines to look at before a claim is approved, by key."""

    alike: set[UUID]
    without_contact: set[UUID]


def doubts(claim: Claim) -> Doubts:
    return Doubts(_seen_before(claim), _without_contact(claim))


def sent_claims(*, actor: Actor, state: str = "", name: str = "") -> QuerySet[Claim]:
    """Claims that were sent, those that wait longest first; `name` is part of a volunteer's name."""
    rows = _sent(actor, name)
    rows = rows.filter(state=state) if state else rows
    rows = rows.select_related("volunteer", "decided_by__user", "pay_run")
    order = "sent_at" if state == CLAIM_SENT else "-sent_at"
    return rows.annotate(number=Count("lines")).order_by(order, "pk")


def counts(*, actor: Actor, name: str = "") -> dict[str, int]:
    """State -> how many."""
    rows = _sent(actor, name).order_by().values("state")
    return dict(rows.annotate(number=Count("pk")).values_list("state", "number"))


def waiting(*, actor: Actor) -> QuerySet[Claim]:
    """Claims that wait for an answer, but for the actor's own and those they entered, which others have to answer."""
    rows = sent_claims(actor=actor, state=CLAIM_SENT).select_related("volunteer__coordinator__user")
    mine = Q(volunteer__user_id=actor.user_key) if actor.user_key else Q(pk=None)
    return rows.exclude(mine | Q(entered_by=actor.membership) if actor.membership else mine)


def to_put_right(*, actor: Actor) -> QuerySet[Claim]:
    """Claims not sent, or sent back, of people without an account or who have left: nobody else puts them right."""
    rows = Claim.objects.visible_to(actor).filter(state__in=CLAIM_OPEN)
    rows = rows.filter(Q(volunteer__user__isnull=True) | Q(volunteer__stage=STEPPED_DOWN))
    rows = rows.select_related("volunteer__coordinator__user").annotate(number=Count("lines"))
    return rows.filter(number__gt=0).order_by("created_at", "pk")


def unpaid(volunteer: Volunteer) -> list[Claim]:
    """What somebody has not been paid, the oldest first; a claim with nothing in it is none."""
    rows = claims_of(volunteer, drafts=True).exclude(state=CLAIM_PAID).filter(number__gt=0)
    return list(rows.order_by("created_at", "pk"))


def claims_of(volunteer: Volunteer, *, drafts: bool) -> QuerySet[Claim]:
    """All of one volunteer, newest first."""
    rows = Claim.objects.of(volunteer.scheme_id).filter(volunteer=volunteer)
    rows = rows if drafts else rows.exclude(state=CLAIM_DRAFT, sent_at=None)
    return rows.select_related("pay_run").annotate(number=Count("lines")).order_by("-created_at", "-pk")


def totals(volunteer: Volunteer) -> list[YearTotal]:
    """By tax year of the day of each line, newest first; approved and paid claims only."""
    lines = ClaimLine.objects.of(volunteer.scheme_id).filter(
        claim__volunteer=volunteer, claim__state__in=CLAIM_DECIDED
    )
    years = sorted({tax_year(on) for on in lines.values_list("on", flat=True).distinct()}, reverse=True)
    return [_total(lines.filter(on__range=days_of(year)), year) for year in years]


def _total(lines: QuerySet[ClaimLine], year: int) -> YearTotal:
    journey = Q(kind=JOURNEY)
    found = lines.aggregate(
        tenths=Sum("tenths"), journeys=Sum("pence", filter=journey), costs=Sum("pence", filter=~journey)
    )
    return YearTotal(year, *(found[name] or 0 for name in ("tenths", "journeys", "costs")))


def with_files(lines: Iterable[ClaimLine]) -> dict[UUID, ClaimFile]:
    """Line -> its receipt, without the content."""
    lines = list(lines)
    if not lines:
        return {}
    rows = ClaimFile.objects.of(lines[0].scheme_id).filter(line__in=lines).defer("content")
    return {row.line_id: row for row in rows}


def _seen_before(claim: Claim) -> set[UUID]:
    """Lines that look like one of another claim: the same receipt, or the same journey on the same day."""
    others = ClaimLine.objects.of(claim.scheme_id).exclude(claim=claim).exclude(claim__state=CLAIM_DRAFT)
    journeys = others.filter(
        claim__volunteer=claim.volunteer_id, kind=JOURNEY, on=OuterRef("on"), tenths=OuterRef("tenths")
    )
    receipts = others.filter(file__digest=OuterRef("file__digest"))
    alike = Q(Exists(journeys), kind=JOURNEY) | Q(Exists(receipts), file__isnull=False)
    return set(claim.lines.filter(alike).values_list("pk", flat=True))


def _without_contact(claim: Claim) -> set[UUID]:
    """Lines for a contact on a day on which the volunteer logged none. The day is all that is asked."""
    rows = dict(claim.lines.filter(purpose=CONTACT).values_list("pk", "on"))
    if not rows:
        return set()
    first, last = min(rows.values()), max(rows.values())
    done = activity.done(claim.scheme_id, [claim.volunteer_id], first, last)[claim.volunteer_id]
    days = {one.on for one in done if one.kind == CONTACT}
    return {key for key, on in rows.items() if on not in days}


def in_export(*, actor: Actor, state: str = "", name: str = "") -> QuerySet[Claim]:
    """Of the list of claims those that were approved or paid, for finance."""
    rows = sent_claims(actor=actor, state=state, name=name).filter(state__in=CLAIM_DECIDED)
    return rows.prefetch_related("lines").order_by("decided_at", "pk")


def _sent(actor: Actor, name: str) -> QuerySet[Claim]:
    rows = Claim.objects.visible_to(actor).filter(sent_at__isnull=False)
    for word in name.split():
        called = Q(volunteer__called__icontains=word)
        rows = rows.filter(
            called | Q(volunteer__first_name__icontains=word) | Q(volunteer__last_name__icontains=word)
        )
    return rows
