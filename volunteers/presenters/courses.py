"""Words of the courses."""

from collections.abc import Iterable, Mapping
from datetime import date, time

from django.urls import reverse

from peersupport.core.presenters import Action, Cell, Column, Link, Row, Table, Tag
from peersupport.core.templatetags.words import count, day
from volunteers.models import Course, Debrief, Module, Session, Volunteer
from volunteers.selectors.courses import CoursePage


def crumbs(*more: Link) -> list[Link]:
    return [Link("Volunteers", reverse("volunteers")), Link("Training", reverse("training")), *more]


def hour(value: time) -> str:
    """`2:00pm`."""
    return f"{value.hour % 12 or 12}:{value:%M}{'am' if value.hour < 12 else 'pm'}"


def table(found: Iterable[Course]) -> Table:
    rows = [
        Row((
            Cell(
                course.name, reverse("courses-detail", args=[course.pk]), sub=course.about, full=True,
                tags=[Tag("Closed")] if course.closed_on else [],
            ),
            Cell(str(course.parts), label="Modules", number=True),
            Cell(str(course.people), label="People", number=True),
            Cell(day(course.next_on) or "None planned", label="Next date", quiet=not course.next_on, full=True),
        ))
        for course in found
    ]  # fmt: skip
    return Table("Courses", [Column(words) for words in ("Course", "Modules", "People", "Next date")], rows)


def modules(found: CoursePage, names: Mapping[str, str], *, works: bool) -> Table:
    """`names`: what the scheme calls each kind of role."""
    columns = [Column(words) for words in ("Module", "How", "Needed for", "Quiz", "Refresh")]
    columns += [Column("Order", hidden=True)] if works else []
    rows = [_module(row, names, works, number) for number, row in enumerate(found.modules, 1)]
    return Table("Modules", columns, rows)


def _module(module: Module, names: Mapping[str, str], works: bool, number: int) -> Row:
    needed = ", ".join(names[kind] for kind in module.needed_for) or "No role"
    again = f"After {count(module.refresh_months, 'month')}" if module.refresh_months else "Never"
    place = reverse("modules-change", args=[module.pk]) if works else ""
    questions = reverse("modules-questions", args=[module.pk]) if works else ""
    up = Action("Move up", reverse("modules-move-up", args=[module.pk]), hidden=module.name, post=True)
    order = [Cell(actions=[up] if number > 1 else [], full=True)] if works else []
    return Row((
        Cell(f"{number}. {module.name}", place, full=True),
        Cell(module.get_way_display(), label="How", full=True),
        Cell(needed, label="Needed for", quiet=not module.needed_for, full=True),
        _quiz(module, questions),
        Cell(again, label="Refresh", quiet=not module.refresh_months, full=True),
        *order,
    ))  # fmt: skip


def _quiz(module: Module, place: str) -> Cell:
    """A pass mark without questions is a module that nobody can finish."""
    words = f"{count(module.asked, 'question')}, pass at {module.pass_mark}%" if module.pass_mark else "None"
    missing = [Tag("Write the questions", "orange")] if module.pass_mark and not module.asked else []
    return Cell(words, place, hidden=f"in the quiz of {module.name}", label="Quiz", tags=missing, full=True)


def sessions(found: CoursePage, *, on: date, works: bool) -> Table:
    do = [Column("Do", hidden=True)] if works else []
    columns = [*(Column(words) for words in ("Date", "Module", "Where", "Register")), *do]
    return Table("Dates", columns, [_session(row, on, works) for row in found.sessions])


def _session(session: Session, on: date, works: bool) -> Row:
    cells = (
        Cell(f"{day(session.on)}, {hour(session.at)}", sub=count(session.minutes, "minute"), full=True),
        Cell(session.module.name, label="Module", full=True),
        Cell(session.place or "Not said", label="Where", quiet=not session.place, full=True),
        Cell(tags=[state(session, on)], full=True),
    )
    return Row((*cells, Cell(actions=_session_actions(session, on), full=True)) if works else cells)


def state(session: Session, on: date) -> Tag:
    if session.cancelled_on:
        return Tag("Cancelled")
    if session.taken:
        return Tag("Register taken", "green")
    return Tag("To come", "blue") if session.on > on else Tag("Register to take", "orange")


def _session_actions(session: Session, on: date) -> list[Action]:
    hidden = f"{session.module.name}, {day(session.on)}"
    if session.cancelled_on:
        return []
    if session.on <= on:
        words = "Correct" if session.taken else "Take register"
        return [Action(words, reverse("sessions-register", args=[session.pk]), hidden=hidden)]
    return [Action("Cancel", reverse("sessions-cancel", args=[session.pk]), hidden=hidden, post=True)]


def people(found: CoursePage, *, works: bool) -> Table:
    columns = [Column("Volunteer"), Column("Done"), Column("Still to do")]
    columns += [Column("Do", hidden=True)] if works else []
    return Table("Who takes part", columns, [_person(found, one, works) for one in found.people])


def _person(found: CoursePage, one: Volunteer, works: bool) -> Row:
    left = [module.name for module in found.modules if (one.pk, module.pk) not in found.done]
    off = Action("Take off", reverse("places-end", args=[found.places[one.pk]]), hidden=one.name, post=True)
    do = (Cell(actions=[off], full=True),) if works else ()
    return Row((
        Cell(one.name, reverse("volunteers-detail", args=[one.pk]), full=True),
        Cell(f"{found.finished(one)} of {len(found.modules)}", label="Done"),
        Cell(", ".join(left) or "Nothing", label="Still to do", quiet=not left, full=True),
        *do,
    ))  # fmt: skip


def debriefs(found: CoursePage) -> list[dict]:
    """What each group said, the newest first."""
    return [{"when": _group(row), "notes": row.notes} for row in found.debriefs]


def _group(row: Debrief) -> str:
    return f"{day(row.held_on)}, {count(row.people, 'person', 'people')}" if row.people else day(row.held_on)


def actions(course: Course) -> list[Action]:
    places = (
        ("Add a module", "courses-add-module"),
        ("Add people", "courses-add-people"),
        ("Plan dates", "courses-plan-sessions"),
        ("Change the name", "courses-change"),
        ("Debrief", "courses-debrief"),
    )
    links = [Action(words, reverse(name, args=[course.pk])) for words, name in places]
    if course.closed_on:
        return [links[-1], Action("Open it again", reverse("courses-reopen", args=[course.pk]))]
    return [*links, Action("Close the course", reverse("courses-close", args=[course.pk]), post=True)]


def session_title(session: Session) -> str:
    return f"{session.module.name}, {day(session.on)}, {hour(session.at)}"
