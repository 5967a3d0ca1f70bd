"""Deciding what a round proposed. Accepting asks two people to talk; their match is decided on the person's page."""

import json
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from matching.choices import ACCEPTED, CHANGED, OPEN, TRY_ANOTHER
from matching.models import Decision, Proposal
from matching.selectors.candidates import Standing, standing
from matching.services import decisions
from matching.services.proposals_settled import move
from matching.services.reasons import check_reason
from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import require
from peersupport.core.errors import MoveNotAllowed, Refusal
from peersupport.core.locks import hold
from programmes.selectors.together import spoken_for
from programmes.services import together
from programmes.services.relationships import SpokenFor
from volunteers.models import Volunteer

LOCKED = ("enrolment__patient", "enrolment__cohort__programme__role", "enrolment__scheme", "volunteer", "run")


class NoLongerPossible(Refusal):
    """Something has changed since the round: a rule keeps the two apart now."""

    field = "decision"


class DecidedAlready(MoveNotAllowed):
    """Somebody else was quicker, or a later round: who answers has an old page before them."""

    def __init__(self, row: Proposal):
        who = row.decided_by or "A later round"
        state = row.get_state_display().lower()
        super().__init__(f"{who} has settled this proposal: {state}. Read it again before you decide.")


class SameAgain(Refusal):
    words = "This is whom the round proposed. Choose somebody else, or accept the proposal."
    field = "volunteer"


@transaction.atomic
def accept(*, proposal: Proposal, why: str, by: Actor, at: datetime) -> Proposal:
    """Hold the pair while they get to know each other.

    Raises NoReason, NoLongerPossible, SpokenFor, DecidedAlready.
    """
    require(by, may.MATCH_PEOPLE, proposal)
    why, row = check_reason(why), _locked(proposal, by)
    together.hold(row.volunteer, row.enrolment, by=by)
    _lawful(row, row.volunteer, by, at)
    move(row, ACCEPTED, why, by=by, at=at)
    return row


@transaction.atomic
def change(*, proposal: Proposal, volunteer: Volunteer, why: str, by: Actor, at: datetime) -> Proposal:
    """Hold the person for another volunteer instead; gives that new proposal.

    Raises NoReason, SameAgain, NoLongerPossible, SpokenFor, DecidedAlready.
    """
    require(by, may.MATCH_PEOPLE, proposal, volunteer)
    why, row = check_reason(why), _locked(proposal, by)
    if volunteer.pk == row.volunteer_id:
        raise SameAgain
    volunteer, _ = together.hold(volunteer, row.enrolment, by=by)
    stands = _lawful(row, volunteer, by, at)
    move(row, CHANGED, why, by=by, at=at)
    made = Proposal.make(
        scheme=by.scheme,
        run=row.run,
        enrolment=row.enrolment,
        volunteer=volunteer,
        position=row.position,
        score=stands.score,
        free_on=stands.free_on,
        explained=json.dumps({}),
    )
    move(made, ACCEPTED, why, by=by, at=at)
    return made


@transaction.atomic
def decline(*, proposal: Proposal, why: str, by: Actor, at: datetime) -> Decision:
    """Not this pair: no later round proposes it again. Raises NoReason, NotWaiting, DecidedAlready."""
    require(by, may.MATCH_PEOPLE, proposal)
    row = _locked(proposal, by)
    return decisions.decline(
        enrolment=row.enrolment, decision=TRY_ANOTHER, volunteer=row.volunteer, why=why, by=by, at=at
    )


def _locked(proposal: Proposal, by: Actor) -> Proposal:
    row = hold(Proposal.objects.of(by.scheme).select_related(*LOCKED)).get(pk=proposal.pk)
    if row.state != OPEN:
        raise DecidedAlready(row)
    return row


def _lawful(row: Proposal, volunteer: Volunteer, by: Actor, at: datetime) -> Standing:
    today = timezone.localdate(at)
    found = standing(row.enrolment, volunteer, actor=by, on=today)
    if found.codes:
        name = row.enrolment.patient.short_name
        raise NoLongerPossible(f"{volunteer.name} cannot support {name} now. {found.reasons[0]}.")
    role = row.enrolment.cohort.programme.role
    for one in spoken_for(
        row.enrolment, volunteer, role=role, on=found.free_on or today, today=today, actor=by
    ):
        raise SpokenFor(one.words, field="decision")
    return found
