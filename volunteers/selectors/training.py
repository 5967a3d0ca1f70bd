"""Who still needs which module, for the register, the lists and the volunteer's own page."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from volunteers.choices import STEPPED_DOWN
from volunteers.models import HeldRole, ModuleDone, Volunteer
from volunteers.selectors.training_facts import Need, facts_of


def last_done(scheme, people: Iterable[Volunteer]) -> dict[tuple[UUID, UUID], date]:
    """(volunteer, module) -> the newest day. One query."""
    rows = ModuleDone.objects.of(scheme).filter(volunteer__in=list(people)).order_by("done_on", "pk")
    return {(who, what): on for who, what, on in rows.values_list("volunteer_id", "module_id", "done_on")}


def needs_of(people: Iterable[Volunteer], *, on: date) -> dict[UUID, tuple[Need, ...]]:
    """By key of volunteer; nothing for a role whose training they brought with them. Four queries."""
    people = list(people)
    if not people:
        return {}
    scheme = people[0].scheme_id
    facts, kinds = facts_of(scheme, [one.pk for one in people]), _kinds(scheme, people)
    return {key: found.needs(kinds[key], on) for key, found in facts.items()}


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
