"""Planned contacts for the ticks of follow-ups, some at a time."""

from collections.abc import Callable

from django.db.models import QuerySet

from programmes.models import FollowUpRules, PlannedContact
from programmes.selectors.followups import rules_of
from programmes.services.contacts_ticks import walk

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
    """Do `act` to all rows with what a message about them asks for."""
    return walk(rows.select_related("scheme"), act, size=BATCH)
