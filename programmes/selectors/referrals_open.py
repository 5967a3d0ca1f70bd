"""Is somebody referred already, and may this referral be about somebody we know?"""

from dataclasses import dataclass
from uuid import UUID

from peersupport.accounts.actors import Actor
from programmes.choices import SUPPORTED, WAITING
from programmes.models import Enrolment, Patient, Referral
from programmes.selectors.patients import one_person, patients_like


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
    mine = set(
        Patient.objects.visible_to(actor).filter(pk__in=patients_like(referral)).values_list("pk", flat=True)
    )
    rows = patients_like(referral).exclude(pk=referral.patient_id).select_related("practice")
    rows = rows.prefetch_related("enrolments__cohort__programme").order_by("last_name", "pk")
    return [
        Alike(
            key=row.pk,
            row=row if row.pk in mine else None,
            same_number=_same_number(row, referral),
            places=tuple(row.enrolments.all()) if row.pk in mine else (),
        )
        for row in rows
    ]


def _referrals(referral: Referral, actor: Actor) -> list[Alike]:
    same = one_person(nhs_number=referral.nhs_number, last_name=referral.last_name, born_on=referral.born_on)
    alike = Referral.objects.of(actor.scheme).filter(same, patient=None).exclude(pk=referral.pk)
    mine = set(Referral.objects.visible_to(actor).filter(pk__in=alike).values_list("pk", flat=True))
    rows = alike.select_related("practice").order_by("-received_on", "pk")
    return [
        Alike(key=row.pk, row=row if row.pk in mine else None, same_number=_same_number(row, referral))
        for row in rows
    ]


def _same_number(row: Patient | Referral, referral: Referral) -> bool:
    return bool(row.nhs_number) and row.nhs_number == referral.nhs_number
