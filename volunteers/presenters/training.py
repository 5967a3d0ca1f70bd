"""Words of what somebody still has to learn."""

from collections.abc import Iterable

from django.urls import reverse

from peersupport.core.presenters import Cell, Colour, Column, Row, Table, Tag
from peersupport.core.templatetags.words import day
from volunteers.models import Volunteer
from volunteers.selectors.training import Need

COLOURS: dict[str, Colour] = {"to do": "blue", "soon": "yellow", "over": "orange", "done": "green"}


def tag(line: Need) -> Tag:
    words = {
        "to do": "To do",
        "soon": f"Refresh by {day(line.due_on)}",
        "over": f"Refresher was due {day(line.due_on)}",
        "done": f"Done {day(line.done_on)}",
    }
    return Tag(words[line.state], COLOURS[line.state])


def table(found: Iterable[tuple[Volunteer, tuple[Need, ...]]]) -> Table:
    columns = [Column(words) for words in ("Volunteer", "Stage", "Still needed")]
    return Table("Who still needs what", columns, [_row(one, lines) for one, lines in found])


def _row(one: Volunteer, lines: tuple[Need, ...]) -> Row:
    tags = [Tag(f"{line.module.name}: {tag(line).text}", tag(line).colour) for line in lines]
    return Row((
        Cell(one.name, reverse("volunteers-detail", args=[one.pk]), full=True),
        Cell(one.get_stage_display(), label="Stage", full=True),
        Cell(tags=tags, full=True),
    ))  # fmt: skip
