"""Monthly reviews for their pages."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from peersupport.accounts.actors import Actor
from programmes.choices import LATE_LOGS, LOW_DOSE
from programmes.models import Contact, PlannedContact, QualityFlag, QualityReview, Relationship
from programmes.selectors.quality_figures import Rules, late_logs, not_held


@dataclass(frozen=True, slots=True)
class Behind:
    """What a flag counts: contacts logged late, or planned contacts that were not held; by day."""

    late: tuple[Contact, ...]
    missed: tuple[PlannedContact, ...]


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


def behind(flag: QualityFlag, *, actor: Actor) -> Behind:
    """The contacts that a flag counts, as they stand now, of people whom this person may see. Three queries."""
    rules = Rules(**flag.review.figures["rules"])
    about = {"month": flag.review.month}
    late = late_logs(flag.volunteer, **about, rules=rules) if flag.kind == LATE_LOGS else []
    missed = not_held(flag.volunteer, **about) if flag.kind == LOW_DOSE else []
    pairs = {row.relationship_id for row in (*late, *missed)}
    seen = set(Relationship.objects.visible_to(actor).filter(pk__in=pairs).values_list("pk", flat=True))
    return Behind(
        tuple(row for row in late if row.relationship_id in seen),
        tuple(row for row in missed if row.relationship_id in seen),
    )


def months(on: date, number: int = 6) -> list[date]:
    """First days of the last months, newest first; the month that still runs is not one of them."""
    found, first = [], on.replace(day=1)
    for _ in range(number):
        first = (first.replace(month=first.month - 1)) if first.month > 1 else date(first.year - 1, 12, 1)
        found.append(first)
    return found
