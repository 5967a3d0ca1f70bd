"""Starting and ending a relationship: under a lock, with plan and messages, all or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import require
from peersupport.audit.services import events
from peersupport.core.errors import Refusal
from peersupport.core.locks import hold
from peersupport.core.templatetags.words import count
from programmes.choices import (
    DID_NOT_HAPPEN,
    END,
    END_REASONS,
    ENDED,
    ENROLMENT,
    FINISHED,
    LATE_STARTS,
    RELATIONSHIP,
    STOPPED,
    SUPPORTED,
    WAITING,
)
from programmes.models import Enrolment, Relationship, Taper
from programmes.selectors.changes import to_come
from programmes.selectors.joining import Joined, joined, running_of
from programmes.selectors.plans import Slot, before, why_too_long_ago
from programmes.selectors.together import (
    APART,
    GATE,
    HAS_DIED,
    NO_CONSENT,
    PLACE,
    SELF,
    SPOKEN,
    TAKEN,
    against_start,
)
from programmes.services import changes as running_changes
from programmes.services import changes_rows as changes
from programmes.services import contacts_messages, drafts, plans, together
from programmes.services.relationships_messages import take_back_start, tell_end, tell_start
from volunteers.models import Role, Volunteer
from volunteers.selectors import welcomers
from volunteers.services.recruitment_moves import begin_supporting

FURTHEST = timedelta(days=365)
TAKES_ON = "takes on another person, and this keeps the busiest week low"


class AlreadySupported(Refusal):
    """The person has somebody in this role already."""


class HasDied(Refusal):
    words = "This person has died, so no support can start."


class NoConsent(Refusal):
    """The person has not agreed to support, or has withdrawn it."""


class TaperRetired(Refusal):
    words = "This taper is not offered for new plans any more. Choose another one."
    field = "taper"


class BadStart(Refusal):
    field = "start"


class LateStart(Refusal):
    """Contacts lie before today, and nobody has said what became of them."""

    field = "late"


class NotEligible(Refusal):
    """The volunteer does not pass the eligibility gate on the day of the start, or today if it is past."""


class NoPlace(Refusal):
    """The volunteer has no place on the day of the start."""


class SpokenFor(Refusal):
    """The volunteer's last place is for somebody else: the two have met, and both said yes."""


class NotWelcomer(Refusal):
    """Who is to introduce the two may not: no ready welcomer, or one of the two."""

    field = "welcomer"


class NotThisPair(Refusal):
    """The two are kept apart, or are one and the same person."""

    field = "volunteer"


REFUSALS = {
    TAKEN: AlreadySupported, HAS_DIED: HasDied, NO_CONSENT: NoConsent, SELF: NotThisPair, APART: NotThisPair,
    GATE: NotEligible, PLACE: NoPlace, SPOKEN: SpokenFor,
}  # fmt: skip


class NoEndReason(Refusal):
    words = "Say why support ends."
    field = "reason"


@dataclass(frozen=True, slots=True)
class Beginning:
    """What was agreed about a new relationship."""

    enrolment: Enrolment
    volunteer: Volunteer
    role: Role
    taper: Taper
    start_on: date
    mode: str
    at_time: time | None
    welcomer: Volunteer | None
    late: str


@transaction.atomic
def start(
    *,
    enrolment: Enrolment,
    volunteer: Volunteer,
    by: Actor,
    at: datetime,
    start_on: date,
    mode: str,
    at_time: time | None = None,
    taper: Taper | None = None,
    role: Role | None = None,
    welcomer: Volunteer | None = None,
    late: str = "",
) -> Relationship:
    """Start support, with every contact planned. Role and taper default to the programme's.

    A start in the past needs `late`, a code of LATE_STARTS: what became of the contacts before today.

    Raises BadStart, TaperRetired, LateStart, whichever of REFUSALS stands against it, NotWelcomer, and what the plan
    refuses (TaperError, NoOpenDay). Two at once on one volunteer or one person wait for each other.
    """
    chosen = [row for row in (taper, role, welcomer) if row]
    require(by, may.PLAN_SUPPORT, enrolment, volunteer, *chosen)
    volunteer, enrolment = together.hold(volunteer, enrolment, by=by)
    programme = enrolment.cohort.programme
    role, taper = role or programme.role, taper or programme.taper
    agreed = Beginning(enrolment, volunteer, role, taper, start_on, mode, at_time, welcomer, late)
    _check(agreed, by=by, today=timezone.localdate(at))
    return _begin(agreed, by=by, at=at)


def _check_welcomer(agreed: Beginning, *, on: date) -> None:
    who = agreed.welcomer
    if who is None:
        return
    ready = welcomers.ready(Volunteer.objects.of(who.scheme_id).filter(pk=who.pk), on=on)
    if who.pk == agreed.volunteer.pk or not ready:
        raise NotWelcomer(f"{who.name} cannot introduce them on that day. Choose another welcomer, or none.")


def _check(agreed: Beginning, *, by: Actor, today: date) -> None:
    if agreed.start_on > today + FURTHEST:
        raise BadStart("The first contact must be within a year from today.")
    if Taper.objects.of(by.scheme).filter(pk=agreed.taper.pk, retired_on__isnull=False).exists():
        raise TaperRetired
    against = against_start(
        agreed.enrolment, agreed.volunteer, role=agreed.role, taper=agreed.taper, on=agreed.start_on, today=today,
        actor=by,
    )  # fmt: skip
    for one in against:
        raise REFUSALS[one.code](one.said_to(by))
    _check_welcomer(agreed, on=max(agreed.start_on, today))
    ENROLMENT.check(agreed.enrolment.state, SUPPORTED)


def _begin(agreed: Beginning, *, by: Actor, at: datetime) -> Relationship:
    enrolment, person = agreed.enrolment, agreed.enrolment.patient
    today = timezone.localdate(at)
    plan = _planned(agreed, by=by, today=today)
    slots = plan.slots
    past = _check_late(agreed, slots, today)
    relationship = Relationship.make(
        scheme=by.scheme,
        patient=person,
        volunteer=agreed.volunteer,
        role=agreed.role,
        enrolment=enrolment,
        taper=agreed.taper,
        started_on=agreed.start_on,
        ends_on=slots[-1].due_on,
        mode=agreed.mode,
        at_time=agreed.at_time,
        welcomer=agreed.welcomer,
    )
    missed = agreed.late == DID_NOT_HAPPEN
    plans.write(relationship=relationship, slots=slots, today=today, missed=missed)
    running_changes.spread(plan.moves, why=f"{agreed.volunteer.short_name} {TAKES_ON}", by=by, at=at)
    enrolment.change(state=SUPPORTED)
    detail = {"volunteer": str(agreed.volunteer.pk), "contacts": len(slots), "starts": str(slots[0].due_on)}
    detail |= {"late": agreed.late, "before_today": past} if past else {}
    events.record(by=by, action="relationship.started", row=relationship, person=person, at=at, detail=detail)
    begin_supporting(volunteer=agreed.volunteer, by=by, at=at, today=today)
    tell_start(relationship, slots[past], at=at)
    return relationship


def _check_late(agreed: Beginning, slots: Sequence[Slot], today: date) -> int:
    """How many contacts lie before today, once somebody has said what became of them. Raises LateStart, BadStart."""
    if words := why_too_long_ago(slots, agreed.start_on, today):
        raise BadStart(words)
    past = before(slots, today)
    if past and agreed.late not in dict(LATE_STARTS):
        raise LateStart(
            f"{count(past, 'contact lies', 'contacts lie')} before today. Say what became of them."
        )
    return past


def _planned(agreed: Beginning, *, by: Actor, today: date) -> Joined:
    """The plan beside those that run, which are held until the end: nobody changes them meanwhile."""
    running = hold(running_of(agreed.volunteer, by=by))
    return joined(
        taper=agreed.taper, volunteer=agreed.volunteer, role=agreed.role, start_on=agreed.start_on,
        today=today, running=running,
    )  # fmt: skip


@transaction.atomic
def end(
    *,
    relationship: Relationship,
    by: Actor,
    at: datetime,
    reason: str,
    note: str = "",
    rematch: bool = False,
) -> Relationship:
    """End support today. `reason` is a code of END_REASONS; it and `note` are for staff alone.

    Contacts due today or later that are not completed are cancelled; all earlier ones stay as they are. The person
    goes back to the waiting list with `rematch` (keeping their place in it), else leaves the programme, and then
    the referrer hears of it. Raises HasEnded, NoEndReason, HasDied.
    """
    require(by, may.PLAN_SUPPORT, relationship)
    relationship, today = changes.locked(relationship, by=by), timezone.localdate(at)
    if reason not in dict(END_REASONS):
        raise NoEndReason
    if rematch and relationship.patient.died_on:
        raise HasDied
    RELATIONSHIP.check(relationship.state, ENDED)
    ahead = to_come(relationship, since=today)
    changes.cancel(ahead)
    relationship.change(
        state=ENDED, ended_on=today, end_reason=reason, end_note=note.strip(),
        paused_from_on=None, paused_until_on=None,
    )  # fmt: skip
    take_back_start(relationship)
    contacts_messages.take_back_rest(list(relationship.planned.select_related("scheme")))
    drafts.forget(relationship=relationship)
    _give_up_place(relationship, today=today, rematch=rematch, at=at)
    why = ". ".join(filter(None, [dict(END_REASONS)[reason], note.strip()]))
    changes.remember(
        relationship, kind=END, why=why, before=[row.due_on for row in ahead], after=[], by=by, at=at
    )
    return relationship


def _give_up_place(relationship: Relationship, *, today: date, rematch: bool, at: datetime) -> None:
    """The person waits again, or has left the programme. A place that has moved on already stays as it is."""
    place = relationship.enrolment
    if place.state != SUPPORTED:
        return
    becomes = WAITING if rematch else ENDED
    ENROLMENT.check(place.state, becomes)
    if rematch:
        place.change(state=becomes, ended_on=None, ended_as="")
        return
    finished = relationship.end_reason == FINISHED
    place.change(state=becomes, ended_on=today, ended_as=FINISHED if finished else STOPPED)
    tell_end(relationship, at=at)
