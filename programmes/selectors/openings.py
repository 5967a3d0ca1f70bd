"""From when a volunteer can take somebody on in one role: gate, leave and caseload as one answer.

The board, the pages of candidates and matching rounds ask here, so that a day on one of them is the day on all.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from programmes.models import Enrolment
from programmes.schedule.caseload import Places
from programmes.selectors import capacity
from volunteers.models import Role, Volunteer
from volunteers.selectors.gate import SUPERVISION, Evidence, eligibility, evidence_of, on_leave
from volunteers.selectors.gate_answers import Eligibility, Reason, in_full


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
    """`room` gives the places on a day, whatever the gate says. On the day of the next place the gate is asked as
    `to_start` asks it; leave until then is waited for.
    """
    reasons = eligibility(evidence, role, on).reasons
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
    opens_on = day if free.now else free.next_on
    against = _runs_out(evidence, role, today=on, on=opens_on) if opens_on else ()
    return Opening(next_on=opens_on, then=free.now or 1, after=after, against=against)


def _runs_out(evidence: Evidence, role: Role, *, today: date, on: date) -> tuple[Reason, ...]:
    """What is in order today and no longer is on the day of the next place."""
    before = f", before a place is free on {in_full(on)}"
    found = _besides_supervision(evidence, role, today=today, on=on)
    return tuple(replace(reason, words=reason.words + before) for reason in found)


def opening_of(volunteer: Volunteer, role: Role, *, besides: Enrolment, today: date, on: date) -> Opening:
    """Of one volunteer from that day on, for the person who waits in `besides`."""

    def room(day: date) -> Places:
        return capacity.places(volunteer, role, today=today, on=day, besides=besides)

    return opening(evidence_of([volunteer])[volunteer.pk], role, room, on=on)


def to_start(evidence: Evidence, role: Role, *, today: date, on: date) -> Eligibility:
    """The gate of the day on which support starts, in the words of today.

    Supervision is judged as of today: what falls due before then is held in between, and where it is not, it is missed
    as with any support that runs.
    """
    now = [one for one in eligibility(evidence, role, today).reasons if one.code == SUPERVISION]
    return Eligibility((*now, *_besides_supervision(evidence, role, today=today, on=on)))


def _besides_supervision(evidence: Evidence, role: Role, *, today: date, on: date) -> list[Reason]:
    reasons = eligibility(evidence, role, on, supervised=False).reasons
    return [one.told(today) for one in reasons]
