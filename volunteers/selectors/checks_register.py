"""The register of checks: everybody whose role needs one, with what was seen, or that nothing was."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from django.db.models import Q

from volunteers.choices import NO_CHECK, STEPPED_DOWN
from volunteers.models import Check, CheckLook, HeldRole, Role, Volunteer, covers
from volunteers.selectors.checks import SOON_DAYS, counting

State = Literal["missing", "over", "soon", "in date"]
STATES: tuple[State, ...] = ("missing", "over", "soon", "in date")


@dataclass(frozen=True, slots=True)
class Line:
    """One check of somebody, or (no check) one that is missing. `roles` are those that need it, by name."""

    volunteer: Volunteer
    roles: tuple[Role, ...]
    check: Check | None
    state: State


def register(*, actor, on: date, q: str = "", role: UUID | None = None, state: str = "") -> list[Line]:
    """Whom this person may see: missing, run out, running out, then the rest by day. Two queries."""
    return narrowed(_lines(actor, on), q=q, role=role, state=state)


def narrowed(lines: Iterable[Line], *, q: str = "", role: UUID | None = None, state: str = "") -> list[Line]:
    """Those of this name, role and state, in their order."""
    found = [line for line in lines if line.volunteer.is_named(q)]
    found = [line for line in found if role is None or role in {one.pk for one in line.roles}]
    return [line for line in found if not state or line.state == state]


def figures(lines: Iterable[Line]) -> dict[State, int]:
    """How many lines there are in each state."""
    counted = Counter(line.state for line in lines)
    return {state: counted[state] for state in STATES}


def _lines(actor, on: date) -> list[Line]:
    held = _held(actor, on)
    kept = defaultdict(list)
    for check in counting(Check.objects.of(actor.scheme).filter(volunteer__in=list(held)), on):
        kept[check.volunteer_id].append(check)
    lines = [line for one, roles in held.items() for line in _of(one, roles, kept[one.pk], on)]
    return sorted(lines, key=_order)


def _order(line: Line):
    until = line.check.renew_by_on if line.check else date.min
    return (STATES.index(line.state), until, line.volunteer.last_name.casefold(), str(line.volunteer.pk))


def _held(actor, on: date) -> dict[Volunteer, list[Role]]:
    """Everybody who holds a role with a check, with those roles by name."""
    people = Volunteer.objects.visible_to(actor).exclude(stage=STEPPED_DOWN)
    rows = HeldRole.objects.of(actor.scheme).filter(
        Q(until_on__isnull=True) | Q(until_on__gte=on), volunteer__in=people, since_on__lte=on
    )
    rows = rows.exclude(role__check_level=NO_CHECK).select_related("role", "volunteer__coordinator__user")
    found = defaultdict(list)
    for row in rows.defer("volunteer__notes").order_by("role__name", "pk"):
        found[row.volunteer].append(row.role)
    return found


def _of(one: Volunteer, roles: list[Role], checks: list[Check], on: date) -> list[Line]:
    """A line for each check on which roles rest, and one for each thing that is still to be asked for."""
    rest = [(check, tuple(r for r in roles if covers(check.level, check.workforce, r))) for check in checks]
    lines = [Line(one, resting, check, _state(check, on)) for check, resting in rest]
    wanted: dict[tuple[str, str], list[Role]] = defaultdict(list)
    for role in roles:
        if not any(role in resting for _, resting in rest):
            wanted[role.check_level, role.workforce if role.knows_workforce else ""].append(role)
    return lines + [Line(one, tuple(some), None, "missing") for some in wanted.values()]


def _state(check: Check, on: date) -> State:
    left = (check.renew_by_on - on).days
    return "over" if left < 0 else "soon" if left <= SOON_DAYS else "in date"


def looks_at(check: Check) -> list[CheckLook]:
    """Every time somebody asked the Update Service, newest first."""
    rows = CheckLook.objects.of(check.scheme_id).filter(check_seen=check)
    return list(rows.select_related("looked_by__user").order_by("-looked_on", "-pk"))


def roles_on(check: Check, *, on: date) -> list[Role]:
    """The roles held on that day that rest on this check. One query."""
    rows = HeldRole.objects.of(check.scheme_id).filter(
        Q(until_on__isnull=True) | Q(until_on__gte=on), volunteer=check.volunteer_id
    )
    roles = [row.role for row in rows.select_related("role").order_by("role__name", "pk")]
    return [
        role for role in roles if role.check_level != NO_CHECK and covers(check.level, check.workforce, role)
    ]
