"""People who did not answer three times in a row: somebody should find out how they are."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, QuerySet, Window
from django.db.models.functions import RowNumber

from programmes.choices import TRIED
from programmes.models import Contact, Relationship

IN_A_ROW = 3


@dataclass(frozen=True, slots=True)
class Unanswered:
    """`since_on` is the first of the calls in vain."""

    relationship: Relationship
    since_on: date


def unanswered(*, actor) -> list[Unanswered]:
    """Running relationships whose newest entries all say that nobody answered, the longest silence first."""
    since = _since(_candidates(actor), actor.scheme)
    rows = Relationship.objects.visible_to(actor).filter(pk__in=since)
    rows = rows.select_related(
        "patient", "role", "enrolment__owner__user", "volunteer__coordinator__user", "volunteer"
    ).defer(
        "patient__goal",
        "patient__ask_for_help_when",
        "patient__safety",
        "enrolment__matters",
        "volunteer__notes",
    )
    found = [Unanswered(row, since[row.pk]) for row in rows]
    return sorted(found, key=lambda one: (one.since_on, one.relationship.pk))


def _candidates(actor) -> QuerySet:
    """Those with enough calls in vain at all: few, and found by an index."""
    running = Relationship.objects.visible_to(actor).running()
    tried = Contact.objects.of(actor.scheme).filter(relationship__in=running, outcome=TRIED)
    return tried.order_by().values("relationship").annotate(n=Count("pk")).filter(n__gte=IN_A_ROW)


def _since(candidates: QuerySet, scheme) -> dict:
    """By key of relationship: the day of the first of its newest three entries, where all are in vain."""
    newest = Window(
        RowNumber(), partition_by=F("relationship"), order_by=("-happened_on", "-logged_at", "-pk")
    )
    keys = [row["relationship"] for row in candidates]
    rows = Contact.objects.of(scheme).filter(relationship__in=keys).annotate(place=newest)
    by_key: dict = {}
    for key, outcome, day in rows.filter(place__lte=IN_A_ROW).values_list(
        "relationship", "outcome", "happened_on"
    ):
        by_key.setdefault(key, []).append((outcome, day))
    return {
        key: min(day for _, day in some)
        for key, some in by_key.items()
        if len(some) == IN_A_ROW and all(outcome == TRIED for outcome, _ in some)
    }
