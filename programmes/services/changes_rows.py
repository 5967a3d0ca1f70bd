"""What every change of a running plan does: lock, remember before and after, say who and why."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone

from peersupport.accounts.actors import Actor
from peersupport.audit.services import events
from peersupport.core.errors import Refusal
from peersupport.core.locks import hold
from programmes.choices import CANCELLED, PLANNED_CONTACT
from programmes.models import Enrolment, PlanChange, PlannedContact, Relationship
from programmes.selectors.changes_cover import own_cover
from programmes.services import contacts_messages
from programmes.services.relationships_messages import tell_change


class HasEnded(Refusal):
    words = "This support has ended already."


class NoReason(Refusal):
    words = "Say why."
    field = "why"


class StandsIn(Refusal):
    words = "You stand in for a while. Say to the coordinator what should change: the plan stays as it is until then."


def locked(relationship: Relationship, *, by: Actor) -> Relationship:
    """The relationship anew, held until the end of the transaction, its place before it. Raises HasEnded."""
    rows = Relationship.objects.visible_to(by).select_related(
        "patient", "volunteer__scheme", "role", "taper", "scheme", "enrolment__referral"
    )
    hold(Enrolment.objects.of(by.scheme)).filter(pk=relationship.enrolment_id).first()
    found = hold(rows).filter(pk=relationship.pk).first()
    if found is None or found.ended_on:
        raise HasEnded
    return found


def own(relationship: Relationship, *, by: Actor, on: date) -> None:
    """Whoever stands in sees only their days, so the plan is not theirs to judge. Raises StandsIn."""
    if own_cover(relationship, by=by, on=on):
        raise StandsIn


def reason(why: str) -> str:
    """The reason without blanks around it. Raises NoReason."""
    if not why.strip():
        raise NoReason
    return why.strip()


def cancel(rows: Sequence[PlannedContact]) -> None:
    """Take the contacts off the plan, and what waits to be sent about them."""
    for row in rows:
        PLANNED_CONTACT.check(row.state, CANCELLED)
        contacts_messages.take_back(row)
        row.change(state=CANCELLED)


def remember(
    relationship: Relationship,
    *,
    kind: str,
    why: str,
    before: Sequence[date],
    after: Sequence[date],
    by: Actor,
    at: datetime,
    tell: bool = True,
) -> PlanChange:
    """The append-only row, the audit, and a message to the volunteer who did not do it themselves."""
    days = {"before": [day.isoformat() for day in before], "after": [day.isoformat() for day in after]}
    change = PlanChange.make(
        scheme=relationship.scheme,
        relationship=relationship,
        kind=kind,
        changed_at=at,
        changed_by=by.name,
        why=why,
        **days,
    )
    events.record(
        by=by, action=f"relationship.{ACTIONS[kind]}", row=relationship, person=relationship.patient, at=at,
        detail={**days, "on": timezone.localdate(at).isoformat()},
    )  # fmt: skip
    if tell and relationship.volunteer.user_id != by.user_key:
        tell_change(change, relationship.volunteer_id)
    return change


ACTIONS = {
    "pause": "paused", "resume": "resumed", "hold": "held", "back": "stepped_back", "end": "ended",
    "spread": "spread", "retapered": "retapered", "one_moved": "contact_moved", "skipped": "contact_skipped",
    "kept": "contacts_kept",
}  # fmt: skip
