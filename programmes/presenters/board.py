"""Words and colours of the volunteers' board."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.core.charts import load_bars
from peersupport.core.presenters import Action, Cell, Colour, Column, Link, Row, Table, Tag
from peersupport.core.templatetags.words import count
from programmes.schedule.load import week_of
from programmes.selectors.board import Line, Place
from volunteers.choices import AT_WORK, STAGES, STEPPED_DOWN
from volunteers.presenters.recognition import of_kinds
from volunteers.selectors.volunteers import Missing

SHORT: dict[str, tuple[str, Colour]] = {
    "role": ("No role yet", "blue"),
    "doubt": ("To decide first", "orange"),
    "check-lapsed": ("Check ran out {days} ago", "orange"),
    "check-missing": ("Check missing", "blue"),
    "check-level": ("Check of another level", "blue"),
    "training": ("Training not finished", "blue"),
    "training-none": ("No training set up", "blue"),
    "training-lapsed": ("Refresher overdue, {days}", "orange"),
    "agreement": ("Agreement to sign", "blue"),
    "agreement-none": ("No agreement published", "blue"),
    "supervision": ("Supervision overdue, {days}", "orange"),
}
# The other pages about volunteers: who may open them, their name, their words.
SECTIONS = (
    (may.WORK_VOLUNTEERS, "recruitment", "Recruitment"),
    (may.WORK_VOLUNTEERS, "invitations", "People to ask"),
    (may.SEE_VOLUNTEERS, "checks", "Checks"),
    (may.SEE_VOLUNTEERS, "training", "Training"),
    (may.SEE_VOLUNTEERS, "agreements", "Agreements"),
    (may.SEE_VOLUNTEERS, "supervision", "Supervision"),
    (may.SEE_VOLUNTEERS, "quality", "Quality"),
    (may.SEE_PEOPLE, "feedback", "Feedback"),
    (may.SEE_EXPENSES, "expenses", "Expenses"),
    (may.MANAGE_SCHEME, "roles", "Roles"),
    (may.MANAGE_SCHEME, "milestones", "Milestones"),
)
AFTER = {
    "role": "After a role is given",
    "stage": "When ready",
    "doubt": "After a decision",
    "check-lapsed": "After a new check",
    "check-missing": "After the check",
    "check-level": "After the check",
    "training": "After training",
    "training-none": "After training",
    "training-lapsed": "After the refresher",
    "agreement": "After signing",
    "agreement-none": "After signing",
    "supervision": "After supervision",
    "leave": "after leave",
}


def sections(reader) -> list[Link]:
    """The other pages about volunteers that this person may open."""
    return [Link(words, reverse(name)) for permission, name, words in SECTIONS if reader.can(permission)]


def summary(lines: Sequence[Line]) -> str:
    """`48 active. 11 places free now (Coach 8, Befriender 3). 14 need something from you`, of everybody active."""
    need = sum(line.needs_something for line in lines)
    return (
        f"{len(lines)} active. {_free(lines)}. {need} {'needs' if need == 1 else 'need'} something from you"
    )


def _free(lines: Sequence[Line]) -> str:
    """Each place once, though some could be given in one role or another."""
    by_role: Counter[str] = Counter()
    for line in lines:
        by_role[line.place.role] += line.place.now
    words = f"{count(by_role.total(), 'place')} free now"
    roles = [f"{role} {number}" for role, number in sorted(by_role.items(), key=_most) if number]
    return f"{words} ({', '.join(roles)})" if len(roles) > 1 else words


def _most(counted: tuple[str, int]) -> tuple[int, str]:
    return -counted[1], counted[0]


def everybody() -> Action:
    return Action("Show everybody active", reverse("volunteers"))


def table(lines: Sequence[Line], *, on: date, overdue_first: bool = False) -> Table:
    monday = week_of(on)
    columns = (
        Column("Volunteer", sort="" if overdue_first else "ascending"),
        Column("Role"),
        Column("Supports"),
        Column(f"Load, weeks from {monday.day} {monday:%b}"),
        Column("Next place free"),
        Column("What is missing"),
    )
    caption = "Volunteers, the most overdue first" if overdue_first else "Volunteers, sorted by name"
    return Table(caption, columns, [_row(line, on) for line in lines])


def _row(line: Line, on: date) -> Row:
    who, gaps = line.volunteer, tags(line, on)
    area = who.team.name if who.team else "All areas"
    return Row((
        Cell(
            who.name,
            reverse("volunteers-detail", args=[who.pk]),
            sub=f"{area}. {', '.join(line.languages)}" if line.languages else area,
            full=True,
        ),
        Cell(
            "" if line.roles else "None" if _has_left(line) else "None yet",
            tags=[Tag(r, border=False) for r in line.roles],
            quiet=True,
        ),
        _supports(line),
        Cell(
            load=load_bars(line.load, limit=line.limit, who=who.name),
            sub=f"and {of_kinds(line.beside)}" if line.beside else "",
            full=True,
        ),
        Cell(**places(line, on), label="Next place", full=True, nowrap=True),
        Cell(
            "" if gaps or _has_left(line) else "Nothing missing", tags=gaps, quiet=True, full=True, nowrap=True
        ),
    ))  # fmt: skip


def _supports(line: Line) -> Cell:
    held = f"{count(line.held, 'place')} held" if line.held else ""
    if not line.roles and not line.supports:
        return Cell("Nobody" if _has_left(line) else "Nobody yet", label="Supports", quiet=True, full=True)
    if line.with_groups and not line.supports:
        return Cell("Nobody one to one", label="Supports", quiet=True, full=True)
    return Cell(
        f"{line.supports} of {line.most}",
        sub=". ".join(filter(None, [_people(line), held])),
        label="Supports",
        full=True,
    )


def _people(line: Line) -> str:
    """Names, and how many more there are in teams that this person does not see."""
    hidden = line.supports - len(line.people)
    more = [f"{hidden} in another team"] if hidden > 0 else []
    return ", ".join([*line.people, *more]) or "Nobody yet"


def places(line: Line, on: date) -> dict[str, str]:
    """The next place; where it is another day in another role, for which it is: `Lay tutor. Coach: Mon 28 Dec`."""
    if _has_left(line):
        return {"text": f"Stepped down on {near(line.volunteer.stage_since_on, on)}"}
    if line.volunteer.stage not in AT_WORK:
        return {"text": AFTER["stage"]}
    best, said = line.place, {one.role: place(one, on) for one in line.places}
    others = {role: words["text"] for role, words in said.items() if words != said[best.role]}
    if not others:
        return said[best.role]
    mine = ", ".join(filter(None, [best.role, said[best.role].get("sub", "")]))
    rest = [f"{role}: {words}" for role, words in others.items()]
    return {"text": said[best.role]["text"], "sub": ". ".join([mine, *rest])}


def place(found: Place, on: date) -> dict[str, str]:
    """When there is a place, and after what."""
    if found.now:
        return {"text": f"Now, {count(found.now, 'place')}"}
    if found.next_on:
        after = AFTER["leave"] if found.after and found.after.code == "leave" else ""
        return {"text": near(found.next_on, on), "sub": after}
    if found.after is None:
        return {"text": "None foreseen"}
    # What still counts today is to be renewed by its last day.
    by = found.after.due_on if found.after.due_on and found.after.due_on >= on else None
    words = {"text": AFTER.get(found.after.code, found.after.words)}
    return words | ({"sub": f"by {near(by, on)}"} if by else {})


def _has_left(line: Line) -> bool:
    return line.volunteer.stage == STEPPED_DOWN


def near(value: date, on: date) -> str:
    """`Mon 14 Dec`; with the year when it is another."""
    words = f"{value:%a} {value.day} {value:%b}"
    return words if value.year == on.year else f"{words} {value.year}"


def tags(line: Line, on: date) -> list[Tag]:
    """What needs doing first, then what stops new matches, then what will. Of who has left nothing is missing."""
    if _has_left(line):
        return []
    found = []
    if line.late:
        days = count(line.late_days, "day")
        many = "Contact" if line.late == 1 else f"{line.late} contacts"
        found.append(Tag(f"{many} not logged, {days}", "orange"))
    if line.cover:
        found.append(Tag(f"Cover needed for {count(line.cover, 'person', 'people')}", "orange"))
    if line.weeks_over:
        found.append(Tag(f"Over the limit in {count(line.weeks_over, 'week')}", "red"))
    found += _gaps(line, on)
    if line.check_days is not None:
        soon = "today" if not line.check_days else f"in {count(line.check_days, 'day')}"
        found.append(Tag(f"Check expires {soon}", "yellow"))
    if line.sign_by:
        found.append(Tag(f"To sign by {line.sign_by.day} {line.sign_by:%b}", "yellow"))
    return found


def _gaps(line: Line, on: date) -> list[Tag]:
    """One tag a kind of reason, however many roles it holds up: the one that is late for longest."""
    oldest = sorted(line.missing, key=lambda one: one.due_on or date.max, reverse=True)
    late = {one.code: one for one in oldest}
    kinds: dict[str, Missing] = {one.code: late[one.code] for one in line.missing}
    found = [_short(one, line, on) for code, one in kinds.items() if code in SHORT]
    if "leave" in kinds:
        found.append(Tag("On leave", "yellow"))
    elif line.volunteer.stage not in AT_WORK:
        found.insert(0, Tag(f"Stage: {dict(STAGES)[line.volunteer.stage].lower()}", "blue"))
    return found


def _short(one: Missing, line: Line, on: date) -> Tag:
    words, colour = SHORT[one.code]
    left, of = line.modules
    if one.code == "agreement" and "principles" in one.words:
        words = "Principles to sign"
    if one.code == "training" and left:
        words = f"{left} of {count(of, 'module')} left"
    return Tag(words.format(days=count((on - one.due_on).days, "day") if one.due_on else ""), colour)
