"""Tapers in use, with who uses them, and the caseload pattern of each role."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Prefetch, QuerySet

from peersupport.accounts.actors import Actor
from peersupport.accounts.models import Scheme
from peersupport.core.calendar import closed_days
from programmes.models import Programme, Relationship, Taper, TaperPhase
from programmes.schedule.caseload import HEALTH_CONNECT_COACHING
from programmes.schedule.example import Example, one_volunteer
from programmes.schedule.taper import Phase, PlannedDate, plan
from programmes.selectors.capacity import Limits, pattern_of, takes_anybody
from volunteers.models import Role


@dataclass(frozen=True, slots=True)
class TaperLine:
    """The newest version. `running` counts plans by version: those on an older one keep it."""

    taper: Taper
    phases: tuple[Phase, ...]
    programmes: tuple[str, ...]
    running: dict[int, int]


def lines(*, actor: Actor) -> list[TaperLine]:
    """Also those that are not offered any more. Four queries however many."""
    used: dict = {}
    for name, key in Programme.objects.of(actor.scheme).order_by("name").values_list("name", "taper"):
        used.setdefault(key, []).append(name)
    running: dict[str, dict[int, int]] = {}
    pairs = Relationship.objects.of(actor.scheme).running().order_by()
    counted = pairs.values_list("taper__name", "taper__version").annotate(n=Count("pk"))
    for name, version, number in counted:
        running.setdefault(name, {})[version] = number
    return [
        TaperLine(row, _phases(row), tuple(used.get(row.pk, ())), running.get(row.name, {}))
        for row in _newest(actor)
    ]


def _newest(actor: Actor) -> QuerySet[Taper]:
    ordered, rows = TaperPhase.objects.of(actor.scheme).order_by("position"), Taper.objects.of(actor.scheme)
    newer = rows.filter(name=OuterRef("name"), version__gt=OuterRef("version"))
    rows = rows.filter(~Exists(newer)).order_by("name")
    return rows.prefetch_related(Prefetch("phases", queryset=ordered))


def _phases(taper: Taper) -> tuple[Phase, ...]:
    return tuple(Phase(row.interval_weeks, row.contacts, row.name) for row in taper.phases.all())


def users_of(taper: Taper) -> list[Role]:
    """The roles of the programmes on this taper that take people, each once."""
    roles = dict.fromkeys(one.role for one in programmes_of(taper.scheme_id).filter(taper=taper))
    return [role for role in roles if takes_anybody(role, Limits())]


def programmes_of(scheme) -> QuerySet[Programme]:
    return Programme.objects.of(scheme).select_related("role", "taper").order_by("name")


def to_choose(*, actor: Actor) -> dict[Taper, tuple[Phase, ...]]:
    """The newest version of each taper that is offered, with its phases. Two queries."""
    return {row: _phases(row) for row in _newest(actor).filter(retired_on=None)}


def load_of(
    phases: tuple[Phase, ...], role: Role | None, *, scheme: Scheme, start_on: date
) -> tuple[Example, str]:
    """One volunteer's contacts week by week on these phases, with the caseload of the role, and its name.

    Raises TaperError.
    """
    pattern = pattern_of(role) if role else HEALTH_CONNECT_COACHING
    example = one_volunteer(pattern, phases, start=start_on, closed=closed_days(scheme.division))
    return example, role.name if role else ""


def roles(*, actor: Actor) -> list[Role]:
    return list(Role.objects.of(actor.scheme).on().order_by("name"))


def dates(phases: tuple[Phase, ...], *, scheme, start_on: date) -> tuple[PlannedDate, ...]:
    """Every contact of a plan that would start on that day. Raises TaperError, NoOpenDay."""
    return plan(phases, start=start_on, closed=closed_days(scheme.division))
