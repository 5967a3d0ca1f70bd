"""What training rests on: modules that roles need, modules done, training brought along. Three queries for any number.

One rule for the gate, the register, the lists, the reminders and the volunteer's own page: a role's training is in
date while each module that its kind needs is, or while training that somebody brought for this kind is.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from peersupport.core.calendar import add_months
from peersupport.core.prepared import prepared
from peersupport.core.sql import Together, these
from volunteers.models import Module, ModuleDone, Question, Training

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


class Learned(NamedTuple):
    """The training of one kind of role as a whole: finished when, and the last day on which it counts."""

    finished_on: date
    until: date | None
    brought: str = ""

    def counts(self, on: date) -> bool:
        return self.until is None or on <= self.until


@dataclass(slots=True)
class Facts:
    """Of one volunteer. `modules` are the scheme's by kind of role, `done` days by module, `brought` by kind."""

    modules: Mapping[str, tuple[Module, ...]] = field(default_factory=dict)
    done: dict[UUID, list[date]] = field(default_factory=lambda: defaultdict(list))
    brought: dict[str, list[Learned]] = field(default_factory=lambda: defaultdict(list))

    def learned(self, kind: str, on: date) -> Learned | None:
        """The training for this kind that counts longest, if there is any, in date or not."""
        ways = [one for one in self.brought.get(kind, ()) if one.finished_on <= on]
        needs = [self._need(module, on) for module in self.modules.get(kind, ())]
        if needs and all(one.done_on for one in needs):
            ends = [one.due_on for one in needs if one.due_on]
            ways.append(Learned(max(one.done_on for one in needs), min(ends, default=None)))
        return max(ways, key=lambda one: (one.until or date.max, one.finished_on), default=None)

    def is_covered(self, kind: str, on: date) -> bool:
        """Whether training brought along stands for all modules of this kind."""
        return any(one.finished_on <= on and one.counts(on) for one in self.brought.get(kind, ()))

    def needs(self, kinds: Collection[str], on: date) -> tuple[Need, ...]:
        """The modules that these kinds of role need of this person, in the order of their courses."""
        open_kinds = [kind for kind in kinds if not self.is_covered(kind, on)]
        found = {module.pk: module for kind in open_kinds for module in self.modules.get(kind, ())}
        return tuple(self._need(found[module.pk], on) for module in _ordered(found.values()))

    def turns(self, kind: str) -> tuple[set[date], set[date]]:
        """Days on which training of this kind begins to count, and last days on which some of it does."""
        spans = {(one.finished_on, one.until) for one in self.brought.get(kind, ())}
        for module in self.modules.get(kind, ()):
            spans |= {(day, need(module, day, day).due_on) for day in self.done.get(module.pk, ())}
        return {first for first, _ in spans}, {last for _, last in spans if last}

    def _need(self, module: Module, on: date) -> Need:
        return need(module, max((day for day in self.done.get(module.pk, ()) if day <= on), default=None), on)


def facts_of(scheme: UUID, keys: Collection[UUID]) -> dict[UUID, Facts]:
    """By key of volunteer."""
    modules, together = modules_of(scheme), Together.of(keys)
    found = {key: Facts(modules) for key in keys}
    for who, what, on in _done(scheme, together):
        found[who].done[what].append(on)
    months = {kind: _refresh_months(some) for kind, some in modules.items()}
    for who, kind, finished_on, until, course in _brought(scheme, together):
        if until is None and months.get(kind):
            until = add_months(finished_on, months[kind])
        found[who].brought[kind].append(Learned(finished_on, until, course))
    return found


def _refresh_months(modules: Iterable[Module]) -> int | None:
    """Training that was brought without a day of its own is refreshed as often as what is learned here for the role."""
    return min((one.refresh_months for one in modules if one.refresh_months), default=None)


@prepared
def _done(scheme: UUID, keys: Collection[UUID]) -> QuerySet:
    rows = ModuleDone.objects.of(scheme).filter(volunteer__in=these(keys)).order_by("done_on", "pk")
    return rows.values_list("volunteer_id", "module_id", "done_on")


@prepared
def _brought(scheme: UUID, keys: Collection[UUID]) -> QuerySet:
    rows = Training.objects.of(scheme).filter(volunteer__in=these(keys))
    return rows.values_list("volunteer_id", "kind", "finished_on", "refresh_by_on", "course")


def modules_of(scheme: UUID) -> dict[str, tuple[Module, ...]]:
    """By kind of role those that it needs, in order. One query. Nobody can pass a quiz that is not written yet, so
    its module is not needed before.
    """
    found = defaultdict(list)
    for module in _ordered(_modules(scheme)):
        for kind in module.needed_for:
            found[kind].append(module)
    return {kind: tuple(some) for kind, some in found.items()}


@prepared
def _modules(scheme: UUID) -> QuerySet:
    rows = Module.objects.of(scheme).filter(course__closed_on__isnull=True).exclude(needed_for="")
    written = Exists(Question.objects.of(scheme).filter(module=OuterRef("pk")))
    rows = rows.exclude(~written, pass_mark__isnull=False)
    return rows.select_related("course").defer("text")


def _ordered(modules: Iterable[Module]) -> list[Module]:
    return sorted(modules, key=lambda module: (module.course.name, module.position, module.pk))
