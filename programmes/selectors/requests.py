"""Changes of a plan that volunteers ask for: what each would mean, and which wait for the coordinator."""

from dataclasses import dataclass
from datetime import date

from peersupport.accounts.actors import Actor
from programmes.choices import BACK, HOLD, PAUSE
from programmes.models import PlanRequest, Relationship
from programmes.selectors.changes import Proposed, last_begun, paused, step, steps_of, to_come


@dataclass(frozen=True, slots=True)
class RequestPage:
    """`kinds` are those that are possible now; `waits` is a request nobody has decided yet."""

    relationship: Relationship
    kinds: tuple[str, ...]
    waits: PlanRequest | None
    decided: tuple[PlanRequest, ...]


def request_page(relationship: Relationship, *, today: date) -> RequestPage:
    rows = list(
        PlanRequest.objects.of(relationship.scheme_id)
        .filter(relationship=relationship)
        .order_by("-asked_at", "-pk")
    )
    waits = next((row for row in rows if row.decided_at is None), None)
    last = last_begun(relationship, today=today)
    steps = steps_of(relationship, last) if last else ()
    pauses = (PAUSE,) if to_come(relationship, since=today) else ()
    return RequestPage(
        relationship, (*pauses, *steps, "end_person", "end_volunteer"), waits,
        tuple(row for row in rows if row.decided_at),
    )  # fmt: skip


def proposed(request: PlanRequest, *, today: date) -> Proposed | None:
    """The rest of the plan as the request would make it; None for an end, or where it is no longer possible."""
    pair = request.relationship
    if request.kind == PAUSE and request.from_on and request.until_on and request.until_on > today:
        return paused(pair, from_on=max(request.from_on, today), until_on=request.until_on, today=today)
    last = last_begun(pair, today=today) if request.kind in (HOLD, BACK) else None
    if last is None or request.kind not in steps_of(pair, last):
        return None
    return step(pair, last, kind=request.kind, today=today)


def waiting(*, actor: Actor) -> list[PlanRequest]:
    """Requests for the worklist, the oldest first. One query."""
    joined = (
        "relationship__patient", "relationship__role", "relationship__volunteer__coordinator__user",
        "relationship__enrolment__owner__user",
    )  # fmt: skip
    rows = PlanRequest.objects.visible_to(actor).proposed()
    return list(rows.select_related(*joined).order_by("asked_at", "pk"))
