"""Programmes and their cohorts, with how many people are where."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import BooleanField, Count, ExpressionWrapper, Prefetch, Q, QuerySet

from peersupport.accounts.actors import Actor
from programmes.choices import ENDED, LEFT, SUPPORTED, WAITING
from programmes.models import Cohort, Enrolment, Programme
from programmes.unsought import unsought

IN_ORDER = (WAITING, SUPPORTED, ENDED)


@dataclass(frozen=True)
class CohortNumbers:
    """`aside` are on the list, and are to have no single peer: they are not among those who are waiting."""

    cohort: Cohort
    waiting: int
    aside: int
    supported: int
    ended: int


@dataclass(frozen=True)
class ProgrammeCohorts:
    programme: Programme
    cohorts: Sequence[CohortNumbers]


def open_cohorts(*, actor: Actor, on: date) -> QuerySet[Cohort]:
    """Those that still take people, by programme, the newest first."""
    rows = Cohort.objects.of(actor.scheme).filter(Q(closed_on=None) | Q(closed_on__gt=on))
    return rows.select_related("programme").order_by("programme__name", "-starts_on", "name")


def programmes(*, actor: Actor) -> list[ProgrammeCohorts]:
    """All programmes by name; the people counted are those this person may see."""
    cohorts = (
        Cohort.objects.of(actor.scheme).select_related("programme__role").order_by("-starts_on", "name", "pk")
    )
    rows = Programme.objects.of(actor.scheme).select_related("role", "taper").order_by("name")
    counted = _counted(actor)
    return [
        ProgrammeCohorts(row, [_numbers(cohort, counted) for cohort in row.cohorts.all()])
        for row in rows.prefetch_related(Prefetch("cohorts", queryset=cohorts))
    ]


def people_of(cohort: Cohort, *, actor: Actor) -> list[Enrolment]:
    """Everybody with a place in it whom this person may see, those on the list first, then by name. Who has left the
    list, or has died, is not among them. One query.
    """
    rows = Enrolment.objects.visible_to(actor).filter(cohort=cohort, patient__died_on__isnull=True)
    rows = (
        rows.exclude(state=LEFT).select_related("patient__practice").annotate(is_unsought=_is_unsought(actor))
    )
    found = sorted(rows, key=lambda row: (row.patient.last_name.casefold(), row.patient.first_name, row.pk))
    return sorted(found, key=lambda row: IN_ORDER.index(row.state))


def _counted(actor: Actor) -> dict:
    """cohort -> how many of `people_of` are in which state; waiting is counted as on the waiting list."""
    rows = Enrolment.objects.visible_to(actor).filter(patient__died_on__isnull=True)
    rows = rows.annotate(is_unsought=_is_unsought(actor)).order_by().values("cohort")
    counted = rows.annotate(
        waiting=Count("pk", filter=Q(state=WAITING, is_unsought=False)),
        aside=Count("pk", filter=Q(state=WAITING, is_unsought=True)),
        supported=Count("pk", filter=Q(state=SUPPORTED)),
        ended=Count("pk", filter=Q(state=ENDED)),
    )
    return {row["cohort"]: row for row in counted}


def _is_unsought(actor: Actor) -> ExpressionWrapper:
    return ExpressionWrapper(unsought(actor.scheme), BooleanField())


def _numbers(cohort: Cohort, counted: dict) -> CohortNumbers:
    row = counted.get(cohort.pk, {})
    return CohortNumbers(cohort, *(row.get(name, 0) for name in ("waiting", "aside", "supported", "ended")))
