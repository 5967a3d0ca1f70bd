"""Tasks of the worklist about days away: contacts without cover, and cover that is needed no more."""

from peersupport.reporting.selectors.today_tasks import Asker, Task, owner_of, task
from programmes.selectors.leave_plans import covers_left, uncovered


def cover_needed(asker: Asker) -> list[Task]:
    """Contacts on a day on which the volunteer is away, the first within two weeks, and nothing is settled."""
    rows = uncovered(actor=asker.actor, on=asker.on)
    return [task("cover", row, row.open[0].due_on, owner_of(row.relationship)) for row in rows]


def cover_left(asker: Asker) -> list[Task]:
    """Cover that goes on, though the volunteer is not away as long as they said."""
    rows = covers_left(actor=asker.actor, on=asker.on)
    return [task("cover-left", row, row.starts_on, owner_of(row.relationship)) for row in rows]
