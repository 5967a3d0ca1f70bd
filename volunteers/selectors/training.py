"""Who still needs which module: one rule for the register, the lists and the volunteer's own page."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from django.db.models import Q

from peersupport.core.calendar import add_months
from volunteers.choices import STEPPED_DOWN
from volunteers.models import HeldRole, Module, ModuleDone, Training, Volunteer

SOON_DAYS = 60
State = Literal["done", "to do", "soon", "over"]


@dataclass(frozen=True, slots=True)
class Need:
    """A module that somebody's role needs. `due_on`: refresh by; "soon" and "over" are about that day."""

    module: Module
    state: State
    done_on: date | None = None
    due_on: date | None = None

    @property
    def is_open(self) -> bool:
        return self.state != "done"


def need(module: Module, done_on: date | None, on: date) -> Need:
    """Pure: what one module says on a day."""
    if done_on is None:
        return Need(module, "to do")
    due_on = add_months(done_on, module.refresh_months) if module.refresh_months else None
    left = (due_on - on).days if due_on else SOON_DAYS + 1
    state: State = "over" if left < 0 else "soon" if left <= SOON_DAYS else "done"
    return Need(module, state, done_on, due_on)


def needed(scheme, kinds: Iterable[str]) -> list[Module]:
    """The modules that roles of these kinds need, in order. One query."""
    wanted = set(kinds)
    rows = Module.objects.of(scheme).filter(course__closed_on__isnull=True).exclude(needed_for="")
    rows = rows.select_related("course").order_by("course__name", "position", "pk")
    return [module for module in rows if wanted & set(module.needed_for)]


def last_done(scheme, people: Iterable[Volunteer]) -> dict[tuple[UUID, UUID], date]:
    """(volunteer, module) -> the newest day. One query."""
    rows = ModuleDone.objects.of(scheme).filter(volunteer__in=list(people)).order_by("done_on")
    return {(who, what): on for who, what, on in rows.values_list("volunteer_id", "module_id", "done_on")}


def needs_of(people: Iterable[Volunteer], *, on: date) -> dict[UUID, tuple[Need, ...]]:
    """By key of volunteer; nothing for whoever brought training for every role with them. Four queries."""
    people = list(people)
    if not people:
        return {}
    scheme = people[0].scheme_id
    kinds = _kinds(scheme, people)
    modules = needed(scheme, set().union(*kinds.values()) if kinds else ())
    done, covered = last_done(scheme, people), _covered(scheme, people, on)
    return {
        one.pk: tuple(
            need(module, done.get((one.pk, module.pk)), on)
            for module in modules
            if kinds[one.pk] & set(module.needed_for) and one.pk not in covered
        )
        for one in people
    }


def still_needed(*, actor, on: date) -> list[tuple[Volunteer, tuple[Need, ...]]]:
    """Everybody who lacks a module or has one to refresh soon, by name. Five queries."""
    rows = Volunteer.objects.visible_to(actor).exclude(stage=STEPPED_DOWN)
    people = list(rows.order_by("last_name", "first_name", "pk"))
    found = needs_of(people, on=on)
    open_ones = [(one, tuple(line for line in found[one.pk] if line.is_open)) for one in people]
    return [(one, lines) for one, lines in open_ones if lines]


def _kinds(scheme, people: list[Volunteer]) -> dict[UUID, set[str]]:
    held = HeldRole.objects.of(scheme).filter(
        volunteer__in=people, until_on__isnull=True, role__needs_training=True
    )
    found = defaultdict(set)
    for key, kind in held.values_list("volunteer_id", "role__kind"):
        found[key].add(kind)
    return found


def _covered(scheme, people: list[Volunteer], on: date) -> set[UUID]:
    in_date = Q(refresh_by_on__isnull=True) | Q(refresh_by_on__gte=on)
    rows = Training.objects.of(scheme).filter(in_date, volunteer__in=people, kind="", finished_on__lte=on)
    return set(rows.values_list("volunteer_id", flat=True))
