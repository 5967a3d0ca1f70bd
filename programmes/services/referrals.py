"""Receiving a referral: one place of rules for the page, paper, imports and other programs."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import NotAllowed, require
from peersupport.accounts.models import Scheme
from peersupport.accounts.roles import REFERRER
from peersupport.audit.services import events
from peersupport.core import keys
from peersupport.messaging.services import outbox
from programmes.choices import ROUTINE
from programmes.models import Referral
from programmes.selectors.referrals_open import is_open
from programmes.services import referrals_refused as no
from programmes.services import referrals_rules as rules
from volunteers.models import Role


@dataclass(frozen=True, kw_only=True)
class Sent:
    """What a referral says, however it came. Texts are trimmed; codes are those of `choices` and Term.

    `born_on` None means that no real date was given. `practice` is an ODS code of the scheme, or empty.
    """

    source: str
    first_name: str
    last_name: str
    born_on: date | None
    consent_to_share: bool
    consent_to_tell: bool = False
    nhs_number: str = ""
    nhs_number_reason: str = ""
    practice: str = ""
    received_on: date | None = None
    sent_by_name: str = ""
    called: str = ""
    sex: str = ""
    phone: str = ""
    may_leave_message: bool = False
    email: str = ""
    postcode: str = ""
    conditions: tuple[str, ...] = ()
    diagnosed_year: int | None = None
    languages: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    needs_other: str = ""
    interests: tuple[str, ...] = ()
    life: tuple[str, ...] = ()
    background: tuple[str, ...] = ()
    role: Role | None = None
    urgency: str = ROUTINE
    reason: str = ""
    safety: str = ""
    wishes: tuple[str, ...] = ()
    matters: str = ""


@transaction.atomic
def receive(*, scheme: Scheme, by: Actor, at: datetime, sent: Sent) -> Referral:
    """Take a referral, or raise a NotReferred (services.referrals_refused) that says why not."""
    require(by, may.REFER, *filter(None, [sent.role]))
    if by.scheme != scheme:
        raise NotAllowed
    facts = _checked(scheme, sent, today=timezone.localdate(at))
    referral = _make(scheme=scheme, by=by, facts=facts)
    detail = {name: getattr(referral, name) for name in ("reference", "source", "urgency")}
    events.record(by=by, action="referral.received", row=referral, person=referral, at=at, detail=detail)
    _thank(referral, at=at)
    return referral


def _checked(scheme: Scheme, sent: Sent, *, today: date) -> dict:
    """The columns of a referral that keeps every rule."""
    rules.check_consent(sent.consent_to_share)
    received_on = sent.received_on or today
    rules.check_received(received_on, today=today)
    rules.check_born(sent.born_on, today=today)
    number = rules.nhs_number(sent.nhs_number, why_none=sent.nhs_number_reason)
    practice = rules.practice(scheme, sent.practice)
    if number and is_open(scheme, number):
        raise no.AlreadyOpen
    return vars(sent) | {
        "nhs_number": number,
        "nhs_number_reason": "" if number else sent.nhs_number_reason,
        "practice": practice,
        "received_on": received_on,
    }


def _make(*, scheme: Scheme, by: Actor, facts: dict) -> Referral:
    # Staff write down what they were told: the referral is not theirs to follow.
    is_theirs = by.role == REFERRER
    facts["sent_by_name"] = facts["sent_by_name"] or by.name
    try:
        with transaction.atomic():
            return Referral.make(
                scheme=scheme,
                reference=keys.new_reference("R"),
                sent_by=by.membership.user if is_theirs else None,
                **facts,
            )
    except ValidationError as wrong:
        # What is about no single column is the rule of one unanswered referral per number.
        refusal = no.AlreadyOpen() if NON_FIELD_ERRORS in wrong.message_dict else no.NotReadable.of(wrong)
        raise refusal from wrong
    except IntegrityError as raced:
        raise no.AlreadyOpen from raced


def _thank(referral: Referral, *, at: datetime) -> None:
    if referral.sent_by_id:
        outbox.ask(
            scheme=referral.scheme,
            key=f"referral:{referral.pk}:received",
            template="referral_received",
            kind="referrer",
            recipient=referral.pk,
            not_before=at,
            link=reverse("referrals-receipt", args=[referral.pk]),
        )
