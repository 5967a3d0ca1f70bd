"""A volunteer is away, and the two keep their contacts all the same: decided, and written down."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import require
from peersupport.core.errors import Refusal
from programmes.choices import KEPT
from programmes.models import PlanChange, Relationship
from programmes.selectors.leave_plans import pairs_of
from programmes.services.changes_rows import locked, remember
from volunteers.models import Leave


class NothingToKeep(Refusal):
    words = "No contact of this plan falls into these days any more."


@transaction.atomic
def keep(*, relationship: Relationship, leave: Leave, by: Actor, at: datetime) -> PlanChange:
    """Leave the contacts in the days away where they are. Raises NothingToKeep, HasEnded."""
    require(by, may.PLAN_SUPPORT, relationship, leave)
    relationship = locked(relationship, by=by)
    pairs = pairs_of(leave, by=by, today=timezone.localdate(at))
    days = [row.due_on for pair in pairs if pair.relationship == relationship for row in pair.open]
    if not days:
        raise NothingToKeep
    why = f"{relationship.volunteer.short_name} is away, and both keep these contacts"
    return remember(relationship, kind=KEPT, why=why, before=days, after=days, by=by, at=at)
