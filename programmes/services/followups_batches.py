"""Planned contacts for the ticks of follow-ups, some at a time."""

from collections.abc import Callable
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from peersupport.core.locks import hold
from programmes.models import FollowUpRules, PlannedContact
from programmes.selectors.followups import rules_of

BATCH = 500
JOINED = (
    "relationship__enrolment__cohort",
    "relationship__enrolment__owner",
    "relationship__volunteer__coordinator",
)


def programme(row: PlannedContact):
    return row.relationship.enrolment.cohort.programme_id


def rules_for(batch: list[PlannedContact]) -> dict[object, FollowUpRules]:
    return rules_of(programme(row) for row in batch)


def in_batches(rows: QuerySet[PlannedContact], act: Callable[[list[PlannedContact]], int]) -> int:
    """Do `act` to all rows, some at a time, each time locked and in a transaction of its own."""
    rows = hold(rows.select_related("scheme").order_by("pk"), passing_by=True)
    done, last = 0, UUID(int=0)
    while last:
        with transaction.atomic():
            batch = list(rows.filter(pk__gt=last)[:BATCH])
            done += act(batch) if batch else 0
            last = batch[-1].pk if batch else None
    return done
