"""Is somebody referred already, and may this referral be about somebody we know?"""

from dataclasses import dataclass
from uuid import UUID

from peersupport.accounts.actors import Actor
from programmes.choices import SUPPORTED, WAITING
from programmes.models import Enrolment, Patient, Referral
from programmes.selectors.patients import patients_like, same_person


def is_open(scheme, nhs_number: str) -> bool:
    """Whether this number stands on an unanswered referral, or on a person who waits or is supported.

    The referral is asked first: between the two questions it can only become a place.
    """
    unanswered = Referral.objects.of(scheme).unanswered().filter(nhs_number=nhs_number)
    places = Enrolment.objects.of(scheme).filter(state__in=(WAITING, SUPPORTED))
    return unanswered.exists() or places.filter(patient__nhs_number=nhs_number).exists()


@dataclass(frozen=True)
class Alike:
    """Somebody who may be the same person. `row` is None where another team's record must not be shown."""

    key: UUID
    row: Patient | Referral | None
    same_number: bool
    places: tuple[Enrolment, ...] = ()

    @property
    def is_patient(self) -> bool:
        return isinstance(self.row, Patient)


def possible_duplicates(referral: Referral, *, actor: Actor) -> list[Alike]:
    """People on record first, then other referrals that no record was made from."""
    return [*_patients(referral, actor), *_referrals(referral, actor)]


def _patients(referral: Referral, actor: Actor) -> list[Alike]:
    rows = patients_like(referral).exclude(pk=referral.patient_id).select_related("practice")
    rows = rows.prefetch_related("enrolments__cohort__programme").order_by("last_name", "pk")
    seen = _seen(Patient, rows, actor)
    return [_alike(row, referral, seen, places=tuple(row.enrolments.all())) for row in rows]


def _referrals(referral: Referral, actor: Actor) -> list[Alike]:
    others = Referral.objects.of(actor.scheme).filter(patient=None).exclude(pk=referral.pk)
    rows = others.filter(pk__in=same_person(others, referral)).select_related("practice")
    seen = _seen(Referral, rows, actor)
    return [_alike(row, referral, seen) for row in rows.order_by("-received_on", "pk")]


def _seen(model, rows, actor: Actor) -> set[UUID]:
    """Which of these this person may look at."""
    return set(
        model.objects.visible_to(actor).filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True)
    )


def _alike(row, referral: Referral, seen: set[UUID], places: tuple[Enrolment, ...] = ()) -> Alike:
    same_number = bool(row.nhs_number) and row.nhs_number == referral.nhs_number
    if row.pk not in seen:
        return Alike(key=row.pk, row=None, same_number=same_number)
    return Alike(key=row.pk, row=row, same_number=same_number, places=places)
