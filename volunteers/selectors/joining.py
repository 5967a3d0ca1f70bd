"""Candidates by their link, and whether somebody can sign in."""

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from django.urls import reverse

from peersupport.accounts.models import Membership, User
from peersupport.accounts.roles import VOLUNTEER
from peersupport.core import clock, secret_links
from peersupport.messaging.recipients import Recipient
from volunteers.models import JoiningLink, JoiningRules, Volunteer
from volunteers.selectors.recipients import person

PURPOSE = "joining"
Standing = Literal["none", "no address", "invited", "run out", "signs in", "closed"]


@dataclass(frozen=True, slots=True)
class Account:
    """How somebody signs in. `until_on` is the last day of an invite that waits."""

    standing: Standing
    member: Membership | None = None
    until_on: date | None = None


def account(volunteer: Volunteer, *, on: date) -> Account:
    """Two queries at most."""
    if volunteer.user_id is None:
        return Account("none" if volunteer.email else "no address")
    rows = Membership.objects.of(volunteer.scheme_id).filter(user=volunteer.user_id, role=VOLUNTEER)
    member = rows.on(on).select_related("user", "invite").first()
    if member is None:
        return Account("closed")
    if member.user.has_usable_password():
        return Account("signs in", member)
    invite = getattr(member, "invite", None)
    is_open = bool(invite and on <= invite.until_on)
    return Account("invited" if is_open else "run out", member, invite.until_on if invite else None)


def address_taken(volunteer: Volunteer) -> bool:
    """Whether somebody has an account under this address already."""
    return User.objects.filter(email__iexact=volunteer.email).exclude(pk=volunteer.user_id).exists()


def rules(scheme) -> JoiningRules:
    """What the scheme has set, or what holds until it does."""
    return JoiningRules.objects.of(scheme).first() or JoiningRules()


def account_at(scheme) -> str:
    """The stage at which an account is offered by itself, or BY_HAND."""
    return rules(scheme).account_at


def asks_by_itself(scheme) -> bool:
    """Whether people who finished their own support or course are asked to volunteer by a message."""
    return rules(scheme).asks_by_itself


def by_token(token: str) -> JoiningLink | None:
    """The link, open or not."""
    rows = JoiningLink.objects.everywhere().select_related("volunteer__scheme", "scheme")
    return rows.filter(token_hash=secret_links.digest(token)).first()


def reach_candidates(keys: set[UUID]) -> dict[UUID, Recipient]:
    """Address and link at sending time, by key of the link; refuses when it is not wanted any more."""
    rows = JoiningLink.objects.everywhere().select_related("volunteer").filter(pk__in=keys)
    return {row.pk: _reach(row) for row in rows}


def _reach(row: JoiningLink) -> Recipient:
    who, behind = row.volunteer, person(row.volunteer_id)
    if not row.is_open(clock.today()):
        return Recipient(behind, refusal="not needed any more")
    token = secret_links.again(row.token_hash, PURPOSE, row.nonce)
    if token is None:
        return Recipient(behind, refusal="the key of the link is gone")
    return Recipient(behind, who.short_name, who.email, who.phone, link=reverse("joining-link", args=[token]))
