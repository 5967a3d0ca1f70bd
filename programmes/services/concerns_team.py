"""Who leads on worries in a scheme, who stands in, and how soon a worry is answered."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import require
from peersupport.accounts.models import Membership, Scheme
from peersupport.accounts.selectors.memberships import coordinators
from peersupport.audit.services import events
from peersupport.core.errors import Refusal
from peersupport.core.locks import hold
from programmes.choices import RAISED
from programmes.models import Concern, ConcernTeam
from programmes.selectors.concerns_route import Told, team
from programmes.services.concerns_tell import show_to, tell


class SameTwice(Refusal):
    words = "The deputy must be somebody else than the lead"
    field = "deputy"


class NotStaff(Refusal):
    words = "Choose somebody who works here as a coordinator or manager now"
    field = "lead"


class TooSoon(Refusal):
    words = "A decision cannot be due before the first answer. Give more hours"
    field = "decide_hours"


@transaction.atomic
def set_team(
    *,
    by: Actor,
    at: datetime,
    lead: Membership | None,
    deputy: Membership | None,
    acknowledge_hours: int,
    decide_hours: int,
) -> ConcernTeam:
    """Name lead and deputy, and the hours in which new worries are answered. Raises SameTwice, NotStaff, TooSoon.

    Both may see the worries that are open, and hear of those that nobody has acknowledged.
    """
    require(by, may.MANAGE_SCHEME)
    _check(by, lead, deputy, acknowledge_hours, decide_hours, at=at)
    scheme = hold(Scheme.objects.all()).get(pk=by.scheme.pk)
    scheme.change(acknowledge_hours=acknowledge_hours, decide_hours=decide_hours)
    row = ConcernTeam.objects.of(scheme).first() or ConcernTeam.make(scheme=scheme)
    row.change(lead=lead, deputy=deputy)
    detail = {
        "lead": str(lead.pk) if lead else "", "deputy": str(deputy.pk) if deputy else "",
        "acknowledge_hours": acknowledge_hours, "decide_hours": decide_hours,
    }  # fmt: skip
    events.record(by=by, action="concern_team.set", row=row, at=at, detail=detail)
    _hand_over(scheme, at=at)
    return row


def _check(
    by: Actor, lead: Membership | None, deputy: Membership | None, soon: int, later: int, *, at: datetime
) -> None:
    if lead and deputy and lead.user_id == deputy.user_id:
        raise SameTwice
    staff = {member.pk for member in coordinators(scheme=by.scheme, on=timezone.localdate(at))}
    if {member.pk for member in (lead, deputy) if member} - staff:
        raise NotStaff
    if later < soon:
        raise TooSoon


def _hand_over(scheme: Scheme, *, at: datetime) -> None:
    here = team(scheme=scheme, on=timezone.localdate(at))
    for concern in Concern.objects.of(scheme).open().prefetch_related("abouts"):
        about = {row.user_id for row in concern.abouts.all()}
        told = [Told(member, why) for why, member in here.named.items() if member.user_id not in about]
        show_to(concern, told, at=at)
        if concern.state == RAISED:
            tell(concern, told, step="raised", at=at)
