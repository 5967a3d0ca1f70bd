"""A coordinator answers a suggested step, with a reason; only then is it taken. And the rules of a programme."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from django.db import transaction

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import require
from peersupport.audit.services import events
from peersupport.core.errors import Refusal
from peersupport.core.locks import hold
from peersupport.messaging.services import outbox
from programmes.choices import END_SUPPORT, MESSAGE
from programmes.models import FollowUp, FollowUpRules, Programme, Relationship
from programmes.selectors.followups import silence_of
from programmes.services import relationships
from programmes.services.changes_rows import locked

USEFUL_FOR = timedelta(days=3)


class NoReason(Refusal):
    words = "Write why not, so that others know when they look"
    field = "why"


class NothingSuggested(Refusal):
    words = "Nothing is suggested here any more. Somebody has answered it, or the person has been reached."


class WrongOrder(Refusal):
    """Numbers that do not fit each other; the words say which."""


@dataclass(frozen=True)
class Answered:
    """`done` is whether something was set going: a message, or the end of support."""

    follow_up: FollowUp
    done: bool


@transaction.atomic
def answer(*, relationship: Relationship, taken: bool, why: str, by: Actor, at: datetime) -> Answered:
    """Take or decline the step that is suggested now. Raises NoReason, NothingSuggested, HasEnded."""
    require(by, may.PLAN_SUPPORT, relationship)
    row = locked(relationship, by=by)
    silence = silence_of(row)
    if silence is None:
        raise NothingSuggested
    if not taken and not why.strip():
        raise NoReason
    kept = FollowUp.make(
        scheme=by.scheme,
        relationship=row,
        step=silence.step,
        since_on=silence.since_on,
        tries=silence.tries,
        taken=taken,
        why=why.strip(),
        at=at,
        by_name=by.name,
    )
    detail = {"step": kept.step, "tries": kept.tries, "taken": taken}
    events.record(by=by, action="follow_up.answered", row=kept, person=row.patient, at=at, detail=detail)
    return Answered(kept, taken and _take(kept, row, by=by, at=at))


def _take(kept: FollowUp, relationship: Relationship, *, by: Actor, at: datetime) -> bool:
    if kept.step == MESSAGE:
        _write(kept, relationship, at=at)
    elif kept.step == END_SUPPORT:
        relationships.end(relationship=relationship, by=by, at=at, reason="no-answer")
    return kept.step in (MESSAGE, END_SUPPORT)


def _write(kept: FollowUp, relationship: Relationship, *, at: datetime) -> None:
    outbox.ask(
        scheme=relationship.scheme,
        key=f"not-reached:{kept.pk}",
        template="not_reached",
        kind="patient",
        recipient=relationship.patient_id,
        not_before=at,
        expires_at=at + USEFUL_FOR,
    )


@transaction.atomic
def set_rules(*, programme: Programme, by: Actor, at: datetime, **numbers: int | None) -> FollowUpRules:
    """Save the numbers of a programme, whole. `numbers` has all of FollowUpRules.NUMBERS. Raises WrongOrder."""
    require(by, may.MANAGE_PROGRAMMES, programme)
    programme = hold(Programme.objects.of(by.scheme)).get(pk=programme.pk)
    _check(numbers)
    row = FollowUpRules.objects.of(by.scheme).filter(programme=programme).first()
    if row:
        row.change(**numbers)
    else:
        row = FollowUpRules.make(scheme=by.scheme, programme=programme, **numbers)
    events.record(by=by, action="follow_up_rules.set", row=row, at=at, detail=dict(numbers))
    return row


def _check(numbers: dict[str, int | None]) -> None:
    if numbers["manager_days"] <= numbers["coordinator_days"]:
        raise WrongOrder("The managers are told after the coordinator. Enter more days", field="manager_days")
    steps = [(name, numbers[name]) for name in ("ring_after", "message_after", "letter_after", "end_after")]
    asked = [(name, tries) for name, tries in steps if tries]
    for (_, before), (name, tries) in pairwise(asked):
        if tries <= before:
            raise WrongOrder("Each step comes after more tries than the one before it", field=name)
