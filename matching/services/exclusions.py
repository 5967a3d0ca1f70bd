"""Keeping two people apart, and lifting it. Why is private to coordinators and never said to either of them."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from matching.choices import TRY_ANOTHER
from matching.selectors.exclusions import bonds_of
from matching.services.proposals_settled import lock, settle
from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import require
from peersupport.audit.services import events
from peersupport.core.errors import Refusal
from peersupport.core.locks import hold
from programmes.choices import ENDED_BEFORE, EXCLUSIONS
from programmes.models import Enrolment, Exclusion, Patient
from programmes.services import together
from volunteers.models import Volunteer


class ApartAlready(Refusal):
    field = "volunteer"


class TogetherNow(Refusal):
    """One of the two supports the other, so to write down that they are kept apart would not be true."""

    field = "volunteer"


class LiftedAlready(Refusal):
    words = "This was lifted before."


@transaction.atomic
def keep_apart(
    *, enrolment: Enrolment, volunteer: Volunteer, kind: str, reason: str, by: Actor, at: datetime
) -> Exclusion:
    """No round, page or cover brings the two together any more; an open proposal of the pair is declined.

    Raises TogetherNow and ApartAlready.
    """
    require(by, may.MATCH_PEOPLE, enrolment, volunteer)
    if kind not in dict(EXCLUSIONS) or kind == ENDED_BEFORE:
        raise ValueError(kind)
    lock(enrolment, by=by)
    volunteer, row = together.hold(volunteer, enrolment, by=by)
    open_now = Exclusion.objects.of(by.scheme).open().filter(patient=row.patient, volunteer=volunteer)
    if open_now.exists():
        raise ApartAlready(f"{volunteer.name} and {row.patient.short_name} are kept apart already.")
    _check_bonds(row.patient, volunteer, on=timezone.localdate(at))
    settle(enrolment=row, volunteer=volunteer, decision=TRY_ANOTHER, why="Kept apart", by=by, at=at)
    made = Exclusion.make(
        scheme=by.scheme,
        patient=row.patient,
        volunteer=volunteer,
        kind=kind,
        reason=reason.strip(),
        since_on=timezone.localdate(at),
        recorded_by=by.name,
    )
    detail = {"volunteer": str(volunteer.pk)}
    events.record(by=by, action="exclusion.made", row=made, person=row.patient, at=at, detail=detail)
    return made


def _check_bonds(person: Patient, volunteer: Volunteer, *, on: date) -> None:
    for bond in bonds_of(person, on=on):
        if bond.volunteer != volunteer:
            continue
        does, first = (
            ("stands in with", "Stop that cover") if bond.cover else ("supports", "End that support")
        )
        when = ", now or later" if bond.cover else " now"
        raise TogetherNow(
            f"{volunteer.name} {does} {person.short_name}{when}. {first} first, then keep them apart."
        )


@transaction.atomic
def lift(*, exclusion: Exclusion, by: Actor, at: datetime) -> None:
    """The two may be matched again. Raises LiftedAlready."""
    require(by, may.MATCH_PEOPLE, exclusion)
    row = hold(Exclusion.objects.of(by.scheme)).get(pk=exclusion.pk)
    if row.lifted_on:
        raise LiftedAlready
    row.change(lifted_on=timezone.localdate(at))
    detail = {"volunteer": str(row.volunteer_id)}
    events.record(by=by, action="exclusion.lifted", row=row, person=row.patient, at=at, detail=detail)
