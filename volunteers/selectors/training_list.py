"""Who still has to learn what: the list of those who coordinate, of which every number is a part."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from volunteers.models import Module, TrainingNeeds, Volunteer
from volunteers.selectors.training import still_needed
from volunteers.selectors.training_facts import Need

LATE, SOON, TO_DO, DEVICE = "late", "soon", "to-do", "device"
SHOWN = {LATE: "over", SOON: "soon", TO_DO: "to do"}


@dataclass(frozen=True, slots=True)
class Line:
    """What somebody still needs; `wants_device` when they would like to borrow one."""

    volunteer: Volunteer
    needs: tuple[Need, ...]
    wants_device: bool

    def shows(self, show: str) -> bool:
        if show == DEVICE:
            return self.wants_device
        return not show or any(need.state == SHOWN.get(show) for need in self.needs)


def training_list(*, actor, on: date, q: str = "", module: UUID | None = None, show: str = "") -> list[Line]:
    """Whom this person may see, late refreshers first, then those that come, then by name. Six queries."""
    found = [line for line in _lines(actor, on) if line.shows(show) and line.volunteer.is_named(q)]
    return [line for line in found if module is None or module in {need.module.pk for need in line.needs}]


def figures(lines: Iterable[Line]) -> dict[str, int]:
    """How many lines each of the lists has."""
    rows = list(lines)
    return {show: sum(line.shows(show) for line in rows) for show in (*SHOWN, DEVICE)}


def modules_of(actor) -> list[Module]:
    """The modules of courses that are open, in order. One query."""
    rows = Module.objects.of(actor.scheme).filter(course__closed_on__isnull=True).select_related("course")
    return list(rows.order_by("course__name", "position", "pk"))


def _lines(actor, on: date) -> list[Line]:
    loans = TrainingNeeds.objects.of(actor.scheme).filter(loan="wanted")
    wanting = set(loans.values_list("volunteer_id", flat=True))
    lines = [Line(one, needs, one.pk in wanting) for one, needs in still_needed(actor=actor, on=on)]
    return sorted(lines, key=lambda line: not line.shows(LATE) and 1 + (not line.shows(SOON)))
