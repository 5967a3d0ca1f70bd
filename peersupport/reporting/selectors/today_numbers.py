"""The four numbers on top of Today, and what comes up. Each number comes from the selector of the list behind it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from programmes.choices import RAISED
from programmes.models import Relationship
from programmes.selectors import contacts
from programmes.selectors.board import board
from programmes.selectors.concerns import listed
from programmes.selectors.contacts import ListedContact
from programmes.selectors.enrolments import WaitingNumbers, waiting_numbers
from volunteers.models import Leave, Volunteer

AHEAD = timedelta(days=21)
WEEK = timedelta(days=6)


@dataclass(frozen=True, slots=True)
class Numbers:
    """`worries` is None for those who do not work worries; `oldest_at` is the oldest not acknowledged."""

    waiting: WaitingNumbers
    overdue: int
    planned_today: int
    worries: int | None
    unacknowledged: int
    oldest_at: datetime | None
    free_now: int
    free_soon: int
    soon_on: date


def numbers(*, actor: Actor, at: datetime) -> Numbers:
    on = timezone.localdate(at)
    places = [line.place for line in board(actor=actor, on=on)]
    soon_on = on + AHEAD
    return Numbers(
        waiting=waiting_numbers(actor=actor, on=on),
        overdue=contacts.count_overdue(by=actor, on=on),
        planned_today=contacts.count_planned(by=actor, first=on, last=on).get(on, 0),
        **_worries(actor),
        free_now=sum(place.now for place in places),
        free_soon=sum(not place.now and bool(place.next_on) and place.next_on <= soon_on for place in places),
        soon_on=soon_on,
    )


def _worries(actor: Actor) -> dict:
    if not actor.can(may.WORK_CONCERNS):
        return {"worries": None, "unacknowledged": 0, "oldest_at": None}
    rows = list(listed(by=actor, only_open=True).values_list("state", "raised_at"))
    raised = [raised_at for state, raised_at in rows if state == RAISED]
    return {"worries": len(rows), "unacknowledged": len(raised), "oldest_at": min(raised, default=None)}


@dataclass(frozen=True, slots=True)
class Coming:
    """The week from today: contacts by day, who goes away or comes back, whose support ends."""

    today: list[ListedContact]
    contacts: dict[date, int]
    leaves: list[tuple[date, str]]
    backs: list[tuple[date, str]]
    endings: dict[date, int]


def coming(*, actor: Actor, on: date) -> Coming:
    last = on + WEEK
    away = Leave.objects.of(actor.scheme).filter(volunteer__in=Volunteer.objects.visible_to(actor))
    away = list(
        away.filter(starts_on__lte=last, ends_on__gte=on - timedelta(days=1)).select_related("volunteer")
    )
    ending = Relationship.objects.visible_to(actor).running().filter(ends_on__range=(on, last))
    days = list(ending.values_list("ends_on", flat=True))
    return Coming(
        today=contacts.planned_on(by=actor, day=on),
        contacts=contacts.count_planned(by=actor, first=on + timedelta(days=1), last=last),
        leaves=[(row.starts_on, row.volunteer.name) for row in away if row.starts_on >= on],
        backs=[(row.ends_on + timedelta(days=1), row.volunteer.name) for row in away if row.ends_on < last],
        endings={day: days.count(day) for day in sorted(set(days))},
    )
