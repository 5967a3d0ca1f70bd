"""Checking the chains: each link, that none became shorter since the last check, and that none is gone altogether."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from peersupport.audit.models import ChainCheck, ChainHead, Event
from peersupport.audit.services import chain


def check_all(*, schemes: Iterable[UUID], at: datetime) -> list[ChainCheck]:
    """Check each of these schemes, which all began with an event, and any other that something is left of."""
    left = [
        *Event.objects.order_by().values_list("scheme_key", flat=True).distinct(),
        *ChainHead.objects.values_list("scheme_key", flat=True),
        *ChainCheck.objects.values_list("scheme_key", flat=True),
    ]
    return [check(scheme_key=key, at=at) for key in sorted({*schemes, *left})]


@transaction.atomic
def check(*, scheme_key: UUID, at: datetime) -> ChainCheck:
    """What was found is kept. How far the chain was whole moves on only while it is whole."""
    row = ChainCheck.objects.filter(scheme_key=scheme_key).first() or ChainCheck(scheme_key=scheme_key)
    rows = Event.objects.filter(scheme_key=scheme_key)
    end = rows.order_by("-number").only("number", "digest").first()
    row.at = at
    row.broken = sorted({*chain.broken_links(scheme_key), *_lost(row, rows)})
    if not end:
        row.broken = row.broken or [1]
    elif not row.broken:
        row.number, row.digest = end.number, end.digest
        row.seal = chain.sign(*chain.end_of(row))
    row.save()
    return row


def _lost(row: ChainCheck, rows) -> list[int]:
    """The event that was the last one when the chain was checked last, unless it stands as it stood."""
    if not row.number:
        return []
    stands = rows.filter(number=row.number, digest=row.digest).exists()
    return [] if stands and chain.is_signed(row.seal, *chain.end_of(row)) else [row.number]
