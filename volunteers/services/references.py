"""References: asked for by a link that works once, for 30 days; or written down by a coordinator."""

from datetime import date, datetime, time, timedelta

from django.db import transaction

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import NotAllowed, require
from peersupport.accounts.roles import REFEREE
from peersupport.audit.services import events
from peersupport.core import secret_links
from peersupport.core.calendar import to_utc
from peersupport.core.errors import Refusal
from peersupport.core.locks import hold
from peersupport.messaging.services import outbox
from volunteers.choices import NAMING, STEPPED_DOWN
from volunteers.models import Reference, Volunteer
from volunteers.selectors.references import PURPOSE
from volunteers.services.recruitment_moves import advance

LINK_DAYS = 30
MOST_NAMED = 4


class ReferenceRefused(Refusal):
    """A reference that cannot be named, asked for or given."""


@transaction.atomic
def name_referee(
    *,
    by: Actor,
    volunteer: Volunteer,
    first_name: str,
    last_name: str,
    knows_how: str,
    at: datetime,
    today: date,
    email: str = "",
) -> Reference:
    """Name somebody who can say what the volunteer is like; with an address, they are asked at once."""
    require(by, may.WORK_VOLUNTEERS, volunteer)
    return _name(by, volunteer, first_name, last_name, knows_how, email, at=at, today=today)


@transaction.atomic
def name_own_referee(
    *,
    by: Actor,
    volunteer: Volunteer,
    first_name: str,
    last_name: str,
    knows_how: str,
    email: str,
    at: datetime,
    today: date,
) -> Reference:
    """The candidate names somebody: signed in, or by the link to their own page (then `by` is about them)."""
    require(by, may.NAME_REFEREES, volunteer)
    if by.user_key != volunteer.user_id if by.membership else by.about != volunteer.pk:
        raise NotAllowed
    volunteer = hold(Volunteer.objects.of(by.scheme)).get(
        pk=volunteer.pk
    )  # two names at once count for each other
    if volunteer.stage not in NAMING:
        raise ReferenceRefused("Nobody is to be named now. Talk with your coordinator first.")
    if volunteer.references.current().count() >= MOST_NAMED:
        raise ReferenceRefused(
            "You have named enough people. Talk with your coordinator if one cannot answer."
        )
    return _name(by, volunteer, first_name, last_name, knows_how, email, at=at, today=today)


def _name(
    by: Actor,
    volunteer: Volunteer,
    first_name: str,
    last_name: str,
    knows_how: str,
    email: str,
    *,
    at: datetime,
    today: date,
) -> Reference:
    volunteer = hold(Volunteer.objects.of(by.scheme)).get(pk=volunteer.pk)
    _refuse_address(volunteer, email)
    reference = Reference.make(
        scheme=by.scheme,
        volunteer=volunteer,
        first_name=first_name,
        last_name=last_name,
        email=email,
        knows_how=knows_how,
    )
    events.record(by=by, action="referee.named", row=reference, person=volunteer, at=at)
    if email:
        _ask(by, reference, at, today)
    return reference


@transaction.atomic
def correct(
    *,
    by: Actor,
    reference: Reference,
    first_name: str,
    last_name: str,
    knows_how: str,
    email: str,
    at: datetime,
    today: date,
) -> Reference:
    """Put a name or an address right before the answer has come; a new address gets a new link."""
    require(by, may.WORK_VOLUNTEERS, reference)
    reference = _open(by, reference)
    moved = email.casefold() != reference.email.casefold()
    if moved:
        _refuse_address(reference.volunteer, email)
        outbox.cancel(scheme=by.scheme, key=_key(reference), why="the address has changed")
    reference.change(first_name=first_name, last_name=last_name, knows_how=knows_how, email=email)
    _tell(by, "referee.corrected", reference, at, {"new_address": moved})
    if moved and email:
        return _ask(by, reference, at, today)
    if moved:
        reference.change(nonce=None, token_hash="", link_until_on=None)
    return reference


def _refuse_address(volunteer: Volunteer, email: str) -> None:
    if email and email.casefold() == volunteer.email.casefold():
        raise ReferenceRefused("This is the volunteer's own address. Enter the referee's.", field="email")
    if email and volunteer.references.current().filter(email__iexact=email).exists():
        raise ReferenceRefused("Somebody with this address is named already.", field="email")


@transaction.atomic
def ask(*, by: Actor, reference: Reference, at: datetime, today: date) -> Reference:
    """Send the link, also once more: each new link ends the one before."""
    require(by, may.WORK_VOLUNTEERS, reference)
    return _ask(by, reference, at, today)


def _ask(by: Actor, reference: Reference, at: datetime, today: date) -> Reference:
    reference = _open(by, reference)
    if not reference.email:
        raise ReferenceRefused("There is no e-mail address. Ask by phone, and write down what is said.")
    if reference.volunteer.stage == STEPPED_DOWN:
        raise ReferenceRefused("This person has stepped down, so nobody is asked about them.")
    outbox.cancel(scheme=by.scheme, key=_key(reference), why="a newer link is on its way")
    until = today + timedelta(days=LINK_DAYS)
    reference.change(
        **secret_links.fresh(PURPOSE),
        asked_on=today,
        link_until_on=until,
        times_asked=reference.times_asked + 1,
    )
    outbox.ask(
        scheme=by.scheme,
        key=_key(reference),
        template="reference_wanted",
        kind="referee",
        recipient=reference.pk,
        not_before=at,
        expires_at=to_utc(until + timedelta(days=1), time(0)),
        day=until,
    )
    _tell(by, "reference.asked", reference, at, {"times": reference.times_asked})
    return reference


@transaction.atomic
def give(*, reference: Reference, answer: str, known_for: str, text: str, at: datetime, today: date) -> None:
    """The referee answers by the link, which is used up with that."""
    by = Actor.outside(reference.scheme, REFEREE, about=reference.pk)
    require(by, may.GIVE_REFERENCES, reference)
    reference = _open(by, reference)
    if not reference.is_open(today):
        raise ReferenceRefused("This link has run out. Ask us for a new one.")
    _keep(reference, by, answer=answer, known_for=known_for, text=text, at=at, today=today)


@transaction.atomic
def record_by_hand(
    *, by: Actor, reference: Reference, answer: str, known_for: str, text: str, at: datetime, today: date
) -> None:
    """A coordinator writes down what was said on the phone or in a letter, and has read it with that."""
    require(by, may.WORK_VOLUNTEERS, reference)
    reference = _open(by, reference)
    outbox.cancel(scheme=by.scheme, key=_key(reference), why="answered in another way")
    reference.change(recorded_by=by.membership, read_on=today, read_by=by.membership)
    _keep(reference, by, answer=answer, known_for=known_for, text=text, at=at, today=today)


def _keep(
    reference: Reference, by: Actor, *, answer: str, known_for: str, text: str, at: datetime, today: date
) -> None:
    reference.change(answer=answer, known_for=known_for, text=text, returned_at=at)
    _tell(by, "reference.given", reference, at, {"answer": answer})
    advance(volunteer=reference.volunteer, by=by, at=at, today=today)


@transaction.atomic
def mark_read(*, by: Actor, reference: Reference, at: datetime, today: date) -> None:
    """A coordinator has read the answer. Twice is once."""
    require(by, may.WORK_VOLUNTEERS, reference)
    reference = _locked(by, reference)
    if reference.returned_at is None:
        raise ReferenceRefused("This reference has not come back yet.")
    if reference.read_on is None:
        reference.change(read_on=today, read_by=by.membership)
        _tell(by, "reference.read", reference, at, {})
        advance(volunteer=reference.volunteer, by=by, at=at, today=today)


@transaction.atomic
def withdraw(*, by: Actor, reference: Reference, at: datetime, today: date) -> None:
    """Take a referee back who has not answered, so that another can be named. The link stops working."""
    require(by, may.WORK_VOLUNTEERS, reference)
    reference = _open(by, reference)
    outbox.cancel(scheme=by.scheme, key=_key(reference), why="taken back")
    reference.change(withdrawn_on=today)
    _tell(by, "reference.withdrawn", reference, at, {})


def _locked(by: Actor, reference: Reference) -> Reference:
    """The row, and before it the volunteer, whom the answer may move on."""
    hold(Volunteer.objects.of(by.scheme)).get(pk=reference.volunteer_id)
    rows = hold(Reference.objects.of(by.scheme))
    return rows.select_related("volunteer", "scheme").get(pk=reference.pk)


def _open(by: Actor, reference: Reference) -> Reference:
    """The row, locked; refuses one that has come back or was taken back."""
    reference = _locked(by, reference)
    if reference.returned_at is not None:
        raise ReferenceRefused("This reference has been given already.")
    if reference.withdrawn_on is not None:
        raise ReferenceRefused("This reference is not needed any more.")
    return reference


def _key(reference: Reference) -> str:
    """The message of the newest asking."""
    return f"reference:{reference.pk}:{reference.times_asked}"


def _tell(by: Actor, action: str, reference: Reference, at: datetime, detail: dict) -> None:
    events.record(by=by, action=action, row=reference, person=reference.volunteer, at=at, detail=detail)
