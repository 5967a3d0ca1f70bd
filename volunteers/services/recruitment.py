"""Somebody wants to volunteer: the enquiry makes their record. What looks odd waits for a person, nothing is lost."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import require
from peersupport.accounts.models import Scheme
from peersupport.audit.services import events
from peersupport.core.errors import Refusal
from peersupport.core.keys import new_reference
from peersupport.core.locks import hold
from volunteers.choices import ENQUIRY, FORM, HELD_FOR, NOT_REAL
from volunteers.models import Enquiry, Volunteer
from volunteers.services.joining import send_link
from volunteers.services.recruitment_moves import step_down

MOST_AN_HOUR = 20


class EnquiryRefused(Refusal):
    """An enquiry that was answered already."""


@dataclass(frozen=True, slots=True)
class Contact:
    """Who wants to volunteer. An e-mail address or a phone number is enough."""

    first_name: str
    last_name: str
    email: str = ""
    phone: str = ""
    called: str = ""


@transaction.atomic
def enquire(
    *,
    by: Actor,
    contact: Contact,
    source: str,
    at: datetime,
    today: date,
    wanted: Iterable[str] = (),
    message: str = "",
    sending: UUID | None = None,
    signs: Collection[str] = (),
) -> Volunteer:
    """Make the record of somebody who asks. The same `sending` again is the same record.

    `signs` are codes of HELD_FOR that the form noticed. With one of them, or when too many arrive by the form in
    an hour, or when the address is known, the enquiry is held for a person to look at. It is never dropped.
    """
    require(by, may.ENQUIRE)
    # Enquiries of a scheme queue here, so that counting and the sending are exact.
    hold(Scheme.objects.all()).get(pk=by.scheme.pk)
    before = Enquiry.objects.of(by.scheme).filter(sending=sending).first() if sending else None
    if before:
        return before.volunteer
    volunteer = _new_record(by, contact, today)
    enquiry = Enquiry.make(
        scheme=by.scheme,
        volunteer=volunteer,
        source=source,
        wanted=wanted,
        message=message,
        received_at=at,
        sending=sending,
        held_for=_held_for(by.scheme, volunteer, source, signs, at),
    )
    detail = {"source": source, "held_for": enquiry.held_for}
    events.record(by=by, action="enquiry.received", row=enquiry, person=volunteer, at=at, detail=detail)
    if source == FORM and volunteer.email and not enquiry.held_for:
        send_link(by=Actor.system(by.scheme), volunteer=volunteer, at=at, today=today)
    return volunteer


@transaction.atomic
def accept_enquiry(*, by: Actor, volunteer: Volunteer, at: datetime, today: date) -> None:
    """An enquiry that was held is a real one."""
    require(by, may.WORK_VOLUNTEERS, volunteer)
    _look_at(by, volunteer, today, at, "enquiry.accepted")
    if volunteer.email:
        send_link(by=by, volunteer=volunteer, at=at, today=today)


@transaction.atomic
def reject_enquiry(*, by: Actor, volunteer: Volunteer, at: datetime, today: date) -> None:
    """An enquiry that was held is not real, or a second one. The record stays, stepped down, and counts nowhere."""
    require(by, may.WORK_VOLUNTEERS, volunteer)
    _look_at(by, volunteer, today, at, "enquiry.rejected")
    step_down(by=by, volunteer=volunteer, reason=NOT_REAL, at=at, today=today)


def _look_at(by: Actor, volunteer: Volunteer, today: date, at: datetime, action: str) -> None:
    hold(Volunteer.objects.of(by.scheme)).get(pk=volunteer.pk)
    enquiry = hold(Enquiry.objects.of(by.scheme)).filter(volunteer=volunteer).first()
    if enquiry is None or not enquiry.is_held:
        raise EnquiryRefused("A colleague has looked at this enquiry already.")
    enquiry.change(cleared_on=today, cleared_by=by.membership)
    detail = {"held_for": enquiry.held_for}
    events.record(by=by, action=action, row=enquiry, person=volunteer, at=at, detail=detail)


def _new_record(by: Actor, contact: Contact, today: date) -> Volunteer:
    return Volunteer.make(
        scheme=by.scheme,
        ref=new_reference("V"),
        first_name=contact.first_name,
        last_name=contact.last_name,
        called=contact.called,
        email=contact.email,
        phone=contact.phone,
        coordinator=by.membership,
        stage=ENQUIRY,
        stage_since_on=today,
    )


def _held_for(scheme, volunteer: Volunteer, source: str, signs: Collection[str], at: datetime) -> str:
    """The first reason to look at it, in the order of HELD_FOR; empty when there is none."""
    found = set(signs)
    if source == FORM:
        hour = Enquiry.objects.of(scheme).filter(source=FORM, received_at__gt=at - timedelta(hours=1))
        found |= {"many"} if hour.count() >= MOST_AN_HOUR else set()
    same = Volunteer.objects.of(scheme).exclude(pk=volunteer.pk).filter(email__iexact=volunteer.email)
    if volunteer.email and same.exists():
        found.add("known")
    return next((code for code, _ in HELD_FOR if code in found), "")
