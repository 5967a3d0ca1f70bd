"""How many volunteers each coordinator looks after, how many people they support, and how many more could be.

One coordinator can safely look after 50 to 100 coaches, as more of them come to be supervised in groups. The
figures are counts of the same lists that stand behind the pages of supervision and of the volunteers' board.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from peersupport.accounts.models import Membership
from peersupport.accounts.selectors.memberships import coordinators
from programmes.selectors.board import Line, board
from volunteers.selectors.supervision import IN_GROUPS, OVERDUE, DueLine, due_list
from volunteers.selectors.supervisors import Supervised, supervisors_of

# [S 001], seeds: "one staff coordinator can safely manage 50 to 100 volunteer coaches".
SAFE, MOST = 50, 100


@dataclass(frozen=True, slots=True)
class SpanLine:
    """Of one supervisor on a day; without one it is those whom nobody supervises.

    `volunteers` are active; people supported and free places are those of the board, where somebody may also be ready
    or on leave.
    """

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
    """By name of supervisor, those of nobody at the end. The queries of both lists and one, however many they are.

    Who coordinates and has nobody yet is there too: they are those with room.
    """
    lines = due_list(actor=actor, on=on)
    on_board = board(actor=actor, on=on)
    supervised = supervisors_of([line.volunteer for line in on_board], scheme=actor.scheme, on=on)
    members = {row.pk: row for row in _staff(actor, on)}
    members |= {_key(found): found.acting for found in supervised.values()}
    found = [
        _line(
            member,
            [line for line in lines if _key(line.supervised) == key],
            [line for line in on_board if _key(supervised[line.volunteer.pk]) == key],
            on,
        )
        for key, member in members.items()
    ]
    return sorted(found, key=_order)


def _staff(actor, on: date) -> list[Membership]:
    """Those who may supervise the volunteers whom this person sees."""
    staff = coordinators(scheme=actor.scheme, on=on)
    return [row for row in staff if not actor.team_id or row.team_id in (None, actor.team_id)]


def _key(found: Supervised) -> UUID | None:
    return found.acting.pk if found.acting else None


def _order(line: SpanLine) -> tuple[bool, str]:
    return line.supervisor is None, line.supervisor.user.name.casefold() if line.supervisor else ""


def _line(supervisor: Membership | None, lines: list[DueLine], boards: list[Line], on: date) -> SpanLine:
    return SpanLine(
        supervisor=supervisor,
        volunteers=len(lines),
        in_groups=sum(line.is_(IN_GROUPS, on) for line in lines),
        overdue=sum(line.is_(OVERDUE, on) for line in lines),
        people=sum(line.supports for line in boards),
        free=sum(line.place.now for line in boards),
    )
