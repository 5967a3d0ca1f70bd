"""Closing an account in every scheme at once, for whoever runs the installation: a lost phone, a stolen password."""

from datetime import datetime

from django.db import transaction

from peersupport.accounts.actors import Actor
from peersupport.accounts.models import Membership, User
from peersupport.audit.services import events
from peersupport.core.errors import Refusal
from peersupport.core.locks import hold


class IsSo(Refusal):
    words = "The account is in that state already."


@transaction.atomic
def close(*, user: User, at: datetime) -> User:
    """Out at the next request, everywhere. What they own stays theirs: managers hand it over. Raises IsSo."""
    return _turn(user, closed_at=at, action="account.closed", at=at)


@transaction.atomic
def open_again(*, user: User, at: datetime) -> User:
    """In again, with the memberships that still run. Raises IsSo."""
    return _turn(user, closed_at=None, action="account.opened", at=at)


def _turn(user: User, *, closed_at: datetime | None, action: str, at: datetime) -> User:
    row = hold(User.objects.all()).get(pk=user.pk)
    if bool(row.deactivated_at) == bool(closed_at):
        raise IsSo
    row.change(deactivated_at=closed_at)
    for membership in (
        Membership.objects.everywhere().filter(user=row).select_related("scheme").order_by("scheme", "pk")
    ):
        events.record(by=Actor.system(membership.scheme), action=action, row=membership, at=at)
    return row
