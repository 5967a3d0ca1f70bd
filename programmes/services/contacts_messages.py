"""What volunteers are told about a planned contact: a reminder the day before, and one line when it is overdue.

It goes to whoever supports the person when it is sent (see selectors.recipients), also when cover began or stopped
since it was asked for. The keys make each message one of its kind, however often it is asked for.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse

from peersupport.core.calendar import to_utc
from peersupport.core.sql import KeyText
from peersupport.messaging.models import Message
from peersupport.messaging.services import outbox
from programmes.models import PlannedContact
from programmes.selectors.recipients import SUPPORTER

REMINDER, OVERDUE, ASKED = "contact-tomorrow", "contact-overdue", "contact-asked"
# To the staff, when nobody logs it; and to the volunteer, when a phase ends with it.
TO_COORDINATOR, TO_MANAGER, REVIEW = "overdue-coordinator", "overdue-manager", "review-comes"
ABOUT_ITS_DAY = (REMINDER, OVERDUE, ASKED, TO_COORDINATOR, TO_MANAGER)
MORNING = time(9)
OVERDUE_USEFUL_DAYS = 7


def reminder_key(planned: PlannedContact) -> str:
    return f"{REMINDER}:{planned.pk}:{planned.due_on}"


def remind_each(rows: QuerySet, *, due_on: date, at: datetime) -> int:
    """For contacts of one day: at nine on the day before, and of no use once the day itself is over."""
    return _ask_each(
        rows,
        REMINDER,
        at=at,
        template="contact_tomorrow",
        not_before=to_utc(due_on - timedelta(days=1), MORNING),
        expires_at=to_utc(due_on + timedelta(days=1), time(0)),
    )


def overdue_each(rows: QuerySet, *, today: date, at: datetime) -> int:
    """Not in the night: at nine on the day it is noticed."""
    return _ask_each(rows, OVERDUE, at=at, template="contact_overdue", **_useful(today))


def step_key(step: str) -> Concat:
    """What `reminder_key` says, of any step and for a statement."""
    return Concat(
        Value(f"{step}:"), KeyText("pk"), Value(":"), Cast("due_on", CharField()), output_field=CharField()
    )


def overdue_again(planned: PlannedContact, *, today: date) -> Message:
    """A coordinator's own reminder, once a day."""
    return Message(
        scheme=planned.scheme,
        key=f"{ASKED}:{planned.pk}:{today}",
        template="contact_overdue",
        recipient_kind=SUPPORTER,
        recipient_key=planned.pk,
        day=planned.due_on,
        link=reverse("my-people"),
        **_useful(today),
    )


def take_back(planned: PlannedContact) -> None:
    """The contact was answered or moved: what still waits to be sent about its day is no longer true."""
    prefixes = [f"{step}:{planned.pk}:" for step in ABOUT_ITS_DAY]
    outbox.cancel_all(scheme=planned.scheme, prefixes=prefixes, why="answered or moved")


def take_back_rest(planned: Sequence[PlannedContact]) -> None:
    """Support has ended: nobody is asked any more for what stays open, nor for a review."""
    if planned:
        prefixes = [f"{step}:{row.pk}:" for row in planned for step in (*ABOUT_ITS_DAY, REVIEW)]
        outbox.cancel_all(scheme=planned[0].scheme, prefixes=prefixes, why="support ended")


def _useful(today: date) -> dict[str, datetime]:
    return {
        "not_before": to_utc(today, MORNING),
        "expires_at": to_utc(today + timedelta(days=OVERDUE_USEFUL_DAYS), time(0)),
    }


def _ask_each(rows: QuerySet, step: str, *, at: datetime, **facts) -> int:
    return outbox.ask_each(
        rows,
        at=at,
        key=step_key(step),
        recipient_kind=SUPPORTER,
        recipient_key=F("pk"),
        day=F("due_on"),
        link=reverse("my-people"),
        **facts,
    )
