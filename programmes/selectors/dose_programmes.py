"""Planned against delivered contacts of whole programmes, phase by phase (feature T9)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Min, Q, QuerySet, Sum

from peersupport.accounts.actors import Actor
from programmes.choices import HELD, NO_ANSWER, PLANNED, TALKED
from programmes.models import Contact, PlannedContact, Programme
from programmes.models.plans import due_by

PROGRAMME = "relationship__enrolment__cohort__programme"


@dataclass(frozen=True, slots=True)
class PhaseDose:
    """Of a phase: how many `people` have contacts in it, and of these contacts all that are `planned`, those that
    are `due` by now or done already, and of the due ones those `held`, without an `answer`, and not yet `logged`.
    """

    phase: str
    people: int
    planned: int
    due: int
    held: int
    no_answer: int
    not_logged: int
    minutes: int

    @property
    def otherwise(self) -> int:
        """Declined, or did not happen."""
        return self.due - self.held - self.no_answer - self.not_logged


@dataclass(frozen=True, slots=True)
class ProgrammeDose:
    """`beside` are conversations that no planned contact stood for."""

    programme: Programme
    phases: tuple[PhaseDose, ...]
    people: int
    beside: int


def of_programmes(*, actor: Actor, on: date, since: date | None = None) -> list[ProgrammeDose]:
    """By name, of the people whom the actor may see; `since` leaves out contacts due before. Five queries."""
    planned = PlannedContact.objects.visible_to(actor)
    talks = Contact.objects.visible_to(actor).filter(outcome=TALKED)
    if since:
        planned = planned.filter(due_on__gte=since)
        talks = talks.filter(Q(planned__due_on__gte=since) | Q(planned=None, happened_on__gte=since))
    minutes, beside = _minutes(talks), _by_programme(talks.filter(planned=None), Count("pk"))
    people = _by_programme(planned, Count("relationship", distinct=True))
    phases: dict[UUID, list[PhaseDose]] = {}
    for programme, dose in _phases(planned, minutes, on):
        phases.setdefault(programme, []).append(dose)
    rows = Programme.objects.of(actor.scheme).order_by("name")
    return [
        ProgrammeDose(row, tuple(phases[row.pk]), people[row.pk], beside.get(row.pk, 0))
        for row in rows
        if row.pk in phases
    ]


def _phases(rows: QuerySet[PlannedContact], minutes: dict[tuple[UUID, str], int], on: date):
    """Each programme's key with its phases, in their order. A phase is what bears its name, in whatever version."""
    found = rows.values_list(PROGRAMME, "phase_name").annotate(
        first=Min("phase"),
        people=Count("relationship", distinct=True),
        planned=Count("pk"),
        due=Count("pk", filter=due_by(on)),
        held=Count("pk", filter=Q(state=HELD)),
        none=Count("pk", filter=Q(state=NO_ANSWER)),
        open=Count("pk", filter=Q(state=PLANNED, due_on__lte=on)),
    )
    for programme, name, _, *numbers in found.order_by(PROGRAMME, "first", "phase_name"):
        yield programme, PhaseDose(name, *numbers, minutes.get((programme, name), 0))


def _minutes(talks: QuerySet[Contact]) -> dict[tuple[UUID, str], int]:
    rows = talks.filter(planned__isnull=False).order_by()
    found = rows.values_list(PROGRAMME, "planned__phase_name").annotate(n=Sum("minutes"))
    return {(programme, name): number or 0 for programme, name, number in found}


def _by_programme(rows: QuerySet, what) -> dict[UUID, int]:
    return dict(rows.order_by().values_list(PROGRAMME).annotate(n=what))
