"""Which of those who were to get a message did not get it."""

from collections.abc import Collection
from uuid import UUID

from peersupport.core.sql import these
from peersupport.messaging.choices import CANCELLED, EXPIRED, FAILED, TOLD_OTHERWISE
from peersupport.messaging.models import Message


def undelivered(scheme: UUID, *, kind: str, keys: Collection[UUID]) -> set[UUID]:
    """Of these recipients of one kind: whose newest message came back, or never went out. One query, none for nobody.

    Whom somebody told in another way got it.
    """
    if not keys:
        return set()
    rows = Message.objects.of(scheme).filter(recipient_kind=kind, recipient_key__in=these(keys))
    newest = {
        key: state in (FAILED, CANCELLED, EXPIRED) and why != TOLD_OTHERWISE
        for key, state, why in rows.order_by("created_at", "pk").values_list("recipient_key", "state", "why")
    }
    return {key for key, lost in newest.items() if lost}
