"""What volunteers are told about a planned contact: a reminder the day before, and one line when it is overdue.

The keys make each message one of its kind, however often it is asked for.
"""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.urls import reverse

from peersupport.core.calendar import to_utc
from peersupport.messaging.models import Message
from peersupport.messaging.services import outbox
from programmes.models import PlannedContact

MORNING = time(9)
OVERDUE_USEFUL_DAYS = 7


def reminder_key(planned: PlannedContact) -> str:
    return f"contact-tomorrow:{planned.pk}:{planned.due_on}"


def overdue_key(planned: PlannedContact) -> str:
    return f"contact-overdue:{planned.pk}:{planned.due_on}"


def reminder(planned: PlannedContact) -> Message:
    """At nine on the day before, and of no use once the day itself is over."""
    zone = planned.scheme.time_zone
    return _to_volunteer(
        planned,
        planned.due_on,
        key=reminder_key(planned),
        template="contact_tomorrow",
        not_before=to_utc(planned.due_on - timedelta(days=1), MORNING, zone),
        expires_at=to_utc(planned.due_on + timedelta(days=1), time(0), zone),
    )


def overdue(planned: PlannedContact, *, today: date) -> Message:
    """Not in the night: at nine on the day it is noticed."""
    return _about_overdue(planned, overdue_key(planned), today)


def overdue_again(planned: PlannedContact, *, today: date) -> Message:
    """A coordinator's own reminder, once a day."""
    return _about_overdue(planned, f"contact-asked:{planned.pk}:{today}", today)


def take_back(planned: PlannedContact) -> None:
    """The contact was answered or moved: what still waits to be sent about its day is no longer true."""
    for key in (reminder_key(planned), overdue_key(planned)):
        outbox.cancel(scheme=planned.scheme, key=key, why="answered or moved")


def _about_overdue(planned: PlannedContact, key: str, today: date) -> Message:
    zone = planned.scheme.time_zone
    useful_until: datetime = to_utc(today + timedelta(days=OVERDUE_USEFUL_DAYS), time(0), zone)
    return _to_volunteer(
        planned,
        today,
        key=key,
        template="contact_overdue",
        not_before=to_utc(today, MORNING, zone),
        expires_at=useful_until,
    )


def _who(planned: PlannedContact, on: date) -> UUID:
    """The volunteer who supports the person on that day: whoever stands in then, else their own."""
    covers = planned.relationship.covers.all()
    there = (row for row in covers if row.stopped_at is None and row.starts_on <= on <= row.ends_on)
    standing_in = next(there, None)
    return standing_in.volunteer_id if standing_in else planned.relationship.volunteer_id


def _to_volunteer(planned: PlannedContact, on: date, **facts) -> Message:
    return Message(
        scheme=planned.scheme,
        recipient_kind="volunteer",
        recipient_key=_who(planned, on),
        day=planned.due_on,
        link=reverse("my-people"),
        **facts,
    )
