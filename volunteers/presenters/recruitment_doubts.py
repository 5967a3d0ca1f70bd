"""What speaks against somebody on the way, and that a coordinator has weighed it."""

from collections.abc import Iterable

from peersupport.core.presenters import Fact
from peersupport.core.templatetags.words import day
from volunteers.models import Interview, Reference


def doubts(rows: Iterable[Interview | Reference]) -> list[Fact]:
    """What speaks against somebody, each with the day and who said it."""
    return [
        Fact(f"Interview, {day(row.held_on)}", f"{row.get_outcome_display()}. {row.held_by}")
        if isinstance(row, Interview)
        else Fact(
            f"Reference, {day(row.returned_at)}", f"{row.get_answer_display()}. {row.name}, {row.knows_how}"
        )
        for row in rows
    ]


def weighed(row: Interview | Reference, works: bool) -> str:
    """Who decided to go on all the same, and why."""
    why = f": {row.weighed.why}" if works else ""
    return f"{row.weighed.decided_by.user.name} decided on {day(row.weighed.decided_on)} to go on{why}"
