"""How many people a volunteer has in a role: each version, and what a pattern comes to in weeks."""

from dataclasses import dataclass, field
from datetime import date

from peersupport.core.calendar import closed_days
from programmes.models import CaseloadVersion, Programme
from programmes.schedule.example import Example, one_volunteer
from programmes.schedule.taper import DEFAULT_TAPER, Phase
from programmes.selectors.capacity import pattern
from volunteers.models import Role


@dataclass(frozen=True, slots=True)
class Wanted:
    """The columns of a role that say its caseload."""

    caseload: str
    people_at_once: int
    figures: dict = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CaseloadPage:
    """`programmes` share the caseload, for a volunteer has places in a role; `phases` are the first one's taper."""

    role: Role
    version: int
    programmes: tuple[str, ...]
    phases: tuple[Phase, ...]
    versions: tuple[CaseloadVersion, ...]


def columns_of(role: Role) -> Wanted:
    return Wanted(role.caseload, role.people_at_once, role.caseload_figures)


def caseload_page(role: Role) -> CaseloadPage:
    rows = Programme.objects.of(role.scheme_id).filter(role=role).select_related("taper").order_by("name")
    programmes = list(rows)
    versions = tuple(role.caseload_versions.order_by("-version"))
    return CaseloadPage(
        role=role,
        version=versions[0].version if versions else 1,
        programmes=tuple(row.name for row in programmes),
        phases=programmes[0].taper.as_phases() if programmes else DEFAULT_TAPER,
        versions=versions,
    )


def versions(*, scheme) -> dict:
    """The number of the version in force, by key of role; roles that never changed are left out."""
    rows = CaseloadVersion.objects.of(scheme).order_by("version", "pk").values_list("role_id", "version")
    return dict(rows)


def example(wanted: Wanted, phases: tuple[Phase, ...], *, scheme, start_on: date) -> Example:
    """A volunteer who begins on that day. Raises BadPattern, TaperError."""
    chosen = pattern(wanted.caseload, wanted.figures, wanted.people_at_once)
    return one_volunteer(chosen, phases, start=start_on, closed=closed_days(scheme.division))
