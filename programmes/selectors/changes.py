"""The rest of a running plan as it is and as a change would make it: shown before it is saved, and saved as shown."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import count, islice

from peersupport.core.calendar import closed_days
from programmes.choices import BACK, CANCELLED, PLANNED
from programmes.models import PlannedContact, Relationship
from programmes.schedule.replan import (
    Redated,
    gaps_to_hold,
    gaps_to_step_back,
    same_weekday,
    shifted,
    stepped,
)
from programmes.schedule.windows import windows
from programmes.selectors.plans import days_away, moved_words, spread_words


@dataclass(frozen=True, slots=True)
class Line:
    """One contact to come. `row` is None, and `before_on` too, when the change adds it."""

    row: PlannedContact | None
    before_on: date | None
    number: int
    week: int
    phase: int
    phase_name: str
    reviews: bool
    planned_on: date
    due_on: date
    opens_on: date
    closes_on: date
    moved_why: str


@dataclass(frozen=True, slots=True)
class Proposed:
    """The contacts to come after a change. `beyond`: the plan would end later than was agreed.

    `gone` are contacts to come that the change takes off the plan.
    """

    relationship: Relationship
    lines: tuple[Line, ...]
    beyond: bool = False
    gone: tuple[PlannedContact, ...] = ()

    @property
    def ends_on(self) -> date:
        return self.lines[-1].due_on if self.lines else self.relationship.ends_on

    @property
    def before(self) -> list[date]:
        stay = [line.before_on for line in self.lines if line.before_on]
        return sorted([*stay, *(row.due_on for row in self.gone)])

    @property
    def after(self) -> list[date]:
        return [line.due_on for line in self.lines]


def to_come(relationship: Relationship, *, since: date, after: int = 0) -> list[PlannedContact]:
    """Contacts not completed that are due on that day or later and behind number `after`, in order."""
    rows = relationship.planned.filter(state=PLANNED, due_on__gte=since, number__gt=after).order_by("number")
    found = list(rows)
    for row in found:
        row.relationship, row.scheme = relationship, relationship.scheme
    return found


def paused(relationship: Relationship, *, from_on: date, until_on: date) -> Proposed:
    """Contacts from `from_on` come after `until_on`, on the usual day of the week. None moves forward."""
    ahead = to_come(relationship, since=from_on)
    if not ahead:
        return Proposed(relationship, ())
    first = reckoned_on(ahead[0])
    return _shifted(relationship, ahead, max(first, same_weekday(first, since=until_on)))


def resumed(relationship: Relationship, *, first_on: date, today: date) -> Proposed:
    """All contacts to come, with the first of them on `first_on`."""
    return _shifted(relationship, to_come(relationship, since=today), first_on)


def moved_to(
    relationship: Relationship, rows: Sequence[PlannedContact], dues: Sequence[date], *, why: str
) -> Proposed:
    """The contacts on other days: what the taper says of them stays, and `why` says why they moved."""
    before = _before(relationship, rows)
    known = [before.due_on] if before else []
    spans = windows([*known, *dues])[len(known) :]
    lines = [
        Line(
            row=row, before_on=row.due_on, number=row.number, week=row.week, phase=row.phase,
            phase_name=row.phase_name, reviews=row.reviews, planned_on=row.planned_on, due_on=due,
            opens_on=span.opens_on, closes_on=span.closes_on,
            moved_why=_why_moved(row, due, why),
        )
        for row, due, span in zip(rows, dues, spans, strict=True)
    ]  # fmt: skip
    return Proposed(relationship, tuple(lines))


def _why_moved(row: PlannedContact, due: date, why: str) -> str:
    if due == row.planned_on:
        return ""
    return row.moved_why if due == row.due_on else why


def step(relationship: Relationship, ended: PlannedContact, *, kind: str, today: date) -> Proposed:
    """The rest with one interval more as often as now (HOLD) or as before (BACK). `ended` ends the phase.

    Raises IndexError for BACK in the first phase.
    """
    ahead = to_come(relationship, since=today, after=ended.number)
    rest = [reckoned_on(row) for row in ahead]
    found = stepped(
        rest,
        base=reckoned_on(_before(relationship, ahead) or ended),
        gaps=gaps(relationship, ended, kind),
        since=today,
        end=relationship.ends_on,
        closed=closed_days(relationship.scheme.division),
        away=days_away(relationship.volunteer),
    )
    added: list[PlannedContact | None] = [None] * found.extra
    return _proposed(relationship, [*added, *ahead], found.contacts, like=ended, beyond=found.beyond)


def gaps(relationship: Relationship, ended: PlannedContact, kind: str) -> tuple[int, ...]:
    """Weeks between the contacts that a step adds."""
    phases = relationship.taper.as_phases()
    # A contact from before the plan moved to a taper of fewer phases is like one of its last phase.
    phase = min(ended.phase, len(phases) - 1)
    now = phases[phase].interval_weeks
    if kind != BACK:
        return gaps_to_hold(now)
    if not phase:
        raise IndexError("the first phase has none before it")
    return gaps_to_step_back(now, phases[phase - 1].interval_weeks)


def reckoned_on(row: PlannedContact) -> date:
    """The day from which distances count: a moved contact's own day, unless its whole phase was spread."""
    spread = row.moved_why == spread_words(row.relationship.role)
    return row.due_on if spread else row.planned_on


def _shifted(relationship: Relationship, ahead: list[PlannedContact], start: date) -> Proposed:
    contacts = shifted(
        [reckoned_on(row) for row in ahead],
        start=start,
        closed=closed_days(relationship.scheme.division),
        away=days_away(relationship.volunteer),
    )
    return _proposed(relationship, ahead, contacts)


def _proposed(
    relationship: Relationship,
    rows: Sequence[PlannedContact | None],
    contacts: Sequence[Redated],
    *,
    like: PlannedContact | None = None,
    beyond: bool = False,
) -> Proposed:
    before = _before(relationship, rows)
    known = [before.due_on] if before else []
    spans = windows([*known, *(contact.due_on for contact in contacts)])[len(known) :]
    taken = set(relationship.planned.filter(state=CANCELLED).values_list("number", flat=True))
    numbers = free_numbers((before.number if before else 0) + 1, taken, len(contacts))
    lines = [
        _line(relationship, row, contact, span, number, like)
        for number, row, contact, span in zip(numbers, rows, contacts, spans, strict=True)
    ]
    if like and like.reviews:
        lines = _with_review(lines)
    return Proposed(relationship, tuple(lines), beyond)


def free_numbers(first: int, taken: Collection[int], many: int) -> list[int]:
    """So many numbers from `first` on that no contact off the plan has."""
    return list(islice((number for number in count(first) if number not in taken), many))


def _line(relationship, row, contact: Redated, span, number: int, like: PlannedContact | None) -> Line:
    of = row or like
    return Line(
        row=row,
        before_on=row.due_on if row else None,
        number=number,
        week=max(1, (contact.original_on - relationship.started_on).days // 7 + 1),
        phase=of.phase,
        phase_name=of.phase_name,
        reviews=row.reviews if row else False,
        planned_on=contact.original_on,
        due_on=contact.due_on,
        opens_on=span.opens_on,
        closes_on=span.closes_on,
        moved_why=moved_words(contact.moved, relationship.role),
    )


def _with_review(lines: list[Line]) -> list[Line]:
    """The next review comes after the last contact that is added."""
    last = max(place for place, line in enumerate(lines) if line.row is None)
    return [replace(line, reviews=True) if place == last else line for place, line in enumerate(lines)]


def _before(relationship: Relationship, ahead: Sequence[PlannedContact | None]) -> PlannedContact | None:
    """The contact before the first of these, None when there is none."""
    first = next((row.number for row in ahead if row), None)
    rows = relationship.planned.exclude(state=CANCELLED)
    rows = rows.filter(number__lt=first) if first else rows
    found = rows.order_by("-number").first()
    if found:
        found.relationship = relationship
    return found
