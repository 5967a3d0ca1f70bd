"""Time in each stage, reasons for leaving, and how far the enquiries of a year came."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from statistics import median

from django.db.models import Count, Exists, OuterRef, Q

from volunteers.choices import ACTIVE, JOINING, LEAVING, NOT_REAL, READY, STAGES, STEPPED_DOWN
from volunteers.models import Interview, StageChange, Volunteer
from volunteers.selectors.recruitment import everybody

YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class StageFigures:
    """`days_now`: median days so far of those in it; `days_moved`: of those who moved on within a year."""

    stage: str
    name: str
    now: int
    days_now: int | None
    days_moved: int | None
    left: int


@dataclass(frozen=True, slots=True)
class Reached:
    """How many of the enquiries of a year came how far."""

    asked: int
    interviewed: int
    ready: int
    supported: int


def stage_figures(*, actor, on: date) -> list[StageFigures]:
    """Every stage in order, those who work with us and who have left at the end. Two queries."""
    days_now = defaultdict(list)
    for stage, since_on in everybody(actor, on).values_list("now_in", "stage_since_on"):
        days_now[stage].append((on - since_on).days)
    moved, left = _moves(actor, on)
    return [
        StageFigures(
            stage=stage,
            name=name,
            now=len(days_now[stage]),
            days_now=_median(days_now[stage]) if stage in JOINING else None,
            days_moved=_median(moved[stage]) if stage in JOINING else None,
            left=left[stage],
        )
        for stage, name in STAGES
    ]


def _moves(actor, on: date) -> tuple[dict, dict]:
    """Days of each who moved on from a stage, and how many left from it, within a year."""
    rows = StageChange.objects.of(actor.scheme).filter(
        moved_on__gt=on - YEAR, volunteer__in=Volunteer.objects.visible_to(actor)
    )
    moved, left = defaultdict(list), defaultdict(int)
    for stage, since_on, to, moved_on in rows.exclude(reason=NOT_REAL).values_list(
        "from_stage", "since_on", "to_stage", "moved_on"
    ):
        if to == STEPPED_DOWN:
            left[stage] += 1
        else:
            moved[stage].append((moved_on - since_on).days)
    return moved, left


def _median(days: Iterable[int]) -> int | None:
    found = list(days)
    return round(median(found)) if found else None


def leaving(*, actor, on: date) -> list[tuple[str, str, int]]:
    """(reason, words, how many) of those who left within a year and did not come back, most first. One query."""
    rows = everybody(actor, on).filter(stage=STEPPED_DOWN, left_on__gt=on - YEAR).exclude(left_reason=None)
    counted = dict(rows.order_by().values_list("left_reason").annotate(Count("pk")))
    found = [(code, words, counted[code]) for code, words in LEAVING if counted.get(code)]
    return sorted(found, key=lambda line: -line[2])


def reached(*, actor, on: date) -> Reached:
    """One query."""
    since = datetime.combine(on - YEAR, time(0), UTC)
    talked = Interview.objects.of(OuterRef("scheme")).filter(volunteer=OuterRef("pk"))
    moves = StageChange.objects.of(OuterRef("scheme")).filter(volunteer=OuterRef("pk"))
    rows = everybody(actor, on).filter(enquiry__received_at__gte=since)
    rows = rows.annotate(
        talked=Exists(talked),
        was_ready=Exists(moves.filter(to_stage__in=(READY, ACTIVE))),
        was_active=Exists(moves.filter(to_stage=ACTIVE)),
    )
    counted = rows.aggregate(
        asked=Count("pk"),
        interviewed=Count("pk", filter=Q(talked=True)),
        ready=Count("pk", filter=Q(was_ready=True)),
        supported=Count("pk", filter=Q(was_active=True)),
    )
    return Reached(**counted)
