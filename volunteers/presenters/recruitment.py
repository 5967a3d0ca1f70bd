"""Words and colours of the recruitment page."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.http import urlencode

from peersupport.core.presenters import Action, Cell, Column, Link, Row, Stat, Table, Tag
from peersupport.core.templatetags.words import count
from volunteers.choices import ENQUIRY, JOINING, LEAVING, STAGES
from volunteers.models import Volunteer
from volunteers.presenters.volunteers import STAGE_COLOURS
from volunteers.selectors.recruitment import HELD, READ, STUCK, STUCK_DAYS, Line
from volunteers.selectors.recruitment_figures import Reached, StageFigures

COLUMNS = ("Person", "Stage", "In this stage", "Role", "Next")
# What is to be done next: words, and the page where it is done.
NEXT: dict[str, tuple[str, str]] = {
    "look": ("Look at the enquiry", "volunteers-joining"),
    "read": ("Read a reference", "volunteers-joining"),
    "answer": ("Answer the enquiry", "volunteers-joining"),
    "roles": ("Agree on a role", "volunteers-give-roles"),
    "interview": ("Hold the interview", "volunteers-record-interview"),
    "talk": ("Talk again", "volunteers-record-interview"),
    "decide": ("Decide whether to go on", "volunteers-go-on"),
    "name": ("Name a referee", "volunteers-name-referee"),
    "ask": ("Ask a referee again", "volunteers-joining"),
    "wait": ("Wait for references", "volunteers-joining"),
    "check": ("See the check", "volunteers-record-check"),
    "training": ("Arrange training", "volunteers-detail"),
    "set-up": ("Set up the training of the role", "courses"),
    "agreement": ("Ask for the signature", "volunteers-detail"),
    "publish": ("Have the agreement published, or record it on paper", "volunteers-detail"),
    "match": ("Find the first person", "waiting-list"),
}
OF_THE_SCHEME = ("courses", "waiting-list")
# Feasibility trial of peer coaching, published figures.
ELSEWHERE = (97, 27, 21, 5)
SOURCE = "PEER CONNECT, coaches: BMJ Open 2024;14:e087020"


def stats(found: dict[str, int], stages: Sequence[StageFigures]) -> list[Stat]:
    """Four numbers; `found` is how many people each of the lists has."""
    new = next(line.now for line in stages if line.stage == ENQUIRY)
    return [
        Stat(sum(line.now for line in stages if line.stage in JOINING[:-1]), "on the way", href=_list()),
        Stat(new, "enquiries to answer", href=_list(stage=ENQUIRY)),
        Stat(found[READ], "with a reference to read", href=_list(show=READ)),
        Stat(
            found[STUCK],
            f"in one stage for {STUCK_DAYS} days or more",
            href=_list(show=STUCK),
            alert=found[STUCK] > 0,
        ),
    ]


def held(found: int) -> dict | None:
    """The note above the list, when enquiries wait for a look."""
    if not found:
        return None
    words = f"{count(found, 'enquiry', 'enquiries')} to look at first."
    return {"words": words, "action": Action("Show", _list(show=HELD), hidden="enquiries to look at first")}


def _list(**filters: str) -> str:
    query = f"?{urlencode(filters)}" if filters else ""
    return f"{reverse('recruitment')}{query}"


def table(lines: Sequence[Line]) -> Table:
    columns = [Column(words, sort="descending" if words == "In this stage" else "") for words in COLUMNS]
    return Table(
        "People on the way, the longest in their stage first", columns, [_row(line) for line in lines]
    )


def _row(line: Line) -> Row:
    late = line.days >= STUCK_DAYS and line.volunteer.stage in JOINING[:-1]
    days = count(line.days, "day") if line.days else "Since today"
    return Row(
        (
            Cell(
                line.volunteer.name,
                reverse("volunteers-joining", args=[line.volunteer.pk]),
                sub=line.source,
                full=True,
            ),
            Cell(tags=[stage(line.volunteer)], sub=dict(LEAVING).get(line.reason, ""), full=True),
            Cell(
                "" if late else days,
                tags=[Tag(days, "orange")] if late else [],
                label="In this stage",
                full=True,
            ),
            Cell(roles(line), label="Role", quiet=not line.roles, full=True),
            _next(line),
        ),
        edge="orange" if late else "blue" if line.next == "look" else "",
    )


def stage(volunteer: Volunteer) -> Tag:
    """As the list counts it: somebody away today is on leave."""
    code = getattr(volunteer, "now_in", volunteer.stage)
    return Tag(dict(STAGES)[code], STAGE_COLOURS.get(code, "blue"))


def roles(line: Line) -> str:
    """Roles held, else what somebody said they would like."""
    if line.roles:
        return ", ".join(line.roles)
    return f"Would like: {', '.join(line.wanted)}" if line.wanted else "Not chosen yet"


def _next(line: Line) -> Cell:
    if not line.next:
        return Cell("Nothing", label="Next", quiet=True, full=True)
    if line.next == "wait":
        return Cell(NEXT["wait"][0], label="Next", quiet=True, full=True)
    words, href = next_place(line.next, line.volunteer)
    return Cell(words, href, hidden=f"for {line.volunteer.name}", full=True)


def next_place(todo: str, volunteer: Volunteer) -> tuple[str, str]:
    """What is to be done next, in words, and the address where."""
    words, place = NEXT[todo]
    return words, reverse(place, args=[] if place in OF_THE_SCHEME else [volunteer.pk])


def by_stage(lines: Sequence[StageFigures]) -> Table:
    """How many are where, and for how long; each number leads to its list."""
    columns = ("Stage", "Now", "Half are there for", "Took, last year", "Left, last year")
    rows = [
        Row((
            Cell(line.name),
            Cell(str(line.now), _list(stage=line.stage) if line.now else "", hidden=f"in {line.name}", label="Now"),
            Cell(_days(line.days_now), label="There for", quiet=line.days_now is None),
            Cell(_days(line.days_moved), label="Took", quiet=line.days_moved is None),
            Cell(str(line.left), label="Left"),
        ))
        for line in lines
    ]  # fmt: skip
    return Table("People by stage", [Column(words) for words in columns], rows)


def _days(days: int | None) -> str:
    return "–" if days is None else count(days, "day")


def reasons(lines: Sequence[tuple[str, str, int]]) -> Table:
    rows = [
        Row((Cell(words), Cell(str(number), _list(reason=code), hidden=f"left: {words.lower()}")))
        for code, words, number in lines
    ]
    return Table("Why people left", [Column("Reason"), Column("People")], rows, stack=False)


def compared(here: Reached) -> Table:
    """Our last twelve months beside published figures."""
    names = ("Asked to volunteer", "Talked with, or screened", "Ready, or recruited", "Supported somebody")
    ours = (here.asked, here.interviewed, here.ready, here.supported)
    rows = [
        Row((Cell(name), Cell(str(us)), Cell(str(them))))
        for name, us, them in zip(names, ours, ELSEWHERE, strict=True)
    ]
    columns = [Column("Step"), Column("Here, last 12 months"), Column("PEER CONNECT")]
    return Table("How far people came, here and elsewhere", columns, rows, stack=False)


def crumbs() -> list[Link]:
    return [Link("Today", reverse("today")), Link("Volunteers", reverse("volunteers"))]


def empty(*, anybody: bool) -> dict:
    if anybody:
        everybody = Action("Show everybody on the way", _list())
        return {
            "heading": "Nobody found",
            "text": "Check the spelling, or choose other filters.",
            "action": everybody,
        }
    new = Action("Enter an enquiry", reverse("volunteers-new"))
    words = "People appear here when they send the form on the web, or when you enter their enquiry."
    return {"heading": "Nobody is on the way", "text": words, "action": new}
