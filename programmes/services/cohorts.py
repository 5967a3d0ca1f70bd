"""Opening cohorts of a programme, and what it asks of peers."""

from datetime import date, datetime

from django.db import transaction

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import require
from peersupport.audit.services import events
from peersupport.core.errors import Refusal
from peersupport.core.locks import hold
from programmes.models import Cohort, Programme


class NameTaken(Refusal):
    words = "This programme already has a cohort of that name. Choose another name."
    field = "name"


@transaction.atomic
def add(*, programme: Programme, name: str, starts_on: date, by: Actor, at: datetime) -> Cohort:
    """Open a cohort. Raises NameTaken when the programme has one of this name."""
    require(by, may.MANAGE_PROGRAMMES, programme)
    # The lock makes two managers who choose one name wait for each other.
    hold(Programme.objects.of(by.scheme)).get(pk=programme.pk)
    if programme.cohorts.filter(name__iexact=name.strip()).exists():
        raise NameTaken
    cohort = Cohort.make(scheme=by.scheme, programme=programme, name=name.strip(), starts_on=starts_on)
    events.record(by=by, action="cohort.added", row=cohort, at=at, detail={"name": cohort.name})
    return cohort


@transaction.atomic
def ask_of_peers(
    *, programme: Programme, same_condition: bool, talk_first: bool, by: Actor, at: datetime
) -> None:
    """Whether a peer must share a condition, and whether the two must talk before they are matched."""
    require(by, may.MANAGE_PROGRAMMES, programme)
    row = hold(Programme.objects.of(by.scheme)).get(pk=programme.pk)
    if (row.same_condition_required, row.conversation_first) == (same_condition, talk_first):
        return
    row.change(same_condition_required=same_condition, conversation_first=talk_first)
    detail = {"same_condition": same_condition, "talk_first": talk_first}
    events.record(by=by, action="programme.asks", row=row, at=at, detail=detail)
