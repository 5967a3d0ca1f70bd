"""From which day on staff of a scheme need a second factor."""

from datetime import date, datetime

from django.db import transaction

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import require
from peersupport.accounts.models import Scheme
from peersupport.audit.services import events
from peersupport.core.errors import Refusal
from peersupport.core.locks import hold


class SecondFactorRefused(Refusal):
    """A day that cannot be set."""


@transaction.atomic
def demand(*, by: Actor, from_on: date | None, at: datetime, today: date) -> None:
    """Set the day, or None for never. A day of the past would shut people out without a warning."""
    require(by, may.MANAGE_SCHEME)
    scheme = hold(Scheme.objects.all()).get(pk=by.scheme.pk)
    if from_on == scheme.second_factor_from_on:
        return
    if from_on and from_on < today:
        raise SecondFactorRefused("Choose today or a later day.", field="from_on")
    scheme.change(second_factor_from_on=from_on)
    detail = {"from_on": from_on.isoformat() if from_on else ""}
    events.record(by=by, action="second_factor.demanded", row=scheme, at=at, detail=detail)
