"""A volunteer's contacts as a calendar (RFC 5545).

A calendar is shared with a family and kept by other companies. So it says that there is a contact, how, and one
letter of the name by which the person likes to be called: enough to tell Monday's M from Tuesday's H. No surname,
no condition, no scheme, no note, no telephone number; the link in it asks to sign in.
"""

from datetime import datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.urls import reverse
from icalendar import Calendar, Event, vDuration

from peersupport.core.calendar import ZONE
from programmes.models import PlannedContact
from programmes.selectors.calendars import Feed
from volunteers.choices import MODES

NAME = "Peer support"
# How long a contact blocks the calendar; the log keeps how long it really took.
USUAL_LENGTH = timedelta(minutes=30)
ASK_AGAIN_AFTER = timedelta(hours=4)


def address(token: str) -> str:
    """The whole link; the name of a programme's own scheme makes a phone offer to subscribe."""
    return f"{settings.SITE_URL}{reverse('calendar-feed', args=[token])}"


def to_subscribe(token: str) -> str:
    return "webcal:" + address(token).partition(":")[2]


def as_file(feed: Feed) -> bytes:
    """The same contacts give the same bytes, so that a programme can ask whether anything has changed."""
    calendar = Calendar()
    calendar.add("prodid", "-//Peer support//Contacts//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", NAME)
    calendar.add("refresh-interval", vDuration(ASK_AGAIN_AFTER), parameters={"value": "DURATION"})
    for contact in feed.contacts:
        calendar.add_component(_event(contact, feed))
    if any(contact.relationship.at_time for contact in feed.contacts):
        calendar.add_missing_timezones(
            first_date=feed.contacts[0].due_on, last_date=feed.contacts[-1].due_on + timedelta(days=370)
        )
    return calendar.to_ical()


def etag(body: bytes) -> str:
    return f'"{sha256(body).hexdigest()[:32]}"'


def _event(contact: PlannedContact, feed: Feed) -> Event:
    one, event = contact.relationship, Event()
    event.add("uid", f"{contact.pk}@peer-support")
    event.add("dtstamp", feed.link.made_at)
    event.add("summary", f"{NAME} contact, {one.patient.short_name[:1].upper()}")
    event.add("description", f"{_how(one.mode)}. Your list: {settings.SITE_URL}{reverse('my-people')}")
    event.add("class", "PRIVATE")
    if one.at_time:
        begins = datetime.combine(contact.due_on, one.at_time, ZONE)
        event.add("dtstart", begins)
        event.add("duration", USUAL_LENGTH)
    else:
        event.add("dtstart", contact.due_on)
        event.add("transp", "TRANSPARENT")
    return event


def _how(mode: str) -> str:
    return dict(MODES).get(mode, "Contact")
