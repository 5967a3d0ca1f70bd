"""Words of the list of people to ask."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from peersupport.core.presenters import Action, Cell, Colour, Column, Filter, Link, Row, Table, Tag
from peersupport.core.templatetags.words import day
from programmes.choices import LATER, YES
from programmes.models import Invitation
from programmes.selectors.invitations import ANSWERED, ASKED, NOT_YET, NOW, Line

STATES = ((NOW, "To ask now"), (NOT_YET, "Not yet"), (ASKED, "Asked"), (ANSWERED, "Answered"))
COLUMNS = ("Person", "It ended", "Asked", "State")
EMPTY = {
    NOW: "People appear here four weeks after their support or course has ended, and when the day comes that they "
    "chose. Whom a message reaches is asked by itself, if they finished.",
    NOT_YET: "People whose support or course has just ended, and those who said “later”, appear here.",
    ASKED: "Who was sent a link and has not answered yet appears here.",
    ANSWERED: "Who said yes or no within the year appears here.",
}


def filters(lines: Sequence[Line], state: str, *, on: date) -> list[Filter]:
    place = reverse("invitations")
    return [
        Filter(
            words,
            f"{place}?state={code}",
            sum(line.state(on) == code for line in lines),
            current=code == state,
        )
        for code, words in STATES
    ]


def table(lines: Sequence[Line], *, on: date) -> Table:
    columns = [*(Column(words) for words in COLUMNS), Column("Do", hidden=True)]
    return Table(
        "People whose support or course has ended, the earliest first", columns, [_row(x, on) for x in lines]
    )


def _row(line: Line, on: date) -> Row:
    name = line.patient.name
    newest = line.newest
    asked = f"{day(newest.asked_on)}: {_answer(line, newest, on)}" if newest else "Not asked yet"
    may_ask = line.state(on) != ANSWERED
    place = reverse("invitations-ask", args=[line.patient.pk])
    do = [Action("Write down the answer", place, hidden=f"of {name}")] if may_ask else []
    if line.undelivered:
        again = reverse("invitations-send-again", args=[line.patient.pk])
        do.append(Action("Send the link again", again, hidden=f"to {name}", post=True))
    return Row(
        (
            Cell(name, reverse("people-detail", args=[line.patient.pk]), full=True),
            Cell(day(line.ended_on), sub="" if line.finished else "Not finished", label="Ended", full=True),
            Cell(asked, label="Asked", quiet=newest is None, full=True),
            Cell(tags=[_tag(line, on)], full=True),
            Cell(actions=tuple(do), links=_volunteer(line), full=True),
        )
    )


def _answer(line: Line, row: Invitation, on: date) -> str:
    if line.undelivered:
        return "the link did not arrive"
    if row.answer:
        return row.get_answer_display()
    until = f"the link works until {day(row.link_until_on)}" if row.is_open(on) else "the link has run out"
    return f"no answer yet, {until}"


def _tag(line: Line, on: date) -> Tag:
    state = line.state(on)
    if state == ASKED:
        return Tag("Asked", "blue")
    if state == ANSWERED:
        yes = line.newest is None or line.newest.answer == YES
        return Tag("Yes", "green") if yes else Tag("No")
    if line.undelivered:
        return Tag("Did not arrive", "orange")
    if state == NOW:
        colour: Colour = "blue"
        return Tag("Ask again" if line.newest and line.newest.answer == LATER else "Ask now", colour)
    return Tag(f"From {day(line.ask_on)}")


def _volunteer(line: Line) -> tuple[Link, ...]:
    key = line.patient.became_volunteer_id
    return (Link("Volunteer’s record", reverse("volunteers-joining", args=[key])),) if key else ()


def crumbs() -> list[Link]:
    return [Link("Volunteers", reverse("volunteers")), Link("Recruitment", reverse("recruitment"))]
