"""Step-down reviews: which is due, what each step would mean, which wait for the coordinator."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from peersupport.accounts.actors import Actor
from programmes.choices import APPLIED, PLANNED
from programmes.models import PlannedContact, Relationship, Review
from programmes.selectors.changes import Proposed, last_begun, step, steps_of


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
    """A line of the worklist: a review nobody has written (`review` None), one that waits for a decision, or one that
    was done at once some days ago.
    """

    relationship: Relationship
    ended: PlannedContact
    review: Review | None
    since: date


def review_page(relationship: Relationship, *, today: date) -> ReviewPage:
    unwritten = list(relationship.planned.to_review(today).order_by("number"))
    # Of two phase ends that may both be held by now the newer one counts.
    ready = [row for row in unwritten if row.opens_on <= today or row.state != PLANNED]
    ended = ready[-1] if ready else None
    coming = [row.due_on for row in unwritten if row.opens_on > today]
    waits = Review.objects.of(relationship.scheme_id).proposed().filter(planned__relationship=relationship)
    return ReviewPage(
        relationship=relationship,
        ended=ended,
        next_on=coming[0] if coming else None,
        steps=possible(relationship, ended, today=today) if ended else {},
        waits=waits.exists(),
    )


def steps_after(review: Review, relationship: Relationship, *, today: date) -> PlannedContact:
    """The contact behind which a review steps: the one that it is about, or a later one that has begun meanwhile."""
    last = last_begun(relationship, today=today)
    return last if last and last.number > review.planned.number else review.planned


def possible(relationship: Relationship, ended: PlannedContact, *, today: date) -> dict[str, Proposed]:
    """Holding, and stepping back up where there is a phase before."""
    ended.relationship = relationship
    kinds = steps_of(relationship, ended)
    return {kind: step(relationship, ended, kind=kind, today=today) for kind in kinds}


def due_reviews(*, actor: Actor, on: date) -> list[DueReview]:
    """Two queries. A review is due from the day of the last contact of a phase until the next phase has begun:
    then the step down has happened as planned. After the last contact of all it is due until support ends.
    """
    joined = (
        "relationship__patient", "relationship__role", "relationship__volunteer__coordinator__user",
        "relationship__enrolment__owner__user",
    )  # fmt: skip
    rows = PlannedContact.objects.visible_to(actor).to_review(on)
    rows = rows.filter(due_on__lte=on, relationship__ended_on__isnull=True)
    rows = rows.select_related(*joined).order_by("due_on", "pk")
    waiting = Review.objects.visible_to(actor).to_see(on).exclude(state=APPLIED, written_by=actor.name)
    waiting = waiting.select_related("planned", *(f"planned__{name}" for name in joined)).order_by(
        "written_at", "pk"
    )
    return [
        *(DueReview(row.relationship, row, None, row.due_on) for row in rows),
        *(
            DueReview(one.planned.relationship, one.planned, one, timezone.localdate(one.written_at))
            for one in waiting
        ),
    ]
