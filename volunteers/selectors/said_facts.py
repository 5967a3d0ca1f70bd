"""What others say of somebody: references that came back, and the newest interview. Two queries for any number.

One rule for the way to volunteering and for the gate: while a no stands that nobody has decided about, nobody goes on.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from peersupport.core.prepared import prepared
from peersupport.core.sql import Together, these
from volunteers.choices import AGAINST, NOT_SUITABLE, RECOMMENDS, SUITABLE, UNSURE
from volunteers.models import Interview, Reference


@dataclass(slots=True)
class Facts:
    """Of one volunteer: the newest interview's `outcome`, references that recommend (`vouched`), those `against`
    that nobody has weighed, read or not, and those nobody has read. An interview that was weighed is a yes.
    `doubted_on` is the day of the newest word against them.
    """

    outcome: str = ""
    vouched: int = 0
    against: int = 0
    unread: int = 0
    doubted_on: date | None = None

    @property
    def doubt(self) -> str:
        """What stands against them undecided, in words without full stop."""
        if self.against:
            return "A reference is against. Decide first"
        if self.outcome == NOT_SUITABLE:
            return "The newest interview is against. Decide first"
        return "The newest interview was not sure. Talk again first" if self.outcome == UNSURE else ""


def facts_of(scheme: UUID, keys: Collection[UUID]) -> dict[UUID, Facts]:
    """By key of volunteer."""
    found, together = {key: Facts() for key in keys}, Together.of(keys)
    for who, held_on, outcome, weighed in _talks(scheme, together):
        found[who].outcome = SUITABLE if weighed else outcome
        found[who].doubted_on = None if found[who].outcome == SUITABLE else held_on
    for who, at, answer, read_on, weighed in _returned(scheme, together):
        facts = found[who]
        facts.vouched += answer == RECOMMENDS
        facts.against += answer == AGAINST and weighed is None
        facts.unread += read_on is None
        if answer == AGAINST and weighed is None:
            facts.doubted_on = max(facts.doubted_on or date.min, timezone.localdate(at))
    return found


@prepared
def _talks(scheme: UUID, keys: Collection[UUID]) -> QuerySet:
    rows = (
        Interview.objects.of(scheme).filter(volunteer__in=these(keys)).order_by("held_on", "created_at", "pk")
    )
    return rows.values_list("volunteer_id", "held_on", "outcome", "weighed_id")


@prepared
def _returned(scheme: UUID, keys: Collection[UUID]) -> QuerySet:
    rows = Reference.objects.of(scheme).current().filter(volunteer__in=these(keys), returned_at__isnull=False)
    return rows.values_list("volunteer_id", "returned_at", "answer", "read_on", "weighed_id")
