"""Invites by their link, and who belongs to a scheme."""

from dataclasses import dataclass
from datetime import date

from peersupport.accounts import handovers, roles
from peersupport.accounts.models import Invite, Membership
from peersupport.core import secret_links

PURPOSE = "invite"


def by_token(token: str) -> Invite | None:
    """The invite that this link is for, open or not."""
    rows = Invite.objects.everywhere().select_related("membership__user", "membership__scheme", "scheme")
    return rows.filter(token_hash=secret_links.digest(token)).first()


def token(invite: Invite) -> str | None:
    """The link's token at sending time; None when the key of the link is gone."""
    return secret_links.again(invite.token_hash, PURPOSE, invite.nonce)


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the scheme; `invite` is theirs, if they were invited by link."""

    row: Membership
    invite: Invite | None
    has_left: bool


def members(*, actor, on: date) -> list[Member]:
    """Staff and clinicians, by name; who has left comes last. One query."""
    rows = Membership.objects.visible_to(actor).exclude(role=roles.VOLUNTEER)
    rows = rows.select_related("user", "team", "practice", "invite").order_by("user__name", "pk")
    found = [Member(row, getattr(row, "invite", None), not row.is_open(on)) for row in rows]
    return sorted(found, key=lambda one: one.has_left)


def open_work(membership: Membership) -> int:
    """How many open things wait for this member."""
    return sum(rows.count() for rows in handovers.open_work(membership))


def could_take_over(membership: Membership, *, on: date) -> list[Membership]:
    """Other coordinators and managers who see at least what this member sees, by name. One query."""
    rows = Membership.objects.of(membership.scheme).on(on).exclude(pk=membership.pk)
    rows = rows.filter(role__in=(roles.COORDINATOR, roles.MANAGER), user__deactivated_at__isnull=True)
    rows = rows.select_related("user").order_by("user__name", "pk")
    return [row for row in rows if row.team_id in (None, membership.team_id)]
