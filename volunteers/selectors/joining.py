"""Candidates by their link, and whether somebody can sign in."""

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from django.urls import reverse

from peersupport.accounts.models import Membership, User
from peersupport.accounts.roles import VOLUNTEER
from peersupport.core import clock, secret_links
from peersupport.messaging.recipients import GONE, Recipient
from volunteers.models import JoiningLink, JoiningRules, Volunteer

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


def account_at(scheme) -> str:
    """The stage at which an account is offered by itself, or BY_HAND."""
    row = JoiningRules.objects.of(scheme).first() or JoiningRules()
    return row.account_at


def by_token(token: str) -> JoiningLink | None:
    """The link, open or not."""
    rows = JoiningLink.objects.everywhere().select_related("volunteer__scheme", "scheme")
    return rows.filter(token_hash=secret_links.digest(token)).first()


def candidate(key: UUID) -> Recipient:
    """Address and link at sending time; refuses when it is not wanted any more."""
    row = JoiningLink.objects.everywhere().select_related("volunteer").filter(pk=key).first()
    if row is None:
        return GONE
    if not row.is_open(clock.today()):
        return Recipient(refusal="not needed any more")
    token = secret_links.again(row.token_hash, PURPOSE, row.nonce)
    if token is None:
        return Recipient(refusal="the key of the link is gone")
    who = row.volunteer
    link = reverse("joining-link", args=[token])
    return Recipient(who.short_name, who.email, who.phone, link=link, whom=("volunteer", who.pk))
