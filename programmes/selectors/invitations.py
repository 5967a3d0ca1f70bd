"""Whom to ask, after their own support or course, whether they want to volunteer; and what the others have answered."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from peersupport.core import secret_links
from peersupport.messaging.choices import EMAIL
from peersupport.messaging.people import Person
from peersupport.messaging.recipients import Recipient
from peersupport.messaging.selectors.undelivered import undelivered
from peersupport.messaging.selectors.ways import bounced, ways
from programmes.choices import ENDED, FINISHED, LATER, SUPPORT, SUPPORTED, WAITING
from programmes.models import Consent, Enrolment, Invitation, Patient, Relationship
from programmes.selectors.recipients import reach_patients

PURPOSE = "invitation"
# Not on the last day, and not when it is long forgotten.
ASK_AFTER, ASK_WITHIN = timedelta(days=28), timedelta(days=365)
NOW, NOT_YET, ASKED, ANSWERED = "now", "not-yet", "asked", "answered"


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody whose support or course ended on `ended_on`, and whether they `finished` it. `ask_on`: from when to
    ask; None once they were asked, unless they said "later". `undelivered`: the link did not arrive, so it is for a
    person to ask.
    """

    patient: Patient
    ended_on: date
    finished: bool
    newest: Invitation | None
    ask_on: date | None
    undelivered: bool = False

    def state(self, on: date) -> str:
        if self.newest and not self.newest.answer:
            return NOW if self.undelivered else ASKED
        if self.ask_on is None:
            return ANSWERED
        return NOW if self.ask_on <= on else NOT_YET


def invitations(*, actor, on: date) -> list[Line]:
    """Everybody whose support or course ended within a year, the earliest first. Three queries."""
    rows = list(_finished(actor, on).order_by("last_ended_on", "last_name", "pk"))
    asked = Invitation.objects.of(actor.scheme).filter(patient__in=rows).order_by("asked_on", "pk")
    newest = {row.patient_id: row for row in asked}
    waiting = [row.pk for row in newest.values() if not row.answer and row.nonce]
    lost = undelivered(actor.scheme.pk, kind="invitation", keys=waiting)
    return [_line(row, newest.get(row.pk), lost) for row in rows]


def to_ask_by_itself(*, actor, on: date) -> list[Line]:
    """Those whom it is time to ask, who finished, and whom a message reaches. Eight queries."""
    lines = [line for line in invitations(actor=actor, on=on) if line.finished and line.state(on) == NOW]
    lines = [line for line in lines if not line.undelivered]
    reached = reachable([line.patient.pk for line in lines])
    return [line for line in lines if line.patient.pk in reached]


def reachable(keys: Collection[UUID]) -> set[UUID]:
    """Whom an e-mail or text reaches: a landline is no way. Everybody else is asked by a person."""
    found = reach_patients(keys) if keys else {}
    return {key for key, one in found.items() if not one.refusal and not one.needs and ways(one, EMAIL)}


def is_reached(patient: Patient) -> bool:
    """Whether an e-mail or text reaches this person now, at an address from which none came back."""
    if not reachable([patient.pk]):
        return False
    found = ways(reach_patients({patient.pk})[patient.pk], EMAIL)
    held = bounced(patient.scheme_id, found)
    return any(way.digest not in held for way in found)


def _finished(actor, on: date) -> QuerySet[Patient]:
    """People with consent whose support or course has ended, and who neither wait nor are supported again."""
    open_place = Q(state__in=(WAITING, SUPPORTED))
    mine = Enrolment.objects.of(actor.scheme).filter(patient=OuterRef("pk"))
    running = Relationship.objects.of(actor.scheme).running().filter(patient=OuterRef("pk"))
    consents = Consent.objects.of(actor.scheme).filter(patient=OuterRef("pk"), purpose=SUPPORT)
    last = mine.filter(state=ENDED).order_by("-ended_on", "-pk")
    rows = (
        Patient.objects.visible_to(actor)
        .filter(died_on__isnull=True)
        .annotate(
            last_ended_on=Max("enrolments__ended_on", filter=Q(enrolments__state=ENDED)),
            last_ended_as=Subquery(last.values("ended_as")[:1]),
        )
    )
    return rows.filter(
        ~Exists(mine.filter(open_place)),
        ~Exists(running),
        Exists(consents.filter(withdrawn_on__isnull=True)),
        last_ended_on__gt=on - ASK_WITHIN,
    )


def _line(patient: Patient, newest: Invitation | None, lost: Collection[UUID]) -> Line:
    ended = {
        "ended_on": patient.last_ended_on,
        "finished": patient.last_ended_as == FINISHED,
        "newest": newest,
    }
    if newest and newest.pk in lost:
        return Line(patient, **ended, ask_on=newest.asked_on, undelivered=True)
    if newest is None and patient.became_volunteer_id is None:
        ask_on = patient.last_ended_on + ASK_AFTER
    else:
        ask_on = newest.ask_again_on if newest and newest.answer == LATER else None
    return Line(patient, **ended, ask_on=ask_on)


def may_be_asked(patient: Patient, *, actor, on: date) -> bool:
    """Whether this person's support or course has ended within a year, with consent, and for now."""
    return _finished(actor, on).filter(pk=patient.pk).exists()


def by_token(token: str) -> Invitation | None:
    """What this link is for, open or not."""
    rows = Invitation.objects.everywhere().select_related("patient", "scheme")
    return rows.filter(token_hash=secret_links.digest(token)).first()


def is_open(row: Invitation, on: date) -> bool:
    """Whether the link leads to the question: nobody has answered, and the person is no volunteer yet."""
    return row.is_open(on) and row.patient.died_on is None and row.patient.became_volunteer_id is None


def reach_invited(keys: set[UUID]) -> dict[UUID, Recipient]:
    """The people at sending time, with the link for them alone; refuses when nobody waits for an answer."""
    rows = list(Invitation.objects.everywhere().filter(pk__in=keys))
    found = reach_patients({row.patient_id for row in rows})
    return {row.pk: _reach(row, found[row.patient_id]) for row in rows}


def _reach(row: Invitation, person: Recipient) -> Recipient:
    if row.answer:
        return replace(person, refusal="answered already")
    token = secret_links.again(row.token_hash, PURPOSE, row.nonce) if row.nonce else None
    if token is None:
        return replace(person, refusal=person.refusal or "the key of the link is gone")
    return replace(person, link=reverse("invitations-answer", args=[token]))


def recipients(actor, keys: set[UUID]) -> dict[UUID, Person]:
    rows = Invitation.objects.visible_to(actor).filter(pk__in=keys).select_related("patient")
    return {row.pk: Person(row.patient.name, reverse("people-detail", args=[row.patient_id])) for row in rows}
