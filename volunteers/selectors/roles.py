"""The roles of a scheme, each with how many people hold it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from volunteers.choices import ROLE_KINDS, STEPPED_DOWN
from volunteers.models import Role, SupervisionRule, Volunteer
from volunteers.selectors.supervision_facts import rules_of


@dataclass(frozen=True, slots=True)
class RoleLine:
    """`rules` are those of supervision that hold now, in the order of levels."""

    role: Role
    held: int
    rules: tuple[SupervisionRule, ...] = ()


@dataclass(frozen=True, slots=True)
class Roles:
    """`on` and `off` by name; `ready` are (kind, words) of the meanings for which there is no role yet."""

    on: tuple[RoleLine, ...]
    off: tuple[RoleLine, ...]
    ready: tuple[tuple[str, str], ...]


def roles(*, actor, on: date) -> Roles:
    """Two queries."""
    today = Q(held__until_on__isnull=True) | Q(held__until_on__gte=on)
    counted = Count("held", filter=today & ~Q(held__volunteer__stage=STEPPED_DOWN))
    rows = Role.objects.visible_to(actor).annotate(holders=counted).order_by("name")
    rules = rules_of(actor.scheme)
    lines = [RoleLine(role, role.holders, rules.of(role.pk, on)) for role in rows]
    known = {line.role.kind for line in lines}
    return Roles(
        on=tuple(line for line in lines if line.role.off_since_on is None),
        off=tuple(line for line in lines if line.role.off_since_on is not None),
        ready=tuple((kind, words) for kind, words in ROLE_KINDS if kind not in known),
    )


def names_of_kinds(scheme) -> dict[str, str]:
    """Kind -> what this scheme calls it, of the kinds it has: those switched on, else those it had. One query."""
    found: dict[str, list[Role]] = defaultdict(list)
    for role in Role.objects.of(scheme).order_by("name"):
        found[role.kind].append(role)
    on = {kind: [role for role in rows if role.off_since_on is None] for kind, rows in found.items()}
    return {kind: " and ".join(role.name for role in on[kind] or rows) for kind, rows in found.items()}


def words_of_kinds(scheme) -> dict[str, str]:
    """The same for every kind: the usual word where the scheme has no such role."""
    return dict(ROLE_KINDS) | names_of_kinds(scheme)


def held_now(role: Role, *, on: date) -> int:
    """How many people hold this role; those who stepped down do not count."""
    held = role.held.exclude(volunteer__stage=STEPPED_DOWN)
    return held.filter(Q(until_on__isnull=True) | Q(until_on__gte=on)).count()


def roles_now(volunteer: Volunteer, *, on: date) -> list[Role]:
    """The roles somebody holds on that day, by name. One query."""
    held = volunteer.held_roles.filter(Q(until_on__isnull=True) | Q(until_on__gte=on), since_on__lte=on)
    return [row.role for row in held.select_related("role").order_by("role__name", "pk")]
