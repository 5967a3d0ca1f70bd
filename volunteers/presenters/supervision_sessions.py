"""Words of one session, and of one volunteer's supervision."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from peersupport.core.presenters import Action, Cell, Column, Fact, Link, Row, Table, Tag, ToDo
from peersupport.core.templatetags.words import count, day
from volunteers.choices import ABSENT, BY_VOLUNTEER, DONE, EXCUSED, INVITED, PRESENT
from volunteers.models import LevelDecision, SupervisionAction, SupervisionPlace, Volunteer
from volunteers.presenters.courses import hour
from volunteers.presenters.supervision import due_tags, due_words
from volunteers.selectors.supervision import DueLine
from volunteers.selectors.supervision_sessions import SessionPage, Story
from volunteers.selectors.supervisors import Supervised

STATES = {
    INVITED: Tag("Invited", "blue"),
    PRESENT: Tag("Present", "green"),
    EXCUSED: Tag("Excused", "yellow"),
    ABSENT: Tag("Absent", "orange"),
}


def actions(found: SessionPage, *, on: date) -> list[Action]:
    """What can be done with a session; the sheets come first, they are wanted before it."""
    session = found.session
    if session.cancelled_on:
        return []
    sheets = Action("Sheets to prepare", reverse("supervisions-sheets", args=[session.pk]))
    change = Action("Change this session", reverse("supervisions-change", args=[session.pk]))
    if session.on > on:
        cancel = reverse("supervisions-cancel", args=[session.pk])
        return [sheets, change, Action("Cancel this session", cancel, post=True)]
    words = "Correct the register" if session.taken_on else "Take the register"
    register = Action(
        words, reverse("supervisions-register", args=[session.pk]), secondary=bool(session.taken_on)
    )
    return [
        *([register] if found.is_all_readable else []),
        sheets,
        *([] if session.taken_on else [change]),
    ]


def facts(found: SessionPage) -> list[Fact]:
    session = found.session
    return [
        Fact("Supervisor", led_by(found.leader)),
        Fact("Where", session.place or "Not said"),
        Fact("How long", count(session.minutes, "minute")),
    ]


def led_by(leader: Supervised) -> str:
    """`Tom Okafor, for Priya Nair`; who has left leads nothing."""
    if leader.acting is None:
        return f"Nobody: {leader.named.user.name} has left" if leader.named else "Nobody"
    stands_in = leader.named and leader.named.pk != leader.acting.pk
    return leader.acting.user.name + (f", for {leader.named.user.name}" if stands_in else "")


def places(found: SessionPage, *, notes: bool) -> Table:
    columns = ("Volunteer", "There?", "Agreed and still open", *(["Note"] if notes else []))
    rows = [_place(found, row, notes) for row in found.places]
    return Table("Who is invited", [Column(words) for words in columns], rows)


def _place(found: SessionPage, row: SupervisionPlace, notes: bool) -> Row:
    who, owed = row.volunteer, found.owed.get(row.volunteer_id, 0)
    cells = (
        Cell(who.name, reverse("volunteers-supervision", args=[who.pk]), full=True),
        Cell(tags=[STATES[row.state]], full=True),
        Cell(count(owed, "action") if owed else "Nothing", label="Open", quiet=not owed, full=True),
    )
    if not notes:
        return Row(cells)
    note = row.note if row.volunteer_id in found.readable else ""
    return Row((*cells, Cell(note or "None", label="Note", quiet=not note, full=True)))


def summary(line: DueLine, story: Story, *, on: date, works: bool) -> list[Fact]:
    """Due, planned, supervisor, levels."""
    due = (
        Fact("Due", due_words(line.due), due_tags(line.due, on)) if line.due else Fact("Due", "Nothing owed")
    )
    planned = story.next.session if story.next else None
    words = f"{day(planned.on)}, {hour(planned.at)}" if planned else "Nothing planned"
    levels = ", ".join(f"{name} ({role})" for role, _, name in line.levels) or "No rules for their roles"
    named = line.supervised.acting.user.name if line.supervised.acting else "Nobody"
    change = reverse("volunteers-name-supervisor", args=[line.volunteer.pk])
    level = reverse("volunteers-decide-level", args=[line.volunteer.pk])
    return [
        due,
        Fact("Planned", words),
        Fact("Last", day(line.last_on) or "Never yet"),
        Fact("Supervisor", named, change=Link("Change", change) if works else None),
        Fact("Level", levels, change=Link("Decide", level) if works else None),
    ]


def later(rows: Iterable[SupervisionPlace]) -> list[str]:
    """Dates after the next one: `Mon 28 Dec 2026, 2:00pm, group, The hall`."""
    sessions = (row.session for row in rows)
    return [
        ", ".join(filter(None, [day(one.on), hour(one.at), one.get_kind_display().lower(), one.place]))
        for one in sessions
    ]


def own_summary(line: DueLine, story: Story, *, on: date) -> list[Fact]:
    """What a volunteer sees of the same."""
    owed = [Fact("Next by", due_words(line.due))] if line.due and not story.next else []
    who = line.supervised.acting
    return [*owed, Fact("With", who.user.name if who else "Your scheme names somebody soon")]


def open_actions(rows: Iterable[SupervisionAction], *, on: date, works: bool) -> list[ToDo]:
    return [_action(row, on, works) for row in rows]


def _action(row: SupervisionAction, on: date, works: bool) -> ToDo:
    close = reverse("actions-close", args=[row.pk])
    do = Action("Close", close, hidden=f"the action “{row.what}”") if works else None
    return ToDo(row.what, f"{row.get_who_display()}, {by_when(row, on)}", do)


def own_actions(rows: Iterable[SupervisionAction], *, on: date) -> tuple[list[ToDo], list[ToDo]]:
    """What I agreed to do, with one tap for done, and what my supervisor does."""
    mine = [row for row in rows if row.who == BY_VOLUNTEER]
    theirs = [row for row in rows if row.who != BY_VOLUNTEER]
    return [_own(row, on) for row in mine], [ToDo(row.what, by_when(row, on)) for row in theirs]


def _own(row: SupervisionAction, on: date) -> ToDo:
    done = Action("Done", reverse("todos-done", args=[row.pk]), hidden=row.what, post=True)
    return ToDo(row.what, by_when(row, on), done)


def by_when(row: SupervisionAction, on: date) -> str:
    late = (on - row.by_on).days
    return f"by {day(row.by_on)}" + (f", {count(late, 'day')} ago" if late > 0 else "")


def closed(rows: Iterable[SupervisionAction], *, reasons: bool) -> Table:
    columns = ("What", "Agreed", "What became of it")
    return Table(
        "Closed actions", [Column(words) for words in columns], [_closed(row, reasons) for row in rows]
    )


def _closed(row: SupervisionAction, reasons: bool) -> Row:
    words = "Done" if row.state == DONE else "Dropped"
    why = row.why if reasons else ""
    return Row((
        Cell(row.what, full=True),
        Cell(day(row.agreed_on), label="Agreed", full=True),
        Cell(f"{words} {day(row.closed_on)}, {row.closed_by}", sub=why, full=True),
    ))  # fmt: skip


def held(rows: Iterable[SupervisionPlace], *, notes: bool, own: bool = False) -> Table:
    """`own`: the volunteer's page, from which no session is opened."""
    columns = ("Session", "There?", *(["Note"] if notes else []))
    lines = [_held(row, notes, own) for row in rows]
    return Table("Sessions so far", [Column(words) for words in columns], lines)


def _held(row: SupervisionPlace, notes: bool, own: bool) -> Row:
    session = row.session
    words = f"{day(session.on)}, {session.get_kind_display().lower()}, {session.supervisor.user.name}"
    place = "" if own else reverse("supervisions-detail", args=[session.pk])
    cells = (Cell(words, place, full=True), Cell(tags=[STATES[row.state]], full=True))
    more = (Cell(row.note or "None", label="Note", quiet=not row.note, full=True),) if notes else ()
    return Row((*cells, *more))


def decisions(rows: Iterable[LevelDecision], names: dict, *, evidence: bool) -> Table:
    """Who decided which level, when, and on what evidence."""
    columns = ("Level", "Decided", *(["What showed it"] if evidence else []))
    return Table(
        "Levels", [Column(words) for words in columns], [_decided(row, names, evidence) for row in rows]
    )


def _decided(row: LevelDecision, names: dict, evidence: bool) -> Row:
    level = names.get((row.role_id, row.level), row.get_level_display())
    cells = (
        Cell(f"{level} ({row.role.name})", full=True),
        Cell(f"{day(row.decided_on)}, {row.decided_by}", full=True),
    )
    return Row((*cells, Cell(row.evidence, full=True)) if evidence else cells)


def volunteer_actions(volunteer: Volunteer, *, private: bool) -> list[Action]:
    """`private`: this person looks after the volunteer."""
    own = [
        Action("Add an action", reverse("volunteers-agree-action", args=[volunteer.pk])),
        Action("How they are", reverse("volunteers-wellbeing", args=[volunteer.pk])),
    ]
    return [
        Action("Plan a session", f"{reverse('supervision-plan')}?person={volunteer.pk}", secondary=False),
        Action("Prepare the sheet", reverse("volunteers-sheet", args=[volunteer.pk])),
        *(own if private else []),
    ]
