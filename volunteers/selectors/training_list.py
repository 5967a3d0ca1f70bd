"""Who still has to learn what: the list of those who coordinate, of which every number is a part."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from volunteers.choices import STEPPED_DOWN
from volunteers.models import Module, TrainingNeeds, Volunteer
from volunteers.selectors.training import still_needed
from volunteers.selectors.training_facts import Need

LATE, SOON, TO_DO, DEVICE, LENT = "late", "soon", "to-do", "device", "lent"
SHOWN = {LATE: "over", SOON: "soon", TO_DO: "to do"}
LOANS = {DEVICE: "wanted", LENT: "lent"}


@dataclass(frozen=True, slots=True)
class Line:
    """What somebody still needs; `loan` is a code of DEVICE_LOANS: who wants a device, and who has one."""

    volunteer: Volunteer
    needs: tuple[Need, ...]
    loan: str

    def shows(self, show: str) -> bool:
        if show in LOANS:
            return self.loan == LOANS[show]
        return bool(self.needs) if not show else any(need.state == SHOWN.get(show) for need in self.needs)


def training_list(*, actor, on: date, q: str = "", module: UUID | None = None, show: str = "") -> list[Line]:
    """Whom this person may see, late refreshers first, then those that come, then by name. Seven queries.

    Who has a device on loan, or would like one, is found by `show`, also when nothing is to be learned.
    """
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


def to_ask_back(*, actor) -> list[Volunteer]:
    """Those who have left and still have a device, the longest gone first. One query."""
    rows = Volunteer.objects.visible_to(actor).filter(stage=STEPPED_DOWN, training_needs__loan=LOANS[LENT])
    return list(rows.select_related("coordinator__user").order_by("left_on", "pk"))


def _lines(actor, on: date) -> list[Line]:
    rows = TrainingNeeds.objects.of(actor.scheme).exclude(loan="")
    loans = dict(rows.values_list("volunteer_id", "loan"))
    lines = [Line(one, needs, loans.pop(one.pk, "")) for one, needs in still_needed(actor=actor, on=on)]
    others = (
        Volunteer.objects.visible_to(actor).filter(pk__in=loans).order_by("last_name", "first_name", "pk")
    )
    gone = {one.pk for one in others if one.stage == STEPPED_DOWN and loans[one.pk] != LOANS[LENT]}
    lines += [Line(one, (), loans[one.pk]) for one in others if one.pk not in gone]
    return sorted(lines, key=lambda line: not line.shows(LATE) and 1 + (not line.shows(SOON)))
