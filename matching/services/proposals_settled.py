"""A decision about a person settles what a round had proposed for them.

Whoever decides locks the person's proposal first of all, before places, people and the audit: so does a round that is
published, and nobody waits for each other in a circle.
"""

from datetime import datetime

from matching.choices import ACCEPTED, CHANGED, DECLINED, KEEP_WAITING, MATCH, NO_SINGLE, PROPOSAL
from matching.models import Proposal
from peersupport.accounts.actors import Actor
from peersupport.audit.services import events
from peersupport.core.locks import hold
from programmes.models import Enrolment
from volunteers.models import Volunteer


def lock(enrolment: Enrolment, *, by: Actor) -> Proposal | None:
    """The proposal that stands for this person, held until the transaction ends."""
    rows = Proposal.objects.of(by.scheme).standing().filter(enrolment=enrolment)
    return hold(rows.select_related("enrolment__patient")).first()


def settle(
    *, enrolment: Enrolment, volunteer: Volunteer | None, decision: str, why: str, by: Actor, at: datetime
) -> None:
    """Inside the decision's transaction. A proposal of somebody else stays, unless the person is matched."""
    row = lock(enrolment, by=by)
    if row is None:
        return
    is_same = volunteer is not None and row.volunteer_id == volunteer.pk
    state = _state(decision, is_same)
    if state and state != row.state:
        move(row, state, why, by=by, at=at)


def _state(decision: str, is_same: bool) -> str:
    """What becomes of the proposal; "" if nothing does."""
    if decision == MATCH:
        return ACCEPTED if is_same else CHANGED
    return DECLINED if is_same or decision in (KEEP_WAITING, NO_SINGLE) else ""


def move(row: Proposal, state: str, why: str, *, by: Actor, at: datetime) -> None:
    """Move a locked proposal on, and say so. Raises MoveNotAllowed."""
    PROPOSAL.check(row.state, state)
    row.change(state=state, why=why, decided_by=by.name, decided_at=at)
    detail = {"volunteer": str(row.volunteer_id), "run": str(row.run_id)}
    events.record(
        by=by, action=f"proposal.{state}", row=row, person=row.enrolment.patient, at=at, detail=detail
    )
