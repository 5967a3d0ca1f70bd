"""Claiming work: one of many who try at once has it, whatever the database."""

from datetime import datetime, timedelta
from typing import TypeVar
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Model, Q, QuerySet

from peersupport.core.locks import hold

Work = TypeVar("Work", bound=Model)


def claim(rows: QuerySet, key, *, lease: UUID, at: datetime, for_seconds: int, **also) -> bool:
    """Take the row `key` of `rows` for a while, by one conditional UPDATE. True for exactly one of many.

    The rows have `lease` and `leased_until`; a lease that ran out can be claimed again.
    `also` are further columns to write with the claim.
    """
    free = Q(leased_until__isnull=True) | Q(leased_until__lt=at)
    until = at + timedelta(seconds=for_seconds)
    return rows.filter(free, pk=key).update(lease=lease, leased_until=until, **also) == 1


@transaction.atomic
def claim_next(rows: QuerySet[Work], *, at: datetime, for_seconds: int) -> Work | None:
    """Take the first of `rows` for a while; None when there is none. Many at once step over each other's.

    PostgreSQL skips what another has locked; SQLite lets one writer in at a time (IMMEDIATE). The rows have
    `lease`, `leased_until` and `attempts`, and are those that nobody holds.
    """
    row = hold(rows, passing_by=True).first()
    if row is None:
        return None
    row.lease, row.leased_until, row.attempts = uuid4(), at + timedelta(seconds=for_seconds), row.attempts + 1
    row.save(update_fields=["lease", "leased_until", "attempts"])
    return row
