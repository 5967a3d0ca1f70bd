"""Sessions of supervision: plan, cancel, take the register."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import NotAllowed, require
from peersupport.accounts.models import Membership
from peersupport.audit.services import events
from peersupport.core.calendar import bank_holidays
from peersupport.core.errors import Refusal
from peersupport.core.locks import hold
from peersupport.core.series import weekly
from peersupport.core.templatetags.words import day
from volunteers.choices import (
    ABSENT,
    COORDINATES,
    EXCUSED,
    INVITED,
    LARGEST_GROUP,
    ONE_TO_ONE,
    PRESENT,
    STEPPED_DOWN,
)
from volunteers.models import Supervision, SupervisionPlace, Volunteer
from volunteers.selectors.supervision_clashes import Clash, Slot, clashes
from volunteers.selectors.supervision_sessions import session_page
from volunteers.services.supervision_messages import CANCELLED, PLANNED, take_back_reminders, tell

LATEST = timedelta(days=366)
MOST_CLASHES = 5
MARKS = (PRESENT, EXCUSED, ABSENT)
NOT_YOURS = (
    "The register shows notes, so it is for whoever leads the session. Are they away? Record cover for them, or change "
    "who leads it."
)


class SupervisionRefused(Refusal):
    """A session or register that cannot be kept like this."""


@dataclass(frozen=True, slots=True)
class When:
    """The first day, local time, length and place; `number` of dates, `every` so many weeks."""

    starts_on: date
    start: time
    minutes: int
    place: str = ""
    number: int = 1
    every: int = 4


@transaction.atomic
def plan(
    *,
    by: Actor,
    kind: str,
    volunteers: Sequence[Volunteer],
    supervisor: Membership,
    when: When,
    at: datetime,
    today: date,
    anyway: bool = False,
) -> list[Supervision]:
    """One session, or a series of the same people; bank holidays are left out.

    Refuses when somebody is away or booked twice, unless it is wanted `anyway`.
    """
    require(by, may.SUPERVISE, supervisor, *volunteers)
    refuse_wrong_people(kind, volunteers)
    refuse_wrong_supervisor(supervisor, when.starts_on)
    if not today <= when.starts_on <= today + LATEST:
        raise SupervisionRefused("Choose a first day from today on, within a year.", field="starts_on")
    days = weekly(when.starts_on, when.number, bank_holidays(by.scheme.division), every=when.every)
    if not anyway:
        slot = Slot(days, when.start, when.minutes)
        refuse_clash(clashes(slot, volunteers=volunteers, supervisor=supervisor))
    about = {"kind": kind, "at": when.start, "minutes": when.minutes, "place": when.place}
    made = [Supervision.make(scheme=by.scheme, on=day, supervisor=supervisor, **about) for day in days]
    for session in made:
        for one in volunteers:
            SupervisionPlace.make(scheme=by.scheme, session=session, volunteer=one)
    lines = [
        (session, one, {"on": session.on.isoformat(), "kind": kind}) for session in made for one in volunteers
    ]
    events.record_all(by=by, action="supervision.planned", rows=lines, at=at)
    tell(PLANNED, made[0], [one.pk for one in volunteers], at=at)
    return made


def refuse_wrong_people(kind: str, volunteers: Sequence[Volunteer]) -> None:
    if kind == ONE_TO_ONE and len(volunteers) != 1:
        raise SupervisionRefused("A one-to-one is with one volunteer. Choose one.", field="people")
    if not 1 <= len(volunteers) <= LARGEST_GROUP:
        words = f"A group has up to {LARGEST_GROUP} people, so that everybody speaks. Plan two groups."
        raise SupervisionRefused(words if volunteers else "Choose who is invited.", field="people")
    gone = [one.short_name for one in volunteers if one.stage == STEPPED_DOWN]
    if gone:
        raise SupervisionRefused(f"{', '.join(gone)} has stepped down.", field="people")


def refuse_wrong_supervisor(supervisor: Membership, day: date) -> None:
    ended = supervisor.ends_on and supervisor.ends_on < day
    if supervisor.role not in COORDINATES or ended or not supervisor.user.is_active:
        raise SupervisionRefused("This person cannot supervise then. Choose another.", field="supervisor")


def refuse_clash(found: Sequence[Clash]) -> None:
    """All that stands against it, so that it is said once."""
    lines = [
        f"{one.who} {'is away' if one.away else 'has another session at this hour'} on {day(one.on)}."
        for one in found[:MOST_CLASHES]
    ]
    if len(found) > MOST_CLASHES:
        lines.append(f"And {len(found) - MOST_CLASHES} more.")
    if lines:
        raise SupervisionRefused(" ".join(lines), field="anyway")


@transaction.atomic
def cancel(*, by: Actor, session: Supervision, at: datetime, today: date) -> None:
    """Refuses when the register is taken. Twice is once."""
    session = locked(by, session)
    if session.taken_on:
        raise SupervisionRefused("The register of this session is taken, so it was held.")
    if session.cancelled_on is None:
        session.change(cancelled_on=today)
        places = list(session.places.all())
        take_back_reminders(session, places, why="cancelled")
        tell(CANCELLED, session, [row.volunteer_id for row in places], at=at)
        events.record(by=by, action="supervision.cancelled", row=session, at=at)


@dataclass(frozen=True, slots=True)
class Mark:
    """What the register says of one volunteer."""

    state: str
    note: str = ""


@transaction.atomic
def take_register(
    *,
    by: Actor,
    session: Supervision,
    marks: Mapping[Volunteer, Mark],
    notes: str,
    at: datetime,
    today: date,
) -> Supervision:
    """Who was there, with notes. May be corrected afterwards; everybody invited must be marked."""
    session = locked(by, session)
    if session.cancelled_on:
        raise SupervisionRefused("This session was cancelled.")
    if session.on > today:
        raise SupervisionRefused("This session is still to come. Take the register on the day.")
    if not session_page(session, actor=by, on=today).is_all_readable:
        raise SupervisionRefused(NOT_YOURS)
    places = {
        row.volunteer_id: row for row in hold(SupervisionPlace.objects.visible_to(by).filter(session=session))
    }
    _refuse_unmarked(session, places, marks)
    for volunteer, mark in marks.items():
        _mark(by, places[volunteer.pk], volunteer, mark, at)
    session.change(notes=notes, taken_on=session.taken_on or today)
    return session


def _refuse_unmarked(session: Supervision, places: Mapping, marks: Mapping[Volunteer, Mark]) -> None:
    if {one.pk for one in marks} - places.keys():
        raise NotAllowed
    said = {one.pk for one, mark in marks.items() if mark.state in MARKS}
    if said != {key for key, row in places.items() if row.state == INVITED} | said:
        raise SupervisionRefused("Say of everybody whether they were there.")


def _mark(by: Actor, place: SupervisionPlace, volunteer: Volunteer, mark: Mark, at: datetime) -> None:
    if (place.state, place.note) == (mark.state, mark.note):
        return
    new_state = place.state != mark.state
    place.change(state=mark.state, note=mark.note)
    if new_state:
        detail = {"state": mark.state}
        events.record(by=by, action="supervision.marked", row=place, person=volunteer, at=at, detail=detail)


def locked(by: Actor, session: Supervision) -> Supervision:
    """The row anew, locked until the end."""
    require(by, may.SUPERVISE, session)
    found = Supervision.objects.visible_to(by).filter(pk=session.pk).values("pk")
    row = hold(Supervision.objects.of(by.scheme)).filter(pk__in=found).first()
    if row is None:
        raise NotAllowed
    return row
