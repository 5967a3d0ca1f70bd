"""Step-down reviews: which is due, what each step would mean, which wait for the coordinator."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef
from django.utils import timezone

from peersupport.accounts.actors import Actor
from programmes.choices import BACK, CANCELLED, HOLD, PLANNED
from programmes.models import PlannedContact, Relationship, Review
from programmes.selectors.changes import Proposed, step


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """`ended` is the contact that ends the phase, None when no review is due; `next_on` is when one will be.

    `steps` has what holding and stepping back up would make of the plan, as far as each is possible.
    """

    relationship: Relationship
    ended: PlannedContact | None
    next_on: date | None
    steps: dict[str, Proposed]
    waits: bool


@dataclass(frozen=True, slots=True)
class DueReview:
    """A line of the worklist: a review nobody has written (`review` None), or one that waits for a decision."""

    relationship: Relationship
    ended: PlannedContact
    review: Review | None
    since: date


def review_page(relationship: Relationship, *, today: date) -> ReviewPage:
    unwritten = _unwritten(relationship)
    ended = to_review(unwritten, today)
    coming = [row.due_on for row in unwritten if row.opens_on > today]
    waits = Review.objects.of(relationship.scheme_id).proposed().filter(planned__relationship=relationship)
    return ReviewPage(
        relationship=relationship,
        ended=ended,
        next_on=coming[0] if coming else None,
        steps=possible(relationship, ended, today=today) if ended else {},
        waits=waits.exists(),
    )


def _unwritten(relationship: Relationship) -> list[PlannedContact]:
    """Phase ends without a review, after the last one that has one."""
    rows = relationship.planned.exclude(state=CANCELLED)
    written = rows.filter(review__isnull=False).order_by("-number").values_list("number", flat=True).first()
    return list(rows.filter(reviews=True, number__gt=written or 0).order_by("number"))


def to_review(unwritten: list[PlannedContact], today: date) -> PlannedContact | None:
    """The newest phase end whose contact may have been held by now."""
    ready = [row for row in unwritten if row.opens_on <= today or row.state != PLANNED]
    return ready[-1] if ready else None


def possible(relationship: Relationship, ended: PlannedContact, *, today: date) -> dict[str, Proposed]:
    """Holding, and stepping back up where there is a phase before."""
    ended.relationship = relationship
    phases = relationship.taper.phases.count()
    kinds = (HOLD, BACK) if min(ended.phase, phases - 1) else (HOLD,)
    return {kind: step(relationship, ended, kind=kind, today=today) for kind in kinds}


def due_reviews(*, actor: Actor, on: date) -> list[DueReview]:
    """Two queries. A review is due from the day of the last contact of a phase until the next phase has begun:
    then the step down has happened as planned. After the last contact of all it is due until support ends.
    """
    joined = (
        "relationship__patient", "relationship__role", "relationship__volunteer__coordinator__user",
        "relationship__enrolment__owner__user",
    )  # fmt: skip
    later = PlannedContact.objects.of(actor.scheme).filter(
        relationship=OuterRef("relationship"), number__gt=OuterRef("number")
    )
    begun = later.exclude(state__in=[PLANNED, CANCELLED])
    rows = PlannedContact.objects.visible_to(actor).filter(
        reviews=True, review__isnull=True, due_on__lte=on, relationship__ended_on__isnull=True
    )
    rows = (
        rows.exclude(state=CANCELLED).exclude(Exists(begun)).select_related(*joined).order_by("due_on", "pk")
    )
    waiting = Review.objects.visible_to(actor).proposed()
    waiting = waiting.select_related("planned", *(f"planned__{name}" for name in joined)).order_by(
        "written_at"
    )
    return [
        *(DueReview(row.relationship, row, None, row.due_on) for row in rows),
        *(
            DueReview(one.planned.relationship, one.planned, one, timezone.localdate(one.written_at))
            for one in waiting
        ),
    ]
