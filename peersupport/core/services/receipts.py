"""A form sent twice does its work once."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from peersupport.core.models import Receipt

KEPT_FOR = timedelta(days=2)


@transaction.atomic
def once(*, token: UUID | None, user_key: UUID | None, act: Callable[[], str], at: datetime) -> str:
    """Do `act` and remember the place it gives; the same token of the same user gets that place again.

    A second sending that overlaps the first waits for it on the unique constraint.
    """
    if token is None or user_key is None:
        return act()
    receipt, is_first = Receipt.objects.get_or_create(
        once=token, user_key=user_key, defaults={"until_at": at + KEPT_FOR}
    )
    if is_first:
        receipt.change(place=act())
    return receipt.place
