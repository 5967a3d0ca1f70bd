"""What people have decided about one person so far, and why: matches, what was declined, and proposals of rounds."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from matching.choices import ACCEPTED, CHANGED
from matching.models import Decision, Proposal
from peersupport.core.prepared import prepared
from peersupport.core.sql import KeyText
from programmes.models import Enrolment, who_waits


@dataclass(frozen=True, slots=True)
class Decided:
    """`what` is the code of a decision, or the state of a proposal; `volunteer` the name of whom, "" for nobody."""

    what: str
    volunteer: str
    why: str
    by: str
    at: datetime


def decisions_of(scheme) -> dict[str, list[str]]:
    """Of each place on the waiting list the codes of its decisions, the newest last. One query."""
    made: dict[str, list[str]] = {}
    for place, decision in _made(scheme):
        made.setdefault(place, []).append(decision)
    return made


@prepared
def _made(scheme: UUID) -> QuerySet:
    rows = Decision.objects.of(scheme).filter(who_waits("enrolment__")).order_by("decided_at", "pk")
    return rows.values_list(KeyText("enrolment_id"), "decision")


def decided(enrolment: Enrolment) -> list[Decided]:
    """The newest first. Two queries."""
    rows = Decision.objects.of(enrolment.scheme_id).filter(enrolment=enrolment).select_related("volunteer")
    found = [
        Decided(
            row.decision, row.volunteer.name if row.volunteer else "", row.why, row.decided_by, row.decided_at
        )
        for row in rows
    ]
    # A decision moves the proposal that it settles, with the same words: that is said once.
    found += _proposals(enrolment, said={one.at for one in found})
    return sorted(found, key=lambda one: one.at, reverse=True)


def _proposals(enrolment: Enrolment, *, said: set[datetime]) -> list[Decided]:
    rows = Proposal.objects.of(enrolment.scheme_id).filter(
        enrolment=enrolment, state__in=(ACCEPTED, CHANGED), decided_at__isnull=False
    )
    return [
        Decided(row.state, row.volunteer.name, row.why, row.decided_by, row.decided_at)
        for row in rows.select_related("volunteer") if row.decided_at not in said
    ]  # fmt: skip
