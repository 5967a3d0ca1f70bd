"""Step-down reviews in words."""

from django.utils import timezone

from peersupport.core.presenters import Fact, Tag
from peersupport.core.templatetags.words import day, long_day
from programmes.choices import APPLIED, BACK, HOLD, REVIEW_STATES, STEP_DOWN, STEPS
from programmes.models import Review
from programmes.presenters.changes import closer
from programmes.selectors.changes import Proposed
from programmes.selectors.reviews import ReviewPage

SHORT = {STEP_DOWN: "Step down", HOLD: "Hold", BACK: "Step back up"}
COLOURS = {"proposed": "blue", "applied": "green", "turned_down": "grey"}


def about(page: ReviewPage) -> str:
    """Which phase the review is about, or when the next review comes."""
    if page.ended:
        return f"{page.ended.phase_name}: contact {page.ended.number} of {day(page.ended.due_on)} ends this phase."
    if page.waits:
        return "The last review waits for your coordinator."
    if page.next_on:
        return f"No review is due now. The next one comes with the contact of {long_day(page.next_on)}."
    return "No review is due now."


def options(page: ReviewPage) -> list[str]:
    """A line for each step that changes dates."""
    return [_option(kind, proposed) for kind, proposed in page.steps.items()]


def _option(kind: str, proposed: Proposed) -> str:
    days = ", ".join(day(on) for on in proposed.after[:3])
    until = f"Support would end on {day(proposed.ends_on)}"
    asks = ", so your coordinator decides" if proposed.beyond else ""
    return f"{SHORT[kind]}: the next contacts are {days}. {until}{asks}.{closer(proposed)}"


def saved(review: Review, *, decides: bool = False) -> str:
    if review.state == APPLIED:
        return (
            "The review is saved."
            if review.step == STEP_DOWN
            else "The review is saved and the dates changed."
        )
    if decides:
        return "The review is saved. Nothing has changed yet: decide now."
    return "The review is saved. Your coordinator decides and tells you."


def facts(review: Review) -> list[Fact]:
    written = f"{review.written_by}, {day(timezone.localdate(review.written_at))}"
    found = (
        ("Wanted", dict(STEPS)[review.step]),
        ("Both agree", "Yes" if review.both_agree else "No"),
        ("How it is going", review.how),
        ("Note", review.note),
        ("Written by", written),
        ("Decided", _decided(review)),
    )
    return [Fact(key, value) for key, value in found if value]


def _decided(review: Review) -> str:
    if not review.decided_at:
        return ""
    on = day(timezone.localdate(review.decided_at))
    return f"{dict(REVIEW_STATES)[review.state]}, {review.decided_by}, {on}\n{review.decided_why}"


def tag(review: Review) -> Tag:
    return Tag(dict(REVIEW_STATES)[review.state], COLOURS[review.state])
