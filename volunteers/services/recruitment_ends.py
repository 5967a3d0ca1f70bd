"""What ends with somebody who steps down: the links of their referees, and sessions of supervision to come."""

from datetime import date, datetime

from peersupport.accounts.actors import Actor
from peersupport.audit.services import events
from peersupport.messaging.services import outbox
from volunteers.choices import INVITED
from volunteers.models import Volunteer


def end_with(volunteer: Volunteer, *, by: Actor, at: datetime, today: date) -> None:
    """Nobody is asked about them any more, and nobody waits for them. The caller holds the row."""
    waiting = list(volunteer.references.current().filter(returned_at__isnull=True))
    for reference in waiting:
        reference.change(withdrawn_on=today)
        events.record(by=by, action="reference.withdrawn", row=reference, person=volunteer, at=at)
    prefixes = [f"reference:{reference.pk}:" for reference in waiting]
    outbox.cancel_all(scheme=by.scheme, prefixes=prefixes, why="the volunteer has stepped down")
    coming = volunteer.supervision.filter(
        state=INVITED, session__on__gte=today, session__taken_on__isnull=True
    )
    for place in coming.select_related("session"):
        session = place.session
        events.record(by=by, action="supervision.not_invited", row=place, person=volunteer, at=at)
        place.delete()
        if not session.cancelled_on and not session.places.exists():
            session.change(cancelled_on=today)
