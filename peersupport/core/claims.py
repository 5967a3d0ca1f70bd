"""Claiming work: one conditional UPDATE decides who has it, whatever the database."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet


def claim(rows: QuerySet, key, *, lease: UUID, at: datetime, for_seconds: int, **also) -> bool:
    """Take the row `key` of `rows` for a while. True for exactly one of many who try at once.

    The rows have `lease` and `leased_until`; a lease that ran out can be claimed again.
    `also` are further columns to write with the claim.
    """
    free = Q(leased_until__isnull=True) | Q(leased_until__lt=at)
    until = at + timedelta(seconds=for_seconds)
    return rows.filter(free, pk=key).update(lease=lease, leased_until=until, **also) == 1
