"""The rest of a running plan as it is and as a change would make it: shown before it is saved, and saved as shown."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from programmes.choices import BACK, CANCELLED, HOLD, PLANNED
from programmes.models import PlannedContact, Relationship
from programmes.schedule.course import Course, Laid, Pause, gaps_to_hold, gaps_to_step_back
from programmes.schedule.days import weeks_between
from programmes.schedule.taper import Phase
from programmes.selectors.course import course_of
from programmes.selectors.plans import PAUSED_THEN, moved_words


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

    `gone` are contacts to come that the change takes off the plan; `closer` the numbers of those that come sooner after
    the one before than their phase says, so that the agreed end stands.
    """

    relationship: Relationship
    lines: tuple[Line, ...]
    beyond: bool = False
    gone: tuple[PlannedContact, ...] = ()
    closer: tuple[int, ...] = ()

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


def paused(relationship: Relationship, *, from_on: date, until_on: date, today: date) -> Proposed:
    """Contacts of the pause and later come after `until_on`. None moves forward."""
    course, rows = course_of(relationship, today=today)
    pause = Pause(pause_from(relationship, from_on), until_on)
    return _proposed(relationship, rows, course.paused(pause), pause)


def pause_from(relationship: Relationship, from_on: date) -> date:
    """A longer pause starts from the one there is; one that begins when that is over, on its own first day."""
    first, until = relationship.paused_from_on, relationship.paused_until_on
    is_longer = first and (until is None or from_on < until)
    return min(from_on, first) if is_longer else from_on


def resumed(relationship: Relationship, *, first_on: date, today: date) -> Proposed:
    """What the pause moved, with the first of it on `first_on`."""
    course, rows = course_of(relationship, today=today)
    return _proposed(relationship, rows, course.resumed(first_on))


def first_possible(relationship: Relationship, *, today: date) -> tuple[date, date | None]:
    """When support may go on at the soonest, and the day of the next contact as it stands."""
    course, _ = course_of(relationship, today=today)
    rest = course.to_resume()
    return course.free_from(rest), rest[0].due_on if rest else None


def moved_to(
    relationship: Relationship,
    course: Course,
    rows: Sequence[PlannedContact],
    dues: Sequence[date],
    *,
    why: str,
) -> Proposed:
    """The contacts on other days: what the taper says of them stays, and `why` says why they moved."""
    entries = {entry.number: entry for entry in course.entries}
    spans = course.spans([entries[row.number] for row in rows], dues)
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

    Raises IndexError for a step that is not one of `steps_of`.
    """
    course, rows = course_of(relationship, today=today)
    laid = course.stepped(ended.number, gaps(relationship, ended, kind), end=relationship.ends_on)
    found = _proposed(relationship, rows, laid, course.pause, like=ended)
    lines = _with_review(found.lines) if ended.reviews else found.lines
    closer = tuple(_closer(ended, lines, [phase.interval_weeks for phase in relationship.taper.as_phases()]))
    return replace(found, lines=lines, beyond=found.ends_on > relationship.ends_on, closer=closer)


def _closer(ended: PlannedContact, lines: Iterable[Line], usual: Sequence[int]) -> Iterator[int]:
    """Numbers of contacts that come fewer weeks after the one before than now, and than their phase says.

    Of the days that they are reckoned on: a bank holiday brings nothing closer.
    """
    before = after = ended.planned_on
    for line in lines:
        if line.row:
            was, now = weeks_between(before, line.row.planned_on), weeks_between(after, line.planned_on)
            if now < was and now < usual[min(line.phase, len(usual) - 1)]:
                yield line.number
            before = line.row.planned_on
        after = line.planned_on


def last_begun(relationship: Relationship, *, today: date) -> PlannedContact | None:
    """The newest contact whose time has come: a step is held, or taken back, after it."""
    rows = relationship.planned.exclude(state=CANCELLED).order_by("number")
    begun = [row for row in rows if row.state != PLANNED or row.due_on < today]
    if begun:
        begun[-1].relationship = relationship
    return begun[-1] if begun else None


def steps_of(relationship: Relationship, ended: PlannedContact) -> tuple[str, ...]:
    """Holding, and stepping back up where the taper has a phase before."""
    return (HOLD, BACK) if _phase_of(ended, relationship.taper.as_phases()) else (HOLD,)


def _phase_of(ended: PlannedContact, phases: Sequence[Phase]) -> int:
    """A contact from before the plan moved to a taper of fewer phases is like one of its last phase."""
    return min(ended.phase, len(phases) - 1)


def gaps(relationship: Relationship, ended: PlannedContact, kind: str) -> tuple[int, ...]:
    """Weeks between the contacts that a step adds."""
    phases = relationship.taper.as_phases()
    phase = _phase_of(ended, phases)
    now = phases[phase].interval_weeks
    if kind != BACK:
        return gaps_to_hold(now)
    if not phase:
        raise IndexError("the first phase has none before it")
    return gaps_to_step_back(now, phases[phase - 1].interval_weeks)


def _proposed(
    relationship: Relationship,
    rows: Mapping[int, PlannedContact],
    laid: Iterable[Laid],
    pause: Pause | None = None,
    *,
    like: PlannedContact | None = None,
) -> Proposed:
    """`like`: what a contact is that the change adds."""
    lines = []
    for one in laid:
        row = rows[one.entry.number] if one.entry else None
        of = row or like
        facts = {"phase": of.phase, "phase_name": of.phase_name, "reviews": bool(row and row.reviews)}
        lines.append(line(relationship, row, one, pause, **facts))
    return Proposed(relationship, tuple(lines))


def line(
    relationship: Relationship,
    row: PlannedContact | None,
    laid: Laid,
    pause: Pause | None,
    *,
    phase: int,
    phase_name: str,
    reviews: bool,
) -> Line:
    day, why = laid.day, moved_words(laid.day.moved, relationship.role)
    if pause and pause.holds(day.original_on):
        why = PAUSED_THEN
    return Line(
        row=row,
        before_on=row.due_on if row else None,
        number=laid.number,
        week=max(1, (day.original_on - relationship.started_on).days // 7 + 1),
        phase=phase,
        phase_name=phase_name,
        reviews=reviews,
        planned_on=day.original_on,
        due_on=day.due_on,
        opens_on=laid.window.opens_on,
        closes_on=laid.window.closes_on,
        moved_why=why if day.due_on != day.original_on else "",
    )


def _with_review(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The next review comes after the last contact that is added."""
    last = max(place for place, one in enumerate(lines) if one.row is None)
    return tuple(replace(one, reviews=True) if place == last else one for place, one in enumerate(lines))
