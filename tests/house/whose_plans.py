"""One row of every kind that changes a plan. Abdul stands in only in March, so he sees nobody yet."""

from datetime import date, datetime
from uuid import UUID

from programmes.models import Contact, Cover, PlanRequest, Relationship, Review
from tests.cast import Cast


def of_plans(cast: Cast, relationship: Relationship, at: datetime) -> dict[str, UUID]:
    """Owner -> key."""
    cover = Cover.make(
        scheme=cast.scheme, relationship=relationship, volunteer=cast.abdul, why="Holiday",
        made_by="Priya Nair", starts_on=date(2027, 3, 1), ends_on=date(2027, 3, 5),
    )  # fmt: skip
    review = Review.make(
        scheme=cast.scheme, planned=relationship.planned.get(number=8), how="Well", both_agree=False,
        step="hold", written_at=at, written_by="Denise Harper",
    )  # fmt: skip
    log = Contact.make(
        scheme=cast.scheme, relationship=relationship, happened_on=date(2026, 11, 20), outcome="talked",
        worried=False, logged_at=at, logged_by="Denise Harper",
    )  # fmt: skip
    request = PlanRequest.make(
        scheme=cast.scheme, relationship=relationship, kind="hold", why="Still hard", asked_at=at,
        asked_by="Denise Harper",
    )  # fmt: skip
    return {
        "log": log.pk,
        "request": request.pk,
        "cover": cover.pk,
        "review": review.pk,
        "taper": cast.taper.pk,
        "cohort": cast.autumn.pk,
    }
