"""People who wait, as plain columns: a round reads hundreds at once, and making models of all took most of its time.

Keys are texts, as the engine takes them: to make and compare UUIDs took a third of what was left.
"""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from peersupport.accounts.actors import Actor
from peersupport.accounts.models import Practice
from peersupport.core.fields import AsText, Codes, with_codes
from peersupport.core.prepared import prepared
from peersupport.core.sql import KeyText
from programmes.models import Cohort, Enrolment


class PersonRow(NamedTuple):
    """What a round asks of a patient, by the same names. `practice` is shared by all its people."""

    pk: str
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
    practice_id: str | None
    practice: Practice | None

    @property
    def short_name(self) -> str:
        return self.called or self.first_name


class PlaceRow(NamedTuple):
    """What a round asks of a place on the waiting list. `cohort`, with its programme, is shared by all in it."""

    pk: str
    urgency: str
    waits_since_on: date
    wishes: Codes
    cohort_id: str
    cohort: Cohort
    patient: PersonRow

    @property
    def scheme_id(self) -> UUID:
        return self.patient.scheme_id

    @property
    def patient_id(self) -> str:
        return self.patient.pk

    def days_waited(self, on: date) -> int:
        return (on - self.waits_since_on).days


CODES = ("wishes", *(name for name, kind in PersonRow.__annotations__.items() if kind is Codes))
ABOUT = [name for name in PersonRow._fields if name not in ("pk", "scheme_id", "practice_id", "practice")]
COLUMNS = (
    *map(KeyText, ("pk", "cohort_id", "patient__practice_id", "patient_id")),
    "urgency", "waits_since_on", AsText("wishes"),
    *(AsText(f"patient__{name}") if name in CODES else f"patient__{name}" for name in ABOUT),
)  # fmt: skip


def waiting_rows(eyes: Actor, *, but: Collection[str]) -> list[PlaceRow]:
    """Who is seen and waits, the longest first, without the places in `but`. Three queries."""
    scheme = eyes.scheme
    practices = {str(one.pk): one for one in _practices(scheme)}
    cohorts = {str(one.pk): one for one in _cohorts(scheme)}
    rows = with_codes(_waiting(scheme, eyes.team_id), COLUMNS)
    return [
        PlaceRow(
            key, urgency, since, wishes, cohort, cohorts[cohort],
            PersonRow(person, scheme.pk, *about, practice, practices.get(practice)),
        )
        for key, cohort, practice, person, urgency, since, wishes, *about in rows
        if key not in but
    ]  # fmt: skip


@prepared
def _waiting(scheme: UUID, team: UUID | None) -> QuerySet:
    rows = Enrolment.objects.visible_to(Actor.system(scheme, only_team=team)).to_match()
    return rows.order_by("waits_since_on", "pk").values_list(*COLUMNS)


@prepared
def _practices(scheme: UUID) -> QuerySet:
    return Practice.objects.of(scheme)


@prepared
def _cohorts(scheme: UUID) -> QuerySet:
    return Cohort.objects.of(scheme).select_related("programme__role")
