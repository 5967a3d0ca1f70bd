"""People for whom it was decided to have no single peer. They wait for no match until somebody looks again."""

from uuid import UUID

from matching.choices import NO_SINGLE
from matching.models import Decision
from programmes.models import Enrolment


def no_single_places(scheme) -> set[UUID]:
    """Places on the waiting list whose newest decision is to have no single peer. One query."""
    rows = Decision.objects.of(scheme).filter(enrolment__in=Enrolment.objects.of(scheme).waiting())
    newest = dict(rows.order_by("decided_at").values_list("enrolment_id", "decision"))
    return {place for place, decision in newest.items() if decision == NO_SINGLE}


def no_single_decision(enrolment: Enrolment) -> Decision | None:
    """The decision that this person has no single peer, while nothing later was decided."""
    newest = Decision.objects.of(enrolment.scheme).filter(enrolment=enrolment).order_by("decided_at").last()
    return newest if newest and newest.decision == NO_SINGLE else None
