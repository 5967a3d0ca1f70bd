"""People for whom it was decided to have no single peer. They wait for no match until somebody looks again."""

from django.db.models import Exists, OuterRef, QuerySet

from matching.choices import NO_SINGLE
from matching.models import Decision
from programmes.models import Enrolment


def no_single_places(scheme) -> QuerySet:
    """Keys of places whose newest decision is to have no single peer. `programmes.unsought` asks for them."""
    rows = Decision.objects.of(scheme)
    later = rows.filter(enrolment=OuterRef("enrolment"), decided_at__gt=OuterRef("decided_at"))
    return rows.filter(~Exists(later), decision=NO_SINGLE).order_by().values("enrolment_id")


def no_single_decision(enrolment: Enrolment) -> Decision | None:
    """The decision that this person has no single peer, while nothing later was decided."""
    newest = (
        Decision.objects.of(enrolment.scheme).filter(enrolment=enrolment).order_by("decided_at", "pk").last()
    )
    return newest if newest and newest.decision == NO_SINGLE else None
