"""What ends when somebody leaves: places in sessions, courses and duties that are still to come, referees' links."""

from datetime import date, datetime, timedelta

from peersupport.accounts.actors import Actor
from peersupport.audit.services import events
from peersupport.messaging.services import outbox
from volunteers.models import Reference, SupervisionPlace, Volunteer
from volunteers.selectors.leaving import duties_ahead, sessions_ahead
from volunteers.services.supervision_messages import take_back_reminders
from volunteers.services.supervision_reminders import session_key


def end_plans(*, by: Actor, volunteer: Volunteer, at: datetime, today: date) -> None:
    """The caller holds the volunteer, in its own transaction. What was before stays as it is."""
    for place in sessions_ahead(volunteer, at=at):
        _leave_session(by, volunteer, place, at, today)
    for row in volunteer.places.open():
        row.change(left_on=today)
        events.record(by=by, action="course.left", row=row, person=volunteer, at=at)
    for row in duties_ahead(volunteer, at=at):
        row.change(cancelled_on=today)
        detail = {"on": row.on.isoformat()}
        events.record(by=by, action="duty.cancelled", row=row, person=volunteer, at=at, detail=detail)
    _end_links(volunteer, today)


def _leave_session(
    by: Actor, volunteer: Volunteer, place: SupervisionPlace, at: datetime, today: date
) -> None:
    """A session that nobody else is invited to is cancelled with it."""
    session = place.session
    outbox.cancel(scheme=by.scheme, key=session_key(place, session.on), why="has stepped down")
    if session.places.exclude(pk=place.pk).exists():
        events.record(by=by, action="supervision.left", row=place, person=volunteer, at=at)
        place.delete()
        return
    session.change(cancelled_on=today)
    take_back_reminders(session, [], why="cancelled")
    events.record(by=by, action="supervision.cancelled", row=session, at=at)


def _end_links(volunteer: Volunteer, today: date) -> None:
    """Nobody is asked about somebody who has gone. Who comes back can have the link sent again."""
    rows = Reference.objects.of(volunteer.scheme_id).filter(volunteer=volunteer, link_until_on__gte=today)
    for row in rows.filter(returned_at__isnull=True):
        row.change(link_until_on=today - timedelta(days=1))
