"""Logging what happened. One entry clears, moves or answers at most one planned contact, in one transaction."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import NotAllowed, require
from peersupport.audit.services import events
from peersupport.core.calendar import closed_days
from peersupport.core.errors import Refusal
from peersupport.core.locks import hold
from peersupport.core.templatetags.words import long_day
from programmes.choices import (
    DID_NOT_WANT,
    HELD,
    MISSED,
    MOVED,
    NO_ANSWER,
    NOT_HELD,
    PLANNED,
    PLANNED_CONTACT,
    REFUSED,
    TALKED,
    TRIED,
)
from programmes.models import Concern, Contact, Patient, PlannedContact, Relationship
from programmes.selectors.contacts_plan import (
    Plan,
    cleared,
    current,
    first_day,
    following,
    in_plan,
    new_try,
    plan_of,
    tried,
)
from programmes.services import concerns, drafts
from programmes.services import contacts_messages as messages
from programmes.services.contacts_hard import ask_when_hard
from programmes.services.contacts_moves import NotThatDay, move, reset

BECOMES = {TALKED: HELD, DID_NOT_WANT: REFUSED, NOT_HELD: MISSED}
AGREED = "Agreed another day"
NOBODY_ANSWERED = "No answer, a new try"
NO_WORDS_YET = "Marked as worried on a contact log. Details follow."


class NotLogged(Refusal):
    """The entry cannot be saved as it is; the words say what to change."""


@dataclass(frozen=True)
class Logged:
    """What an entry did: the contact it answered or moved, the next one, and the worry it raised, if any."""

    contact: Contact
    planned: PlannedContact | None
    coming: PlannedContact | None = None
    concern: Concern | None = None


@transaction.atomic
def log(
    *,
    relationship: Relationship,
    by: Actor,
    at: datetime,
    happened_on: date,
    outcome: str,
    worried: bool | None,
    mode: str = "",
    minutes: int | None = None,
    progress: str = "",
    note: str = "",
    next_step: str = "",
    next_on: date | None = None,
    planned: PlannedContact | None = None,
    hard: bool = False,
) -> Logged:
    """Save an entry of a contact that was held, moved, declined or missed.

    `planned` is the contact the person had in mind; the day of the conversation decides which one it clears.
    `next_on` is the day of the next contact, or the new day of one that was moved. Raises NotLogged, NotThatDay.
    """
    relationship, plan, today = _opened(relationship, by=by, at=at)
    _check_day(relationship, plan, happened_on, today, by)
    _check_worry(relationship, worried)
    chosen = in_plan(plan, planned.pk) if planned else None
    about, happened_on = _about(plan, outcome, chosen, happened_on, today)
    coming = _plan_moves(plan, outcome, about, next_on, today=today, by=by, at=at)
    _answer(about, BECOMES.get(outcome), on=happened_on)
    facts = {"mode": mode, "minutes": minutes, "progress": progress, "note": note, "next_step": next_step}
    said = {"worried": worried, "next_on": coming.due_on if coming else None, "hard": hard}
    contact = _entry(relationship, about, happened_on, outcome, by=by, at=at, **facts, **said)
    ask_when_hard(contact, by=by, at=at)
    _seen(relationship, outcome, happened_on)
    drafts.throw_away(relationship=relationship, by=by)
    return Logged(contact, about, coming, _worry(contact, by=by, at=at))


@transaction.atomic
def no_answer(
    *,
    relationship: Relationship,
    by: Actor,
    at: datetime,
    planned: PlannedContact | None = None,
    tried_on: date | None = None,
    mode: str = "",
) -> Logged:
    """Save that nobody answered, and plan a new try two days later while the contact is still open.

    After that the contact is given up as "no answer". `planned` matters only when its time is over already.
    """
    relationship, plan, today = _opened(relationship, by=by, at=at)
    about, tried_on = tried(plan, in_plan(plan, planned.pk) if planned else None, tried_on or today)
    _check_day(relationship, plan, tried_on, today, by)
    if about:
        _try_again(about, tried_on=tried_on, today=today, by=by, at=at)
    coming = about if about and about.state == PLANNED else following(plan, today=today, after=about)
    said = {"mode": mode or relationship.mode, "next_on": coming.due_on if coming else None}
    return Logged(_entry(relationship, about, tried_on, TRIED, by=by, at=at, **said), about, coming)


def _opened(relationship: Relationship, *, by: Actor, at: datetime) -> tuple[Relationship, Plan, date]:
    """The relationship, locked, the person before it, with its plan and the local day."""
    require(by, may.LOG_CONTACTS, relationship)
    hold(Patient.objects.of(by.scheme)).filter(pk=relationship.patient_id).first()
    rows = Relationship.objects.visible_to(by).select_related("patient", "enrolment", "volunteer", "scheme")
    found = hold(rows).filter(pk=relationship.pk).first()
    if found is None:
        raise NotAllowed("This support has ended, or is no longer yours. Tell your coordinator.")
    plan = plan_of(found)
    for row in plan:
        row.relationship, row.scheme = found, found.scheme
    return found, plan, timezone.localdate(at)


def _check_worry(relationship: Relationship, worried: bool | None) -> None:
    if worried is None:
        name = relationship.patient.short_name
        raise NotLogged(f"Say whether you are worried about {name}’s safety", field="worried")


def _check_day(relationship: Relationship, plan: Plan, day: date, today: date, by: Actor) -> None:
    if day > today:
        raise NotLogged("This day is still to come. Enter the day it happened", field="happened_on")
    first = first_day(relationship, plan, by=by, today=today)
    if day < first:
        since = "Support had not" if first <= relationship.started_on else "You had not"
        words = f"{since} started then. Enter a day from {long_day(first)} on"
        raise NotLogged(words, field="happened_on")


def _about(
    plan: Plan, outcome: str, chosen: PlannedContact | None, happened_on: date, today: date
) -> tuple[PlannedContact | None, date]:
    """The planned contact of the entry, and the day the entry is about."""
    if outcome == MOVED:
        about = chosen if chosen and chosen.state == PLANNED else current(plan, today=happened_on)
        if about is None:
            raise NotLogged("There is no planned contact left to move", field="outcome")
        return about, happened_on
    if outcome != NOT_HELD:
        return cleared(plan, happened_on=happened_on, state=BECOMES[outcome], chosen=chosen), happened_on
    about = chosen or current(plan, today=today)
    if about is None or about.due_on > today:
        words = "No contact was due by now. Choose “We moved it” if you agreed another day"
        raise NotLogged(words, field="outcome")
    return about, about.due_on


def _plan_moves(
    plan: Plan,
    outcome: str,
    about: PlannedContact | None,
    next_on: date | None,
    *,
    today: date,
    by: Actor,
    at: datetime,
) -> PlannedContact | None:
    """Move what was agreed, and give the contact that comes next."""
    coming = about if outcome == MOVED else following(plan, today=today, after=about)
    if outcome == MOVED and (next_on is None or next_on == about.due_on):
        raise NotThatDay("Enter the new day of this contact")
    if next_on and coming is None:
        raise NotThatDay("The plan has no contact left to put on this day. Ask your coordinator")
    if next_on and coming:
        latest = coming.relationship.ends_on
        move(coming, plan, to=next_on, latest=latest, why=AGREED, today=today, by=by, at=at)
    return coming


def _answer(planned: PlannedContact | None, state: str | None, *, on: date) -> None:
    if planned is None or state is None:
        return
    PLANNED_CONTACT.check(planned.state, state)
    messages.take_back(planned)
    planned.change(state=state, done_on=on)


def _try_again(planned: PlannedContact, *, tried_on: date, today: date, by: Actor, at: datetime) -> None:
    closed = closed_days(planned.scheme.division)
    again = new_try(planned, tried_on=tried_on, today=today, closed=closed)
    planned.change(tries=planned.tries + 1)
    if again and planned.state == PLANNED:
        reset(planned, to=again, why=NOBODY_ANSWERED, by=by, at=at)
        # A new try of the last contact may come after the agreed end: the plan ends with it.
        if again > planned.relationship.ends_on:
            planned.relationship.change(ends_on=again)
    else:
        _answer(planned, NO_ANSWER, on=tried_on)


def _entry(
    relationship: Relationship,
    planned: PlannedContact | None,
    happened_on: date,
    outcome: str,
    *,
    by: Actor,
    at: datetime,
    **facts,
) -> Contact:
    contact = Contact.make(
        scheme=relationship.scheme,
        relationship=relationship,
        planned=planned,
        happened_on=happened_on,
        outcome=outcome,
        logged_at=at,
        logged_by=by.name,
        **facts,
    )
    detail = {
        "outcome": outcome,
        "happened_on": happened_on.isoformat(),
        "number": planned.number if planned else None,
    }
    events.record(
        by=by, action="contact.logged", row=contact, person=relationship.patient, at=at, detail=detail
    )
    return contact


def _seen(relationship: Relationship, outcome: str, day: date) -> None:
    """Records are kept from the day somebody was last seen."""
    patient = relationship.patient
    if outcome == TALKED and (patient.last_seen_on is None or patient.last_seen_on < day):
        patient.change(last_seen_on=day)


def _worry(contact: Contact, *, by: Actor, at: datetime) -> Concern | None:
    """The worry is there at once, in this transaction, also if nobody ever fills in the page about it."""
    if not contact.worried:
        return None
    words = contact.note or NO_WORDS_YET
    return concerns.raise_concern(by=by, at=at, words=words, relationship=contact.relationship)
