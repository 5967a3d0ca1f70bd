"""Writing a step-down review, and the coordinator's decision where one is needed."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import require
from peersupport.audit.services import events
from peersupport.core.errors import Refusal
from programmes.choices import APPLIED, PROPOSED, REVIEW, STEP_DOWN, TURNED_DOWN
from programmes.models import Relationship, Review
from programmes.selectors.changes import steps_of
from programmes.selectors.reviews import ReviewPage, review_page, steps_after
from programmes.services import changes
from programmes.services.changes_rows import locked, own, reason


class NothingToReview(Refusal):
    words = "No step-down review is due now."


class NotPossible(Refusal):
    words = "This is not possible with this plan now. Leave the plan as it is, and say so."
    field = "answer"


class NotReviewed(Refusal):
    """The review cannot be saved as it is."""


@transaction.atomic
def write(
    *,
    relationship: Relationship,
    by: Actor,
    at: datetime,
    how: str,
    step: str,
    both_agree: bool,
    note: str = "",
) -> Review:
    """Save the review of the phase that has ended, and do what it says if both agree and the end date holds.

    Else it is a proposal until a coordinator decides. Raises NothingToReview, NotReviewed, StandsIn, HasEnded.
    """
    require(by, may.LOG_CONTACTS, relationship)
    relationship, today = locked(relationship, by=by), timezone.localdate(at)
    own(relationship, by=by, on=today)
    page = review_page(relationship, today=today)
    _check(page, how, step)
    review = Review.make(
        scheme=relationship.scheme, planned=page.ended, how=how.strip(), both_agree=both_agree, step=step,
        note=note.strip(), written_at=at, written_by=by.name,
    )  # fmt: skip
    said = {"step": step, "number": page.ended.number, "both_agree": both_agree}
    _record("review.written", review, relationship, said, by=by, at=at)
    if both_agree and not (step in page.steps and page.steps[step].beyond):
        _apply(review, relationship, why=f"Step-down review: {review.how}", by=by, at=at)
    return review


def _check(page: ReviewPage, how: str, step: str) -> None:
    if page.ended is None:
        raise NothingToReview
    if not how.strip():
        raise NotReviewed("Say how it is going", field="how")
    if step not in {STEP_DOWN, *page.steps}:
        raise NotReviewed("Choose how to go on", field="step")


@transaction.atomic
def decide(*, review: Review, by: Actor, at: datetime, approve: bool, why: str) -> Review:
    """Do what a review proposes, or leave the plan as it is. Raises NotPossible, MoveNotAllowed, NoReason, HasEnded."""
    require(by, may.PLAN_SUPPORT, review)
    why = reason(why)
    relationship = locked(review.planned.relationship, by=by)
    review = Review.objects.of(by.scheme).select_related("planned").get(pk=review.pk)
    REVIEW.check(review.state, APPLIED if approve else TURNED_DOWN)
    review.change(decided_at=at, decided_by=by.name, decided_why=why)
    if approve:
        _apply(review, relationship, why=why, by=by, at=at)
    else:
        review.change(state=TURNED_DOWN)
    said = {"step": review.step, "number": review.planned.number, "approved": approve}
    _record("review.decided", review, relationship, said, by=by, at=at)
    return review


def _apply(review: Review, relationship: Relationship, *, why: str, by: Actor, at: datetime) -> None:
    REVIEW.check(PROPOSED, APPLIED)
    if review.step != STEP_DOWN:
        ended = steps_after(review, relationship, today=timezone.localdate(at))
        ended.relationship = relationship
        if review.step not in steps_of(relationship, ended):
            raise NotPossible
        changes.step(relationship, ended, kind=review.step, why=why, by=by, at=at)
    review.change(state=APPLIED)


def _record(action: str, review: Review, relationship: Relationship, detail: dict, *, by, at) -> None:
    events.record(by=by, action=action, row=review, person=relationship.patient, at=at, detail=detail)
