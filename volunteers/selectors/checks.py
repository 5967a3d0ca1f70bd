"""Which checks count, and which run out soon: the one definition for Today, the board, the record and the tick."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.db.models.lookups import Exact

from volunteers.choices import BASIC, CHECK_LEVELS, STEPPED_DOWN
from volunteers.models import Check, HeldRole, Volunteer
from volunteers.models.roles import EVERYBODY

SOON_DAYS = 60


@dataclass(frozen=True, slots=True)
class ExpiringCheck:
    """A check that runs out soon or has run out: `days_left` below 0. `level` and `roles` are words."""

    volunteer_key: str
    volunteer: str
    roles: tuple[str, ...]
    level: str
    renew_by_on: date
    days_left: int
    owner_key: str | None
    owner: str


def expiring_checks(*, actor, on: date, within_days: int = SOON_DAYS) -> list[ExpiringCheck]:
    """Those of the volunteers whom this person may see, the most urgent first. Three queries at most."""
    mine = Check.objects.of(actor.scheme).filter(volunteer__in=Volunteer.objects.visible_to(actor))
    rows = expiring(mine, on, within_days).order_by("renew_by_on", "volunteer__last_name", "pk")
    rows = rows.select_related("volunteer__coordinator__user")
    return [_line(check, on) for check in rows.prefetch_related("volunteer__held_roles__role")]


def expiring(checks: QuerySet, on: date, within_days: int = SOON_DAYS) -> QuerySet:
    """Of these checks, those that count and are to be renewed by then, lapsed ones too."""
    return counting(checks, on).filter(renew_by_on__lte=on + timedelta(days=within_days))


def counting(checks: QuerySet, on: date) -> QuerySet:
    """Of these checks, those on which a role that is held now rests, and which no other check outlasts."""
    return (
        checks.exclude(volunteer__stage=STEPPED_DOWN)
        .annotate(rank=_rank("level"))
        .filter(Exists(_roles_that_rest_on_it(on)), ~Exists(_others_that_outlast_it()))
    )


def _rank(field: str) -> Case:
    """A level as a number: a higher level covers a lower one."""
    whens = (When(**{field: level}, then=Value(number)) for number, (level, _) in enumerate(CHECK_LEVELS))
    return Case(*whens, default=Value(0), output_field=IntegerField())


def _roles_that_rest_on_it(on: date) -> QuerySet:
    held = HeldRole.objects.of(OuterRef("scheme")).filter(
        Q(until_on__isnull=True) | Q(until_on__gte=on), volunteer=OuterRef("volunteer")
    )
    held = held.annotate(needs=_rank("role__check_level")).filter(needs__gt=0, needs__lte=OuterRef("rank"))
    # The same rule as models.covers: a basic check is for any kind of work.
    fits = Q(role__check_level=BASIC) | Q(role__workforce=OuterRef("workforce"))
    return held.filter(fits | Q(Exact(OuterRef("workforce"), Value(EVERYBODY))))


def _others_that_outlast_it() -> QuerySet:
    others = Check.objects.of(OuterRef("scheme")).filter(volunteer=OuterRef("volunteer"))
    longer = Q(covers__gte=OuterRef("rank"), renew_by_on__gt=OuterRef("renew_by_on"))
    higher = Q(covers__gt=OuterRef("rank"), renew_by_on__gte=OuterRef("renew_by_on"))
    fits = Q(workforce__in=(OuterRef("workforce"), EVERYBODY)) | Q(Exact(OuterRef("level"), Value(BASIC)))
    return others.annotate(covers=_rank("level")).filter(longer | higher, fits)


def _line(check: Check, on: date) -> ExpiringCheck:
    volunteer = check.volunteer
    owner = volunteer.coordinator
    held = [row for row in volunteer.held_roles.all() if row.until_on is None or row.until_on >= on]
    return ExpiringCheck(
        volunteer_key=str(volunteer.pk),
        volunteer=volunteer.name,
        roles=tuple(sorted(row.role.name for row in held)),
        level=check.get_level_display(),
        renew_by_on=check.renew_by_on,
        days_left=(check.renew_by_on - on).days,
        owner_key=str(owner.pk) if owner else None,
        owner=owner.user.name if owner else "",
    )
