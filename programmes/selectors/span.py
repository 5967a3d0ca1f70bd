"""How many volunteers each coordinator looks after, how many people they support, and how many more could be.

One coordinator can safely look after 50 to 100 coaches, as more of them come to be supervised in groups. The
figures are counts of the same lists that stand behind the pages of supervision and of the volunteers' board.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from peersupport.accounts.models import Membership
from programmes.selectors.board import Line, board
from volunteers.choices import ACTIVE
from volunteers.schedule.supervision import GROUP
from volunteers.selectors.supervision import OVERDUE, DueLine, due_list

# [S 001], seeds: "one staff coordinator can safely manage 50 to 100 volunteer coaches".
SAFE, MOST = 50, 100


@dataclass(frozen=True, slots=True)
class SpanLine:
    """Of one supervisor on a day; without one it is those whom nobody supervises."""

    supervisor: Membership | None
    volunteers: int
    in_groups: int
    overdue: int
    people: int
    free: int

    @property
    def more(self) -> int:
        """How many more volunteers this coordinator can take, up to the upper end."""
        return max(0, MOST - self.volunteers)


def span(*, actor, on: date) -> list[SpanLine]:
    """By name of supervisor, those of nobody at the end. The queries of both lists, however many they are."""
    on_board = {line.volunteer.pk: line for line in board(actor=actor, on=on, stages=[ACTIVE])}
    by_supervisor: dict[UUID | None, list[DueLine]] = defaultdict(list)
    members: dict[UUID | None, Membership | None] = {}
    for line in due_list(actor=actor, on=on):
        acting = line.supervised.acting
        key = acting.pk if acting else None
        members[key] = acting
        by_supervisor[key].append(line)
    found = [_line(members[key], lines, on_board, on) for key, lines in by_supervisor.items()]
    return sorted(found, key=_order)


def _order(line: SpanLine) -> tuple[bool, str]:
    return line.supervisor is None, line.supervisor.user.name.casefold() if line.supervisor else ""


def _line(
    supervisor: Membership | None, lines: list[DueLine], on_board: dict[UUID, Line], on: date
) -> SpanLine:
    boards = [on_board[line.volunteer.pk] for line in lines]
    return SpanLine(
        supervisor=supervisor,
        volunteers=len(lines),
        in_groups=sum(line.due is not None and line.due.kind == GROUP for line in lines),
        overdue=sum(line.is_(OVERDUE, on) for line in lines),
        people=sum(line.supports for line in boards),
        free=sum(line.place.now for line in boards),
    )
