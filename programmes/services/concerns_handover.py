"""Somebody of the staff has left: no open worry stays with them alone."""

from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from peersupport.accounts.models import Membership
from peersupport.core.locks import hold
from programmes.choices import OWNER
from programmes.models import Concern, ConcernReader
from programmes.selectors.concerns_route import Told, route, team
from programmes.services.concerns_tell import show_to, tell


def hand_over(membership: Membership, to: Membership | None, at: datetime) -> None:
    """Show `to` what they own now, and tell them. What is about them they neither own nor see.

    A worry that nobody who works here would see goes the way of a new one.
    """
    seen = ConcernReader.objects.of(membership.scheme_id).filter(member=membership).values("concern")
    mine = Q(pk__in=seen) | Q(owner=to) if to else Q(pk__in=seen)
    rows = Concern.objects.of(membership.scheme_id).open().filter(mine).select_related("scheme", "owner")
    here = {member.user_id for member in team(scheme=membership.scheme, on=timezone.localdate(at)).staff}
    for concern in hold(rows.order_by("pk")):
        _hand_over(concern, membership, to, here, at=at)


def _hand_over(concern: Concern, left: Membership, to: Membership | None, here: set, *, at: datetime) -> None:
    about = set(concern.abouts.values_list("user_id", flat=True))
    if concern.owner and concern.owner.user_id in about:
        concern.change(owner=None)
    see = set(concern.readers.values_list("member_id", "member__user_id"))
    told = [Told(to, OWNER)] if to and concern.owner_id == to.pk else []
    if not told and not {user for _, user in see} & here:
        told = route(scheme=concern.scheme, owner=concern.owner, about=about, on=timezone.localdate(at))
    new = [one for one in told if one.member.pk not in {member for member, _ in see}]
    show_to(concern, new, at=at)
    tell(concern, new, step=f"after:{left.pk}", at=at)
