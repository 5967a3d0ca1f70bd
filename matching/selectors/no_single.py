"""People for whom it was decided to have no single peer. They wait for no match until somebody looks again."""

from matching.choices import NO_SINGLE
from matching.models import Decision
from matching.selectors.decisions import decisions_of
from programmes.models import Enrolment


def no_single_places(scheme) -> set[str]:
    """Places on the waiting list whose newest decision is to have no single peer. One query."""
    return {place for place, made in decisions_of(scheme).items() if made[-1] == NO_SINGLE}


def no_single_decision(enrolment: Enrolment) -> Decision | None:
    """The decision that this person has no single peer, while nothing later was decided."""
    newest = Decision.objects.of(enrolment.scheme).filter(enrolment=enrolment).order_by("decided_at").last()
    return newest if newest and newest.decision == NO_SINGLE else None
