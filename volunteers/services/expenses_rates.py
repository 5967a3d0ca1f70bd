"""What a mile is worth, from a day on. A claim that was approved keeps the rate it was approved with."""

from datetime import date, datetime

from django.db import transaction

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import require
from peersupport.accounts.models import Scheme
from peersupport.audit.services import events
from peersupport.core.errors import Refusal
from peersupport.core.locks import hold
from volunteers.models import MileageRate


class RateRefused(Refusal):
    """A rate that cannot be set."""


@transaction.atomic
def set_rate(
    *, by: Actor, from_on: date, first_pence: int, threshold_miles: int, then_pence: int, at: datetime
) -> MileageRate:
    """A rate that begins on a day; the one before ends with that. The same day again puts it right."""
    require(by, may.MANAGE_SCHEME)
    if then_pence > first_pence:
        raise RateRefused("The second rate is higher than the first. Check both.", field="then_pence")
    facts = {"first_pence": first_pence, "threshold_miles": threshold_miles, "then_pence": then_pence}
    hold(Scheme.objects.all()).get(pk=by.scheme.pk)  # pressed twice at once: the second finds the first
    rate = MileageRate.objects.of(by.scheme).filter(from_on=from_on).first()
    if rate is None:
        rate = MileageRate.make(scheme=by.scheme, from_on=from_on, set_by=by.name, **facts)
    else:
        rate.change(set_by=by.name, **facts)
    detail = {"from_on": from_on.isoformat(), **facts}
    events.record(by=by, action="mileage_rate.set", row=rate, at=at, detail=detail)
    return rate
