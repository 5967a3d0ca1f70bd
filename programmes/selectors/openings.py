"""From when a volunteer can take somebody on in one role: gate, leave and caseload as one answer.

The board, the pages of candidates and matching rounds ask here, so that a day on one of them is the day on all.
"""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from programmes.models import Enrolment
from programmes.schedule.caseload import Places
from programmes.selectors import capacity
from volunteers.models import Role, Volunteer
from volunteers.selectors.gate import (
    LEAVE,
    SUPERVISION,
    Eligibility,
    Evidence,
    Reason,
    evidence_of,
    judge,
    on_leave,
)


class Opening(NamedTuple):
    """`now` places on the day asked about; else `next_on`, the first day with one, on which `then` may start.

    `after`: what passes by itself before. `against` are the gate's reasons that somebody has to put right; the days
    are as if they had.
    """

    now: int = 0
    next_on: date | None = None
    then: int = 0
    after: Reason | None = None
    against: tuple[Reason, ...] = ()


def opening(evidence: Evidence, role: Role, room: Callable[[date], Places], *, on: date) -> Opening:
    """`room` gives the places on a day, whatever the gate says. What runs out later can be renewed before: only
    leave is looked at on later days.
    """
    reasons = judge(evidence, role, on).reasons
    if not all(reason.changes_on for reason in reasons):
        free = room(on)
        return Opening(free.now, free.next_on, against=reasons)
    after = reasons[-1] if reasons else None
    day: date | None = max((reason.changes_on for reason in reasons if reason.changes_on), default=on)
    while day:
        while away := on_leave(evidence, day):
            after, day = away, away.changes_on
            if day is None:
                return Opening(against=(away,))
        free = room(day)
        if free.now or free.next_on is None or not on_leave(evidence, free.next_on):
            break
        day = free.next_on
    if free.now and day == on:
        return Opening(now=free.now, next_on=on)
    return Opening(next_on=day if free.now else free.next_on, then=free.now or 1, after=after)


def opening_of(volunteer: Volunteer, role: Role, *, besides: Enrolment, today: date, on: date) -> Opening:
    """Of one volunteer from that day on, for the person who waits in `besides`."""

    def room(day: date) -> Places:
        return capacity.places(volunteer, role, today=today, on=day, besides=besides)

    return opening(evidence_of([volunteer])[volunteer.pk], role, room, on=on)


def foresee(evidence: Evidence, role: Role, *, today: date, on: date) -> Eligibility:
    """What stands against a later day as far as today can tell: what runs out before is usually renewed in time."""
    reasons = judge(evidence, role, today).reasons
    stays = [one for one in reasons if not (one.changes_on and one.changes_on <= on)]
    away = None if any(one.code == LEAVE for one in stays) else on_leave(evidence, on)
    return Eligibility((*stays, *([away] if away else [])))


def to_start(evidence: Evidence, role: Role, *, today: date, on: date) -> Eligibility:
    """The gate of the day on which support starts. Supervision is judged as of today: what falls due before then is
    held in between, and where it is not, it is missed as with any support that runs.
    """
    then = [one for one in judge(evidence, role, on).reasons if one.code != SUPERVISION]
    now = [one for one in judge(evidence, role, today).reasons if one.code == SUPERVISION]
    return Eligibility((*now, *then))
