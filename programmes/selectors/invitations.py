"""Whom to ask, after their own support, whether they want to volunteer; and what the others have answered."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from programmes.choices import ENDED, LATER, SUPPORT, SUPPORTED, WAITING
from programmes.models import Consent, Enrolment, Invitation, Patient, Relationship

# Not on the last day, and not when it is long forgotten.
ASK_AFTER, ASK_WITHIN = timedelta(days=28), timedelta(days=365)
NOW, NOT_YET, ANSWERED = "now", "not-yet", "answered"


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody whose support ended on `ended_on`. `ask_on`: from when to ask; None once they said yes or no."""

    patient: Patient
    ended_on: date
    newest: Invitation | None
    ask_on: date | None

    def state(self, on: date) -> str:
        if self.ask_on is None:
            return ANSWERED
        return NOW if self.ask_on <= on else NOT_YET


def invitations(*, actor, on: date) -> list[Line]:
    """Everybody whose support ended within a year, the earliest first. Two queries."""
    rows = list(_finished(actor, on).order_by("last_ended_on", "last_name", "pk"))
    asked = Invitation.objects.of(actor.scheme).filter(patient__in=rows).order_by("asked_on", "pk")
    newest = {row.patient_id: row for row in asked}
    return [_line(row, newest.get(row.pk)) for row in rows]


def _finished(actor, on: date) -> QuerySet[Patient]:
    """People with consent whose support has ended, and who neither wait nor are supported again."""
    open_place = Q(state__in=(WAITING, SUPPORTED))
    places = Enrolment.objects.of(actor.scheme).filter(open_place, patient=OuterRef("pk"))
    running = Relationship.objects.of(actor.scheme).running().filter(patient=OuterRef("pk"))
    consents = Consent.objects.of(actor.scheme).filter(patient=OuterRef("pk"), purpose=SUPPORT)
    ended = Max("enrolments__ended_on", filter=Q(enrolments__state=ENDED))
    rows = Patient.objects.visible_to(actor).filter(died_on__isnull=True).annotate(last_ended_on=ended)
    return rows.filter(
        ~Exists(places),
        ~Exists(running),
        Exists(consents.filter(withdrawn_on__isnull=True)),
        last_ended_on__gt=on - ASK_WITHIN,
    )


def _line(patient: Patient, newest: Invitation | None) -> Line:
    if newest is None and patient.became_volunteer_id is None:
        ask_on = patient.last_ended_on + ASK_AFTER
    else:
        ask_on = newest.ask_again_on if newest and newest.answer == LATER else None
    return Line(patient, patient.last_ended_on, newest, ask_on)


def may_be_asked(patient: Patient, *, actor, on: date) -> bool:
    """Whether this person's support has ended within a year, with consent, and for now."""
    return _finished(actor, on).filter(pk=patient.pk).exists()
