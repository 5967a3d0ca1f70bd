"""Starting a relationship: gate and place under a lock, then relationship, plan and messages, all or nothing."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import require
from peersupport.audit.services import events
from peersupport.core.calendar import to_utc
from peersupport.core.errors import Refusal
from peersupport.messaging.services import outbox
from programmes.choices import ENROLMENT, SUPPORT, SUPPORTED
from programmes.models import Consent, Enrolment, Relationship, Taper
from programmes.selectors import capacity
from programmes.selectors.plans import Slot, preview
from programmes.services import plans
from volunteers.models import Role, Volunteer
from volunteers.selectors import eligibility
from volunteers.services.recruitment_moves import begin_supporting

FURTHEST = timedelta(days=365)


class AlreadySupported(Refusal):
    """The person has somebody in this role already."""


class HasDied(Refusal):
    words = "This person has died, so no support can start."


class NoConsent(Refusal):
    """The person has not agreed to support, or has withdrawn it."""


class BadStart(Refusal):
    field = "start"


class NotEligible(Refusal):
    """The volunteer does not pass the eligibility gate on the day of the start."""


class NoPlace(Refusal):
    """The volunteer has no place on the day of the start."""


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
) -> Relationship:
    """Start support, with every contact planned. Role and taper default to the programme's.

    Raises AlreadySupported, HasDied, NoConsent, BadStart, NotEligible, NoPlace, and what the plan refuses
    (TaperError, NoOpenDay). Two at once on one volunteer or one person wait for each other.
    """
    chosen = [row for row in (taper, role) if row]
    require(by, may.PLAN_SUPPORT, enrolment, volunteer, *chosen)
    volunteer, enrolment = _locked(volunteer, enrolment, by)
    programme = enrolment.cohort.programme
    role, taper = role or programme.role, taper or programme.taper
    agreed = Beginning(enrolment, volunteer, role, taper, start_on, mode, at_time)
    _check(agreed, today=timezone.localdate(at))
    return _begin(agreed, by=by, at=at)


def _locked(volunteer: Volunteer, enrolment: Enrolment, by: Actor) -> tuple[Volunteer, Enrolment]:
    """Both rows anew and held until the end, always in this order; the person's too, across programmes."""
    volunteers = Volunteer.objects.of(by.scheme).select_related("scheme", "user")
    enrolments = Enrolment.objects.of(by.scheme).select_related(
        "patient", "referral", "cohort__programme__role", "cohort__programme__taper"
    )
    return (
        volunteers.select_for_update(of=("self",), no_key=True).get(pk=volunteer.pk),
        enrolments.select_for_update(of=("self", "patient"), no_key=True).get(pk=enrolment.pk),
    )


def _check(agreed: Beginning, *, today: date) -> None:
    _check_person(agreed)
    if agreed.start_on < today:
        raise BadStart("The first contact must be today or later.")
    if agreed.start_on > today + FURTHEST:
        raise BadStart("The first contact must be within a year from today.")
    answer = eligibility(agreed.volunteer, agreed.role, agreed.start_on)
    if not answer.ok:
        raise NotEligible(f"{agreed.volunteer.name} cannot be matched now. {answer.words}.")
    free = capacity.places(agreed.volunteer, agreed.role, today=today, on=agreed.start_on)
    if not free.now:
        raise NoPlace(capacity.why_no_place(agreed.volunteer, free, agreed.start_on))


def _check_person(agreed: Beginning) -> None:
    person, role = agreed.enrolment.patient, agreed.role
    running = Relationship.objects.of(person.scheme).running().filter(patient=person, role=role)
    held = running.select_related("volunteer").first()
    if held:
        raise AlreadySupported(f"{person.short_name} is already supported by {held.volunteer.name}.")
    if agreed.enrolment.state == SUPPORTED:
        raise AlreadySupported(f"{person.short_name} is already supported in this programme.")
    ENROLMENT.check(agreed.enrolment.state, SUPPORTED)
    if person.died_on:
        raise HasDied
    open_consents = Consent.objects.of(person.scheme).filter(patient=person, withdrawn_on=None)
    if not open_consents.filter(purpose=SUPPORT).exists():
        raise NoConsent(f"{person.short_name} has not agreed to peer support. Record the consent first.")


def _begin(agreed: Beginning, *, by: Actor, at: datetime) -> Relationship:
    enrolment, person = agreed.enrolment, agreed.enrolment.patient
    slots = preview(
        taper=agreed.taper, volunteer=agreed.volunteer, role=agreed.role, start_on=agreed.start_on
    )
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
    )
    plans.write(relationship=relationship, slots=slots)
    enrolment.change(state=SUPPORTED)
    detail = {"volunteer": str(agreed.volunteer.pk), "contacts": len(slots), "starts": str(slots[0].due_on)}
    events.record(by=by, action="relationship.started", row=relationship, person=person, at=at, detail=detail)
    begin_supporting(volunteer=agreed.volunteer, by=by, at=at, today=timezone.localdate(at))
    _tell(relationship, slots[0], at=at)
    return relationship


def _tell(relationship: Relationship, first: Slot, *, at: datetime) -> None:
    """Tell the volunteer, the person, and who referred them; the outbox asks for consent when it sends."""
    referral = relationship.enrolment.referral
    _ask("volunteer", relationship.volunteer, reverse("my-people"), relationship, first, at)
    _ask("patient", relationship.patient, "", relationship, first, at)
    if referral and referral.sent_by_id and referral.consent_to_tell:
        _ask("referrer", referral, reverse("referrals-receipt", args=[referral.pk]), relationship, first, at)


TEMPLATES = {
    "volunteer": "support_starts_volunteer",
    "patient": "support_starts_patient",
    "referrer": "referral_matched",
}


def _ask(kind: str, recipient, link: str, relationship: Relationship, first: Slot, at: datetime) -> None:
    # The day after the first contact the news is none.
    too_late = to_utc(first.due_on + timedelta(days=1), time(0), relationship.scheme.time_zone)
    outbox.ask(
        scheme=relationship.scheme,
        key=f"support-starts:{relationship.pk}:{kind}",
        template=TEMPLATES[kind],
        kind=kind,
        recipient=recipient.pk,
        not_before=at,
        expires_at=too_late,
        day=first.due_on,
        link=link,
    )
