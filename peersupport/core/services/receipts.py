"""A form sent twice does its work once."""

import hmac
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from peersupport.core.crypto import keys_for
from peersupport.core.errors import Refusal
from peersupport.core.models import Receipt

KEPT_FOR = timedelta(days=2)


class SentBefore(Refusal):
    words = (
        "You have sent this page before, and what you sent then is saved. What it says now is different: "
        "to save that as well, press the button once more."
    )


@transaction.atomic
def once(
    *, token: UUID | None, user_key: UUID | None, act: Callable[[], str], at: datetime, said: str = ""
) -> str:
    """Do `act` and remember the place it gives; the same token of the same user gets that place again.

    `said` is what was sent with the token. Somebody who goes back, changes it and sends it again must not read that
    it is saved: then SentBefore is raised. A second sending that overlaps the first waits for it on the unique
    constraint.
    """
    if token is None or user_key is None:
        return act()
    receipt, is_first = _receipt(token, user_key, at)
    _, is_new = _receipt(_of_words(token, said), user_key, at)
    if is_first:
        receipt.change(place=act())
    elif is_new:
        raise SentBefore
    return receipt.place


def _of_words(token: UUID, said: str) -> UUID:
    """What was said as a key: signed, so that nobody who holds the database can try words against it."""
    return UUID(bytes=hmac.digest(keys_for("receipt")[0], f"{token}:{said}".encode(), "sha256")[:16])


def _receipt(token: UUID, user_key: UUID, at: datetime) -> tuple[Receipt, bool]:
    return Receipt.objects.get_or_create(once=token, user_key=user_key, defaults={"until_at": at + KEPT_FOR})
