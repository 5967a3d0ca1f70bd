"""What a scheme's own figures would lead to: the rows behind the simulation (feature T10).

The figures of today fill in the form; whom the coaches support today is where the simulation begins.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from django.db.models import Count, F, Q

from peersupport.accounts.actors import Actor
from peersupport.core.calendar import closed_days
from programmes.models import Enrolment, Programme, Relationship
from programmes.schedule.caseload import Pattern
from programmes.schedule.simulation_figures import Figures, simulate
from programmes.schedule.simulation_whatif import WhatIf
from programmes.schedule.supported import Supported
from programmes.schedule.taper import Phase
from programmes.selectors.capacity import pattern_of, supports_of
from programmes.selectors.enrolments import waiting
from volunteers.choices import AT_WORK, WITH_GROUPS
from volunteers.models import Leave, Role, Volunteer

ARRIVAL_WEEKS = 12
YEAR = 365
ENDS_ENOUGH = 5  # fewer endings say nothing about a share
DEFAULT_MONTHS, DEFAULT_MORE, DEFAULT_TRAINING = 11, 10, 12
MOST_COACH_MONTHS = 1250  # so that a page has both runs within two seconds


@dataclass(frozen=True, slots=True)
class Wanted:
    """The figures of the form. `more` coaches are recruited beside the first and take people after `training`."""

    coaches: int
    months: int = DEFAULT_MONTHS
    waiting: int = 0
    arrivals: float = 0
    drop_out: int = 0
    leave: int = 0
    more: int = DEFAULT_MORE
    training: int = DEFAULT_TRAINING


@dataclass(frozen=True, slots=True)
class Scheme:
    """A programme as it is today. `drop_out_known` is False where too few have ended to tell."""

    wanted: Wanted
    supported: int
    drop_out_known: bool
    phases: tuple[Phase, ...]
    pattern: Pattern
    closed: frozenset[date]
    caseloads: tuple[tuple[Supported, ...], ...]


@dataclass(frozen=True, slots=True)
class Forecast:
    """The scheme as it is and, if coaches are to be recruited, with them."""

    now: Figures
    more: Figures | None


def programmes(*, actor: Actor) -> list[Programme]:
    """Those whose role takes people one to one, by name, each with how many are `waiting`."""
    rows = Programme.objects.of(actor.scheme).exclude(role__kind__in=WITH_GROUPS)
    found = rows.select_related("role", "taper").order_by("name")
    waits = waiting(actor=actor).order_by().values_list("cohort__programme").annotate(n=Count("pk"))
    counted = dict(waits)
    for row in found:
        row.waiting = counted.get(row.pk, 0)
    return [row for row in found if row.role.caseload != "fixed" or row.role.people_at_once]


def scheme_today(programme: Programme, *, actor: Actor, on: date) -> Scheme:
    """The programme's figures, of the people whom the actor may see. Eleven queries."""
    coaches = coaches_of(programme.role, actor=actor, on=on)
    caseloads = caseloads_of(coaches, programme.role, on=on)
    drop_out = drop_out_of(programme, actor=actor, on=on)
    enrolled = Enrolment.objects.visible_to(actor).filter(cohort__programme=programme)
    recent = enrolled.filter(waits_since_on__gt=on - timedelta(weeks=ARRIVAL_WEEKS), waits_since_on__lte=on)
    wanted = Wanted(
        coaches=len(coaches),
        months=min(DEFAULT_MONTHS, most_months(len(coaches) + DEFAULT_MORE)),
        waiting=waiting(actor=actor).filter(cohort__programme=programme).count(),
        arrivals=round(recent.count() / ARRIVAL_WEEKS, 1),
        drop_out=drop_out or 0,
        leave=leave_of(coaches, on=on),
    )
    return Scheme(
        wanted=wanted,
        supported=sum(person.runs(on) for caseload in caseloads for person in caseload),
        drop_out_known=drop_out is not None,
        phases=programme.taper.as_phases(),
        pattern=pattern_of(programme.role),
        closed=closed_days(actor.scheme.division),
        caseloads=caseloads,
    )


def coaches_of(role: Role, *, actor: Actor, on: date) -> list[Volunteer]:
    """Who holds the role and is ready or active. A lapsed check or a leave passes; the forecast looks past it."""
    held = Q(held_roles__role=role, held_roles__since_on__lte=on)
    current = Q(held_roles__until_on__isnull=True) | Q(held_roles__until_on__gte=on)
    rows = Volunteer.objects.visible_to(actor).filter(held & current, stage__in=AT_WORK)
    return list(rows.distinct().order_by("pk"))


def caseloads_of(coaches: Sequence[Volunteer], role: Role, *, on: date) -> tuple[tuple[Supported, ...], ...]:
    """Whom each supports or has supported in the role, those with the most people first."""
    found = supports_of(coaches)
    mine = [tuple(one.course for one in found[coach.pk] if one.role == role.pk) for coach in coaches]
    return tuple(sorted(mine, key=lambda caseload: -sum(person.runs(on) for person in caseload)))


def drop_out_of(programme: Programme, *, actor: Actor, on: date) -> int | None:
    """Percent of those who ended in the last two years before the planned end; None of fewer than ENDS_ENOUGH."""
    rows = Relationship.objects.visible_to(actor).filter(enrolment__cohort__programme=programme)
    over = rows.filter(ended_on__gt=on - timedelta(days=2 * YEAR), ended_on__lte=on)
    found = over.aggregate(all=Count("pk"), early=Count("pk", filter=Q(ended_on__lt=F("ends_on"))))
    return round(100 * found["early"] / found["all"]) if found["all"] >= ENDS_ENOUGH else None


def leave_of(coaches: Sequence[Volunteer], *, on: date) -> int:
    """Weeks of leave that a coach had in the last year, on average, rounded."""
    if not coaches:
        return 0
    first = on - timedelta(days=YEAR)
    rows = Leave.objects.of(coaches[0].scheme_id).filter(
        volunteer__in=coaches, ends_on__gt=first, starts_on__lte=on
    )
    spans = rows.values_list("starts_on", "ends_on")
    days = sum((min(last, on) - max(begins, first)).days + 1 for begins, last in spans)
    return round(days / 7 / len(coaches))


def most_months(coaches: int) -> int:
    """How far a page can look ahead with so many coaches."""
    return max(1, MOST_COACH_MONTHS // max(coaches, 1))


def forecast(scheme: Scheme, wanted: Wanted, *, on: date) -> Forecast:
    """Both runs, with the same luck."""
    asked = WhatIf(
        coaches=wanted.coaches,
        months=wanted.months,
        start=on,
        waiting=wanted.waiting,
        arrivals_a_week=wanted.arrivals,
        drop_out=wanted.drop_out,
        leave_weeks=wanted.leave,
        trained=wanted.coaches,
        training_weeks=wanted.training,
        phases=scheme.phases,
        pattern=scheme.pattern,
        closed=scheme.closed,
        caseloads=scheme.caseloads[: wanted.coaches],
    )
    return Forecast(answer(asked), answer(replace(asked, recruits=wanted.more)) if wanted.more else None)


@lru_cache(maxsize=64)
def answer(asked: WhatIf) -> Figures:
    """The same question has the same answer, so that reading a page again costs nothing."""
    return simulate(asked)
