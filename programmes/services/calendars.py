"""Making, changing and stopping the link of a volunteer's calendar, and letting it be read."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Case, F, Value, When

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import NotAllowed, require
from peersupport.audit.services import events
from peersupport.core import secret_links
from peersupport.core.errors import Refusal
from peersupport.core.locks import hold
from programmes.models import CalendarLink
from programmes.selectors.calendars import PURPOSE
from volunteers.choices import ACTIVE
from volunteers.models import Volunteer

# Programmes ask every few minutes at most, some from two devices at once.
READS_AN_HOUR = 60


class NotYet(Refusal):
    words = "A calendar is for volunteers who are active. Ask your coordinator"


class TooOften(Refusal):
    words = "This calendar was asked for too often. Try again in an hour"


@transaction.atomic
def make(*, volunteer: Volunteer, by: Actor, at: datetime) -> CalendarLink:
    """A new link for one's own calendar; the one before stops working. Raises NotYet."""
    volunteer = _own(volunteer, by)
    if volunteer.stage != ACTIVE:
        raise NotYet
    facts = {
        **secret_links.fresh(PURPOSE),
        "made_at": at, "window_at": at, "reads": 0, "read_at": None, "stopped_at": None,
    }  # fmt: skip
    link = CalendarLink.objects.of(by.scheme).filter(volunteer=volunteer).first()
    if link:
        link.change(**facts)
    else:
        link = CalendarLink.make(scheme=by.scheme, volunteer=volunteer, **facts)
    events.record(by=by, action="calendar.link_made", row=link, person=volunteer, at=at)
    return link


@transaction.atomic
def stop(*, volunteer: Volunteer, by: Actor, at: datetime) -> None:
    """The link works no more. Twice is once."""
    volunteer = _own(volunteer, by)
    link = CalendarLink.objects.of(by.scheme).filter(volunteer=volunteer, stopped_at=None).first()
    if link:
        link.change(stopped_at=at)
        events.record(by=by, action="calendar.link_stopped", row=link, person=volunteer, at=at)


def count_read(*, link: CalendarLink, at: datetime) -> None:
    """One statement for each time that a programme asks. Raises TooOften."""
    began = at - timedelta(hours=1)
    fresh = When(window_at__lte=began, then=Value(1))
    CalendarLink.objects.of(link.scheme_id).filter(pk=link.pk).update(
        reads=Case(fresh, default=F("reads") + 1),
        window_at=Case(When(window_at__lte=began, then=Value(at)), default=F("window_at")),
        read_at=at,
    )
    link.refresh_from_db(fields=["reads"])
    if link.reads > READS_AN_HOUR:
        raise TooOften


def _own(volunteer: Volunteer, by: Actor) -> Volunteer:
    """Nobody makes a link for somebody else, staff included: it would be a key to a calendar without a name."""
    require(by, may.SEE_MY_PEOPLE, volunteer)
    mine = Volunteer.objects.visible_to(by).filter(user_id=by.user_key, pk=volunteer.pk)
    found = hold(mine).first()
    if found is None:
        raise NotAllowed
    return found
