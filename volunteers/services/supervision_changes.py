"""A session that is planned changes: another day, time or place, other people, or somebody else who leads it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import require
from peersupport.accounts.models import Membership
from peersupport.audit.services import events
from volunteers.models import Supervision, SupervisionPlace, Volunteer
from volunteers.selectors.supervision_clashes import Slot, clashes
from volunteers.services.supervision import (
    LATEST,
    SupervisionRefused,
    locked,
    refuse_clash,
    refuse_wrong_people,
    refuse_wrong_supervisor,
)
from volunteers.services.supervision_messages import CANCELLED, CHANGED, PLANNED, take_back_reminders, tell


@dataclass(frozen=True, slots=True)
class Wanted:
    """All of a session as it is to be from now on; `anyway`: also when somebody is away or booked twice."""

    on: date
    start: time
    minutes: int
    place: str
    supervisor: Membership
    volunteers: Sequence[Volunteer]
    anyway: bool = False


@transaction.atomic
def change(*, by: Actor, session: Supervision, wanted: Wanted, at: datetime, today: date) -> Supervision:
    """Until its register is taken. Whoever is concerned gets a message: a new date, no date, or another one."""
    require(by, may.SUPERVISE, session, wanted.supervisor, *wanted.volunteers)
    session = locked(by, session)
    if session.taken_on or session.cancelled_on:
        raise SupervisionRefused("This session is over or cancelled, so it cannot be changed.")
    refuse_wrong_people(session.kind, wanted.volunteers)
    refuse_wrong_supervisor(wanted.supervisor, max(wanted.on, today))
    if wanted.on != session.on and not today <= wanted.on <= today + LATEST:
        raise SupervisionRefused("Choose a day from today on, within a year.", field="on")
    if not wanted.anyway:
        slot = Slot([wanted.on], wanted.start, wanted.minutes)
        refuse_clash(clashes(slot, volunteers=wanted.volunteers, supervisor=wanted.supervisor, but=session))
    places = {row.volunteer_id: row for row in session.places.all()}
    before = (session.on, session.at, session.place)
    if wanted.on != session.on:
        take_back_reminders(session, places.values(), why="changed")
    stay = _invite(by, session, wanted, places, at)
    facts = {"on": wanted.on, "at": wanted.start, "minutes": wanted.minutes, "place": wanted.place}
    session.change(**facts, supervisor=wanted.supervisor)
    if before != (session.on, session.at, session.place):
        tell(CHANGED, session, stay, at=at)
    tell(PLANNED, session, [one.pk for one in wanted.volunteers if one.pk not in places], at=at)
    detail = {"on": session.on.isoformat(), "supervisor": str(session.supervisor_id)}
    events.record(by=by, action="supervision.changed", row=session, at=at, detail=detail)
    return session


def _invite(by: Actor, session: Supervision, wanted: Wanted, places: dict, at: datetime) -> list:
    """The keys of those who stay. People in another area, whom `by` does not see, are never taken out."""
    keep = {one.pk for one in wanted.volunteers}
    seen = set(SupervisionPlace.objects.visible_to(by).filter(session=session).values_list("pk", flat=True))
    out = [row for key, row in places.items() if key not in keep and row.pk in seen]
    if out:
        take_back_reminders(session, out, why="not invited any more")
        tell(CANCELLED, session, [row.volunteer_id for row in out], at=at)
        session.places.filter(pk__in=[row.pk for row in out]).delete()
    for one in wanted.volunteers:
        if one.pk not in places:
            SupervisionPlace.make(scheme=session.scheme, session=session, volunteer=one)
    return [key for key, row in places.items() if row not in out]
