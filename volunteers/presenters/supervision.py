"""Words and colours of supervision: who is due, and the sessions."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.core.presenters import Action, Cell, Column, Link, Row, Stat, Table, Tag
from peersupport.core.templatetags.words import count, day
from volunteers.choices import GROUP
from volunteers.models import Supervision
from volunteers.presenters.courses import hour
from volunteers.schedule.supervision import SOON_DAYS, Due
from volunteers.selectors.supervision import NOBODY, OVERDUE, PLANNED, SOON, DueLine, Numbers
from volunteers.selectors.supervision_sessions import Led
from volunteers.selectors.supervisors import Supervised

KINDS = {"one": "one-to-one", "group": "group"}
PAGES = (
    ("supervision", "Who is due"),
    ("supervision-sessions", "Sessions"),
    ("supervision-span", "Span of each coordinator"),
    ("supervision-cover", "Cover for supervisors"),
)


def tabs(current: str, *, reader) -> list[Link]:
    """The pages of supervision that `reader` may open. The span belongs to the room that knows who is supported."""
    mine = [
        (name, words) for name, words in PAGES if name != "supervision-cover" or reader.can(may.SUPERVISE)
    ]
    return [Link(words, reverse(name), current=name == current) for name, words in mine]


def crumbs(*more: Link) -> list[Link]:
    return [Link("Volunteers", reverse("volunteers")), *more]


def back_to_list() -> Link:
    return Link("Supervision", reverse("supervision"))


def stats(found: Numbers) -> list[Stat]:
    """Each number leads to the list that it counts."""
    place = reverse("supervision")
    return [
        Stat(
            found.overdue, "overdue", "Nobody new is matched", f"{place}?show={OVERDUE}", bool(found.overdue)
        ),
        Stat(found.soon, "due soon", f"Within {SOON_DAYS} days", f"{place}?show={SOON}"),
        Stat(found.planned, "with a date", "A session is planned", f"{place}?show={PLANNED}"),
        Stat(
            found.nobody,
            "without a supervisor",
            "Nobody named, or they have left",
            f"{place}?show={NOBODY}",
            bool(found.nobody),
        ),
    ]


def table(lines: Iterable[DueLine], *, on: date, works: bool) -> Table:
    columns = ("Volunteer", "Level", "Supervisor", "Last", "Due", "Planned")
    do = [Column("Do", hidden=True)] if works else []
    return Table(
        "Supervision, the most urgent first",
        [*(Column(words) for words in columns), *do],
        [_row(line, on, works) for line in lines],
    )


def _row(line: DueLine, on: date, works: bool) -> Row:
    who = line.volunteer
    names = [f"{name} ({role})" if len(line.levels) > 1 else name for role, _, name in line.levels]
    cells = (
        Cell(who.name, reverse("volunteers-supervision", args=[who.pk]), full=True),
        Cell(", ".join(names) or "No rules", label="Level", quiet=not names, full=True),
        supervisor_cell(line.supervised),
        Cell(day(line.last_on) or "Never yet", label="Last", quiet=not line.last_on, full=True),
        due_cell(line, on),
        Cell(day(line.next_on) or "Nothing", label="Planned", quiet=not line.next_on, full=True),
    )
    plan = Action("Plan", f"{reverse('supervision-plan')}?person={who.pk}", hidden=f"for {who.name}")
    return Row((*cells, Cell(actions=[plan], full=True)) if works else cells, _edge(line, on))


def _edge(line: DueLine, on: date) -> str:
    return "orange" if line.is_overdue(on) else ""


def supervisor_cell(found: Supervised) -> Cell:
    if found.acting is None:
        words = f"{found.named.user.name} has left" if found.named else ""
        return Cell(label="Supervisor", tags=[Tag("Nobody", "orange")], sub=words, full=True)
    sub = f"For {found.named.user.name} until {day(found.until_on)}" if found.until_on and found.named else ""
    return Cell(found.acting.user.name, sub=sub, label="Supervisor", full=True)


def due_cell(line: DueLine, on: date) -> Cell:
    if line.due is None:
        return Cell("Nothing owed", label="Due", quiet=True, full=True)
    tags = due_tags(line.due, on)
    away = f"Away until {day(line.away_until)}" if line.away_until else ""
    return Cell(due_words(line.due), sub=away, tags=tags, label="Due", full=True)


def due_words(due: Due) -> str:
    """`Fri 4 Dec 2026, one-to-one`."""
    closer = ", closer start" if due.intensive else ""
    return f"{day(due.on)}, {KINDS[due.kind]}{closer}"


def due_tags(due: Due, on: date) -> list[Tag]:
    if due.is_overdue(on):
        return [Tag(f"Overdue, {count((on - due.on).days, 'day')}", "orange")]
    if due.is_soon(on):
        left = (due.on - on).days
        words = "Due today" if left == 0 else f"Due in {count(left, 'day')}"
        return [Tag("Due now" if left < 0 else words, "yellow")]
    return []


def sessions(rows: Iterable[Led], *, on: date, works: bool) -> Table:
    columns = ("Date", "Kind", "Supervisor", "Where", "Who", "Register")
    do = [Column("Do", hidden=True)] if works else []
    lines = [_session(row, on, works) for row in rows]
    return Table("Sessions", [*(Column(words) for words in columns), *do], lines)


def _session(led: Led, on: date, works: bool) -> Row:
    row = led.session
    people = (
        f"{row.present} of {row.invited} there" if row.taken_on else count(row.invited, "person", "people")
    )
    cells = (
        Cell(f"{day(row.on)}, {hour(row.at)}", reverse("supervisions-detail", args=[row.pk]), full=True),
        Cell(row.get_kind_display(), label="Kind", full=True),
        supervisor_cell(led.leader),
        Cell(row.place or "Not said", label="Where", quiet=not row.place, full=True),
        Cell(people, label="Who", full=True),
        Cell(tags=[state(row, on)], full=True),
    )
    if not works:
        return Row(cells)
    due = not row.taken_on and not row.cancelled_on and row.on <= on
    register = reverse("supervisions-register", args=[row.pk])
    do = [Action("Take register", register, hidden=f"of {title(row)}")] if due else []
    return Row((*cells, Cell(actions=do, full=True)))


def state(row: Supervision, on: date) -> Tag:
    if row.cancelled_on:
        return Tag("Cancelled")
    if row.taken_on:
        return Tag("Register taken", "green")
    return Tag("To come", "blue") if row.on > on else Tag("Register to take", "orange")


def title(row: Supervision) -> str:
    """`Group supervision, Mon 23 Nov 2026, 2:00pm`."""
    kind = "Group supervision" if row.kind == GROUP else "One-to-one supervision"
    return f"{kind}, {day(row.on)}, {hour(row.at)}"
