"""Ending support and deciding what comes next, in one step. The reason is for staff alone, and blames nobody."""

from datetime import datetime

from django.db import transaction

from matching.choices import NO_SINGLE
from matching.models import Decision
from matching.services import decisions
from matching.services.proposals_settled import lock
from matching.services.reasons import check_reason
from peersupport.accounts.actors import Actor
from programmes.models import Relationship
from programmes.services import relationships


@transaction.atomic
def end_without_single(
    *, relationship: Relationship, reason: str, why: str, by: Actor, at: datetime
) -> Decision:
    """End support today; the person keeps their place, and no round looks for a single peer until somebody does.

    `reason` is a code of END_REASONS. Raises NoReason, NotWaiting, and what `relationships.end` refuses.
    """
    why = check_reason(why)
    lock(relationship.enrolment, by=by)
    relationships.end(relationship=relationship, by=by, at=at, reason=reason, note=why, rematch=True)
    return decisions.decline(enrolment=relationship.enrolment, decision=NO_SINGLE, why=why, by=by, at=at)
