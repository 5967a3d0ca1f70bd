"""People who wait, as plain columns: a round reads hundreds at once, and making models of all took most of its time."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple
from uuid import UUID

from peersupport.accounts.actors import Actor
from peersupport.accounts.models import Practice
from peersupport.core.fields import Codes
from programmes.models import Cohort, Enrolment


class PersonRow(NamedTuple):
    """What a round asks of a patient, by the same names. `practice` is shared by all its people."""

    pk: UUID
    scheme_id: UUID
    died_on: date | None
    became_volunteer_id: UUID | None
    first_name: str
    called: str
    conditions: Codes
    languages: Codes
    modes: Codes
    times: Codes
    interests: Codes
    life: Codes
    background: Codes
    sex: str
    born_on: date
    diagnosed_year: int | None
    postcode: str
    practice: Practice | None

    @property
    def short_name(self) -> str:
        return self.called or self.first_name


class PlaceRow(NamedTuple):
    """What a round asks of a place on the waiting list. `cohort`, with its programme, is shared by all in it."""

    pk: UUID
    scheme_id: UUID
    urgency: str
    waits_since_on: date
    wishes: Codes
    cohort: Cohort
    patient: PersonRow

    @property
    def patient_id(self) -> UUID:
        return self.patient.pk

    def days_waited(self, on: date) -> int:
        return (on - self.waits_since_on).days


PLACE = ("pk", "urgency", "waits_since_on", "wishes", "cohort_id")
PERSON = tuple(f"patient__{name}" for name in PersonRow._fields if name != "practice")


def waiting_rows(eyes: Actor, *, but: Iterable[UUID]) -> list[PlaceRow]:
    """Who is seen and waits, the longest first, without the places in `but`. Three queries."""
    settled = set(but)
    rows = Enrolment.objects.visible_to(eyes).to_match().order_by("waits_since_on", "pk")
    found = [
        row for row in rows.values_list(*PLACE, *PERSON, "patient__practice_id") if row[0] not in settled
    ]
    practices = Practice.objects.of(eyes.scheme).in_bulk()
    cohorts = Cohort.objects.of(eyes.scheme).select_related("programme__role").in_bulk()
    first = len(PLACE)
    return [
        PlaceRow(row[0], eyes.scheme.pk, *row[1 : first - 1], cohorts[row[first - 1]],
                 PersonRow(*row[first:-1], practices.get(row[-1])))
        for row in found
    ]  # fmt: skip
