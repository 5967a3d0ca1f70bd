"""A person decides, and says why. Accepting starts the relationship and its plan in the same transaction."""

from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone

from matching.choices import KEEP_WAITING, MATCH, NO_SINGLE, SEEK_AGAIN, TRY_ANOTHER
from matching.models import Decision
from matching.selectors.candidates import ASKED_AT_THE_START, Standing, standing
from matching.selectors.conversations import why_not_yet
from matching.selectors.no_single import no_single_decision
from matching.services.conversations import NotWaiting
from matching.services.proposals_settled import lock, settle
from matching.services.reasons import NoReason, check_reason
from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import require
from peersupport.audit.services import events
from peersupport.core.errors import Refusal
from peersupport.core.locks import hold
from programmes.choices import WAITING
from programmes.models import Enrolment, Relationship, Taper
from programmes.services import relationships, together
from volunteers.models import Volunteer

__all__ = ["NoReason", "NotAgreed", "NotWaiting", "RuledOut", "accept", "check_talk", "decline", "seek_again"]


class NotAgreed(Refusal):
    """The programme asks for a conversation of this pair first, and there is none, or one of the two said no."""

    field = "volunteer"


class RuledOut(Refusal):
    """A hard rule keeps the two apart."""

    field = "volunteer"


class NobodyNamed(Refusal):
    words = "Say whom you decided against."
    field = "volunteer"


class StillSought(Refusal):
    """Nobody had decided against a single peer, or somebody has taken that back already."""


DECLINES = (TRY_ANOTHER, KEEP_WAITING, NO_SINGLE)


@transaction.atomic
def accept(
    *,
    enrolment: Enrolment,
    volunteer: Volunteer,
    why: str,
    start_on: date,
    mode: str,
    by: Actor,
    at: datetime,
    at_time: time | None = None,
    taper: Taper | None = None,
    welcomer: Volunteer | None = None,
    late: str = "",
) -> Relationship:
    """Match the two: the decision, and the relationship with its plan; `welcomer` introduces them, `late` is as
    `relationships.start` has it.

    Raises NoReason, NotAgreed, RuledOut, and all that `relationships.start` refuses.
    """
    require(by, may.MATCH_PEOPLE, enrolment, volunteer)
    lock(enrolment, by=by)
    volunteer, enrolment = together.hold(volunteer, enrolment, by=by)
    check_talk(enrolment, volunteer)
    stands = _lawful(enrolment, volunteer, by, on=timezone.localdate(at))
    check_reason(why)
    relationship = relationships.start(
        enrolment=enrolment,
        volunteer=volunteer,
        by=by,
        at=at,
        start_on=start_on,
        mode=mode,
        at_time=at_time,
        taper=taper,
        welcomer=welcomer,
        late=late,
    )
    _decide(enrolment, MATCH, why, volunteer, stands, by=by, at=at, relationship=relationship)
    return relationship


@transaction.atomic
def decline(
    *,
    enrolment: Enrolment,
    decision: str,
    why: str,
    by: Actor,
    at: datetime,
    volunteer: Volunteer | None = None,
) -> Decision:
    """Not this one, keep waiting, or no single peer. The person stays on the list.

    Raises NoReason, NobodyNamed ("not this one" needs a volunteer) and NotWaiting.
    """
    require(by, may.MATCH_PEOPLE, enrolment, *([volunteer] if volunteer else []))
    if decision not in DECLINES:
        raise ValueError(f"{decision!r} does not decline")
    if decision == TRY_ANOTHER and volunteer is None:
        raise NobodyNamed
    check_reason(why)
    _lock_waiting(enrolment, by=by)
    named = volunteer if decision == TRY_ANOTHER else None
    stands = standing(enrolment, named, actor=by, on=timezone.localdate(at)) if named else None
    return _decide(enrolment, decision, why, named, stands, by=by, at=at)


@transaction.atomic
def seek_again(*, enrolment: Enrolment, why: str, by: Actor, at: datetime) -> Decision:
    """Take "no single peer" back: the next round and the list of those who wait have the person again.

    Raises NoReason, NotWaiting, and StillSought if there is nothing to take back.
    """
    require(by, may.MATCH_PEOPLE, enrolment)
    check_reason(why)
    row = _lock_waiting(enrolment, by=by)
    if no_single_decision(row) is None:
        raise StillSought(f"{row.patient.short_name} is on the list for a single match already.")
    return _decide(enrolment, SEEK_AGAIN, why, None, None, by=by, at=at)


def _lock_waiting(enrolment: Enrolment, *, by: Actor) -> Enrolment:
    """The place, held until the transaction ends. Raises NotWaiting."""
    lock(enrolment, by=by)
    row = hold(Enrolment.objects.of(by.scheme).select_related("patient", "scheme")).get(pk=enrolment.pk)
    if row.state != WAITING:
        raise NotWaiting(f"{row.patient.short_name} is no longer waiting, so there is nothing to decide.")
    return row


def check_talk(enrolment: Enrolment, volunteer: Volunteer) -> None:
    """Raise NotAgreed, where the programme asks for a conversation first."""
    if words := why_not_yet(enrolment, volunteer):
        raise NotAgreed(words)


def _lawful(enrolment: Enrolment, volunteer: Volunteer, by: Actor, *, on: date) -> Standing:
    """How the two stand; gate and place are asked by the start, for its own day."""
    stands = standing(enrolment, volunteer, actor=by, on=on)
    if stands.codes - ASKED_AT_THE_START:
        raise RuledOut(
            f"{volunteer.name} cannot be matched with {enrolment.patient.short_name}. {stands.reasons[-1]}."
        )
    return stands


def _decide(
    enrolment: Enrolment,
    decision: str,
    why: str,
    volunteer: Volunteer | None,
    stands: Standing | None,
    *,
    by: Actor,
    at: datetime,
    relationship: Relationship | None = None,
) -> Decision:
    row = Decision.make(
        scheme=by.scheme,
        enrolment=enrolment,
        volunteer=volunteer,
        decision=decision,
        why=why.strip(),
        decided_by=by.name,
        decided_at=at,
        score=stands.score if stands else None,
        rank=stands.rank if stands else None,
        relationship=relationship,
    )
    settle(enrolment=enrolment, volunteer=volunteer, decision=decision, why=row.why, by=by, at=at)
    detail = {"decision": decision, "volunteer": str(volunteer.pk) if volunteer else ""}
    events.record(by=by, action="match.decided", row=row, person=enrolment.patient, at=at, detail=detail)
    return row
