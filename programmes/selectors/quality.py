"""Monthly reviews for their pages."""

from datetime import date

from django.db.models import Count, Q, QuerySet

from peersupport.accounts.actors import Actor
from programmes.models import QualityFlag, QualityReview


def reviews(*, actor: Actor) -> QuerySet[QualityReview]:
    """Newest first, with `flagged` and `unanswered`."""
    rows = QualityReview.objects.visible_to(actor).select_related("team")
    rows = rows.annotate(
        flagged=Count("flags"), unanswered=Count("flags", filter=Q(flags__answered_on__isnull=True))
    )
    return rows.order_by("-month", "team__name", "pk")


def open_reviews(*, actor: Actor) -> QuerySet[QualityReview]:
    return reviews(actor=actor).filter(closed_at=None)


def due_month(*, actor: Actor, on: date) -> date | None:
    """Last month, if this person's reviews go on and it has none yet. Who never began one is not asked."""
    month = months(on, 1)[0]
    begun = list(QualityReview.objects.visible_to(actor).values_list("month", flat=True))
    return month if begun and month not in begun else None


def flags(review: QualityReview) -> list[QualityFlag]:
    """By kind, then by name: what they are about, never who has most."""
    rows = review.flags.select_related("volunteer")
    order = {kind: place for place, (kind, _) in enumerate(QualityFlag._meta.get_field("kind").choices)}
    return sorted(rows, key=lambda row: (order[row.kind], row.volunteer.name.casefold(), row.pk))


def months(on: date, number: int = 6) -> list[date]:
    """First days of the last months, newest first; the month that still runs is not one of them."""
    found, first = [], on.replace(day=1)
    for _ in range(number):
        first = (first.replace(month=first.month - 1)) if first.month > 1 else date(first.year - 1, 12, 1)
        found.append(first)
    return found
