"""Words and colours of worries, for staff and for those who raised them."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from peersupport.core.presenters import (
    Action,
    Cell,
    Column,
    Event,
    Fact,
    Filter,
    Link,
    ListedPerson,
    Row,
    Table,
    Tag,
)
from peersupport.core.templatetags.words import clock_time, day
from programmes.choices import ACKNOWLEDGED, CLOSED, DECIDED, RAISED
from programmes.models import Concern, ConcernEntry, ConcernReader
from programmes.selectors.concerns import ListedConcern, due_at
from programmes.selectors.concerns_route import Team

STATES = {
    RAISED: Tag("Not acknowledged", "red"),
    ACKNOWLEDGED: Tag("To decide", "blue"),
    DECIDED: Tag("Decided", "green"),
    CLOSED: Tag("Closed", "grey"),
}
FOR_RAISER = {
    RAISED: "Sent. Nobody has acknowledged it yet",
    ACKNOWLEDGED: "Seen. Somebody is looking at it",
    DECIDED: "Seen, and something was decided",
    CLOSED: "Seen, decided and closed",
}
VERBS = {
    RAISED: "raised this worry",
    ACKNOWLEDGED: "acknowledged it",
    DECIDED: "decided",
    CLOSED: "closed it",
}
DANGER = Tag("In danger now", "red")
LATE = Tag("Late", "red")
NOBODY = "Nobody in particular"
NOBODY_LEFT = (
    "Nobody who runs this scheme can be told of it. Ring the adult safeguarding team of your local council, "
    "and call 999 if anyone is in danger."
)
NOT_SILENCED = (
    "These messages go out at night, however many there were that day, and to people who asked for no messages. "
    "A worry that waits for the morning may be harm that could have been stopped, and who works worries has agreed "
    "to be told."
)


def moment(at: datetime) -> str:
    """`Mon 23 Nov 2026, 9:05am`."""
    return f"{day(timezone.localdate(at))}, {clock_time(at)}"


def state_tags(concern: ListedConcern, *, at: datetime) -> list[Tag]:
    danger = [DANGER] if concern.in_danger_now and concern.state != CLOSED else []
    return [STATES[concern.state], *danger, *([LATE] if concern.late(at) else [])]


def filters(*, open_now: int, everything: int, only_open: bool) -> list[Filter]:
    address = reverse("concerns")
    return [
        Filter("Open", address, open_now, current=only_open),
        Filter("All", f"{address}?show=all", everything, current=not only_open),
    ]


def table(concerns: Sequence[ListedConcern], *, at: datetime) -> Table:
    columns = [Column(text) for text in ("About", "State", "Raised", "Next step by", "Owner")]
    rows = [_row(concern, at) for concern in concerns]
    return Table("Worries, most urgent first", (*columns, Column("Action", hidden=True)), rows)


def _row(concern: ListedConcern, at: datetime) -> Row:
    address = reverse("concerns-detail", args=[concern.key])
    who = concern.person or NOBODY
    cells = (
        Cell(who, address, sub=concern.kind or "No kind chosen yet", full=True),
        Cell(tags=state_tags(concern, at=at)),
        Cell(moment(concern.raised_at), sub=f"By {concern.raised_by}", label="Raised", full=True),
        Cell(
            moment(concern.due_at) if concern.due_at else "Nothing due",
            label="Next step by",
            quiet=not concern.due_at,
        ),
        Cell(concern.owner or "Nobody yet", label="Owner", quiet=not concern.owner),
        Cell(actions=_action(concern, who)),
    )
    return Row(cells, edge="red" if concern.state == RAISED or concern.late(at) else "")


def _action(concern: ListedConcern, who: str) -> tuple[Action, ...]:
    if concern.state == RAISED:
        address = reverse("concerns-acknowledge", args=[concern.key])
        return (Action("Acknowledge", address, f"the worry about {who}", post=True),)
    return (Action("Open", reverse("concerns-detail", args=[concern.key]), f"the worry about {who}"),)


def next_steps(concern: Concern) -> list[Action]:
    """What may be done now; the first is the green button."""

    def to(text: str, name: str, **options) -> Action:
        return Action(text, reverse(name, args=[concern.pk]), **options)

    more = [to("Add a note", "concerns-add"), to("Let somebody else see it", "concerns-ask")]
    return {
        RAISED: [to("Acknowledge", "concerns-acknowledge", post=True, secondary=False), *more],
        ACKNOWLEDGED: [to("Say what was decided", "concerns-decide", secondary=False), *more],
        DECIDED: [to("Close", "concerns-close", secondary=False), *more],
        CLOSED: [],
    }[concern.state]


def title(concern: Concern) -> str:
    return f"Worry about {concern.patient.name}" if concern.patient else "Worry about nobody in particular"


def facts(concern: Concern) -> list[Fact]:
    due = due_at(concern)
    step = {RAISED: "Answer by", ACKNOWLEDGED: "Decide by"}.get(concern.state, "")
    rows = [
        Fact("Kind", concern.get_kind_display() or "Not chosen yet"),
        Fact("In danger now?", "Yes" if concern.in_danger_now else "No"),
        Fact("Raised", f"{moment(concern.raised_at)}, by {concern.raised_by_name}"),
        Fact("Owner", concern.owner.user.name if concern.owner else "Nobody yet"),
    ]
    return [Fact(step, moment(due)), *rows] if due else rows


def person_link(concern: Concern) -> Link | None:
    if concern.patient is None:
        return None
    return Link(
        f"Open the record of {concern.patient.name}", reverse("people-detail", args=[concern.patient_id])
    )


def entries(rows: Sequence[ConcernEntry]) -> list[Event]:
    """What was done, newest first. An entry that moved nothing added words."""
    states = [row.state for row in rows]
    moved = [index == 0 or state != states[index - 1] for index, state in enumerate(states)]
    events = [_event(row, is_move) for row, is_move in zip(rows, moved, strict=True)]
    return list(reversed(events))


def _event(entry: ConcernEntry, is_move: bool) -> Event:
    verb = VERBS[entry.state] if is_move else "added"
    words = f": {entry.words}" if entry.words else ""
    return Event(moment(entry.at), f"{entry.by_name} {verb}{words}", timezone.localdate(entry.at))


def mine(concerns: Sequence[ListedConcern]) -> list[ListedPerson]:
    """What somebody raised, and what became of it."""
    return [
        ListedPerson(
            Link(concern.person or NOBODY, reverse("concerns-detail", args=[concern.key])),
            moment(concern.raised_at),
            Tag("Sent", "grey") if concern.state == RAISED else Tag("Seen", "green"),
        )
        for concern in concerns
    ]


def for_raiser(concern: Concern) -> list[Fact]:
    """What the person who raised it sees: how far it got, and nothing that staff wrote."""
    steps = (
        ("Sent", concern.raised_at),
        ("Seen", concern.acknowledged_at),
        ("Decided", concern.decided_at),
        ("Closed", concern.closed_at),
    )
    about = Fact("About", concern.patient.name if concern.patient else NOBODY)
    return [about, *(Fact(key, moment(at)) for key, at in steps if at)]


def goes_to(team: Team) -> str:
    """Who will be told, before anything is written."""
    lead, deputy = team.lead, team.deputy
    named = [f"{lead.user.name}, who leads on worries"] if lead else []
    named += (
        [f"{deputy.user.name}, who stands in" if lead else f"{deputy.user.name}, who looks after worries"]
        if deputy
        else []
    )
    if named:
        return (
            f"It goes to {', '.join(named)}, and to the person’s own coordinator. Nobody else here sees it."
        )
    names = ", ".join(member.user.name for member in team.staff)
    return f"It goes to everybody who runs this scheme: {names}." if names else NOBODY_LEFT


def readers(rows: Sequence[ConcernReader]) -> list[Fact]:
    """Who may see a worry, and why."""
    return [Fact(row.member.user.name, row.get_why_display()) for row in rows]


def passed_by(names: Sequence[str]) -> str:
    return f"It is about {', '.join(names)}, who can never see it." if names else ""
