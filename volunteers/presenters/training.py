"""Words of what somebody still has to learn."""

from collections.abc import Iterable

from django.urls import reverse

from peersupport.core.presenters import Action, Cell, Colour, Column, Row, Stat, Table, Tag
from peersupport.core.templatetags.words import day
from volunteers.selectors.training_facts import Need
from volunteers.selectors.training_list import DEVICE, LATE, SOON, TO_DO, Line

LOANS = {"wanted": "Would like to borrow a device", "lent": "Has a device on loan"}
COLOURS: dict[str, Colour] = {"to do": "blue", "soon": "yellow", "over": "orange", "done": "green"}


def tag(line: Need) -> Tag:
    words = {
        "to do": "To do",
        "soon": f"Refresh by {day(line.due_on)}",
        "over": f"Refresher was due {day(line.due_on)}",
        "done": f"Done {day(line.done_on)}",
    }
    return Tag(words[line.state], COLOURS[line.state])


def stats(found: dict[str, int]) -> list[Stat]:
    """Four numbers, each the list behind it."""
    words = {
        LATE: "with a refresher that is late",
        SOON: "to refresh soon",
        TO_DO: "with a module to do",
        DEVICE: "would like to borrow a device",
    }
    place = reverse("training")
    return [
        Stat(found[show], text, href=f"{place}?show={show}", alert=show == LATE and found[show] > 0)
        for show, text in words.items()
    ]


def everybody() -> Action:
    return Action("Show everybody", reverse("training"))


def table(found: Iterable[Line], *, works: bool) -> Table:
    columns = [Column(words) for words in ("Volunteer", "Stage", "Still needed")]
    columns += [Column("Do", hidden=True)] if works else []
    return Table(
        "Who still needs what, late refreshers first", columns, [_row(line, works) for line in found]
    )


def _row(line: Line, works: bool) -> Row:
    one = line.volunteer
    tags = [Tag(f"{need.module.name}: {tag(need).text}", tag(need).colour) for need in line.needs]
    record = Action(
        "Record", reverse("volunteers-record-module", args=[one.pk]), hidden=f"training of {one.name}"
    )
    return Row(
        (
            Cell(
                one.name, reverse("volunteers-detail", args=[one.pk]), sub=LOANS.get(line.loan, ""), full=True
            ),
            Cell(one.get_stage_display(), label="Stage", full=True),
            Cell(tags=tags, full=True),
            *([Cell(actions=[record], full=True)] if works else []),
        ),
        edge="orange" if line.shows(LATE) else "",
    )
