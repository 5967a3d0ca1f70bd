"""The fairness report in words."""

from matching.selectors.fairness import LEAST, Dimension, Fairness, Group
from peersupport.core.presenters import Cell, Column, Row, Stat, Table
from peersupport.core.templatetags.words import count, day

HIDDEN = "Hidden"
COLUMNS = ("People", "Matched", "Match rate", "Median wait")
DEFINITIONS = (
    "People: everybody whose referral was received in the last twelve months and who joined a waiting list.",
    "Matched: those of them whose support has started, or has its first contact planned.",
    "Match rate: matched, of all people in the group. People who wait now count as not matched yet.",
    "Median wait: half of those matched waited longer, half less; from the day the referral was received to the first "
    "planned contact.",
    "Somebody with two conditions, languages or backgrounds counts in both groups. Background is what people told us.",
    f"Numbers from 1 to {LEAST - 1} are hidden, and the next smallest too, as long as a small number could be worked "
    "out from the rest.",
)


def note(found: Fairness) -> str:
    return f"Referrals received since {day(found.since)}"


def stats(found: Fairness) -> list[Stat]:
    all_ = found.everybody
    return [
        Stat(_number(all_.people), "people"),
        Stat(_percent(all_), "match rate"),
        Stat(_wait(all_), "median wait"),
    ]


def table(found: Dimension) -> Table:
    columns = [Column(found.name), *map(Column, COLUMNS)]
    return Table(f"Waiting and matches by {found.name.lower()}", columns, [_row(one) for one in found.groups])


def _row(one: Group) -> Row:
    values = (_number(one.people), _number(one.matched), _percent(one), _wait(one))
    cells = [
        Cell(value, label=name, quiet=value == HIDDEN, nowrap=True)
        for name, value in zip(COLUMNS, values, strict=True)
    ]
    return Row((Cell(one.name, full=True), *cells))


def _number(value: int | None) -> str:
    return HIDDEN if value is None else str(value)


def _percent(one: Group) -> str:
    return HIDDEN if one.rate is None else f"{one.rate}%"


def _wait(one: Group) -> str:
    if one.matched == 0:
        return "No match yet"
    return HIDDEN if one.wait is None else count(one.wait, "day")
