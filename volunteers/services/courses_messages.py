"""Messages about dates of training: that there are some, the day before, and when one is cancelled."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.urls import reverse

from peersupport.core.calendar import to_utc
from peersupport.messaging.models import Message
from peersupport.messaging.services import outbox
from volunteers.choices import STEPPED_DOWN
from volunteers.models import Attendance, Course, Session, Volunteer
from volunteers.selectors.training import last_done
from volunteers.selectors.training_facts import need

MORNING = time(9)
DAY = timedelta(days=1)


def tell_dates(*, course: Course, volunteers: Iterable[Volunteer], at: datetime, today: date) -> None:
    """The next date, and where all of them stand. Once for each person and first date."""
    coming = Session.objects.of(course.scheme_id).filter(
        module__course=course, on__gte=today, cancelled_on__isnull=True
    )
    first = coming.order_by("on", "at", "pk").select_related("scheme").first()
    if first:
        key = f"training-dates:{first.pk}"
        outbox.ask_all([_message(first, one, "training_dates", key, at) for one in volunteers])


def tell_cancelled(*, session: Session, at: datetime) -> None:
    """Whoever would have come. A reminder that still waits is taken back."""
    outbox.cancel_all(scheme=session.scheme, prefixes=[f"training-session:{session.pk}:"], why="cancelled")
    key = f"training-cancelled:{session.pk}"
    outbox.ask_all([_message(session, one, "training_cancelled", key, at) for one in expected_at(session)])


def remind_of_sessions(*, today: date, at: datetime) -> int:
    """Of today's and tomorrow's dates: at nine on the day before; after a missed night, on the day. Once each."""
    taken = Attendance.objects.everywhere().values("session")
    rows = Session.objects.everywhere().filter(on__range=(today, today + DAY), cancelled_on__isnull=True)
    messages = []
    for session in rows.exclude(pk__in=taken).select_related("scheme", "module"):
        begins_at = to_utc(session.on - DAY, MORNING)
        key = f"training-session:{session.pk}"
        messages += [
            _message(session, one, "training_tomorrow", key, begins_at) for one in expected_at(session)
        ]
    return len(outbox.ask_all(messages))


def expected_at(session: Session) -> list[Volunteer]:
    """Who takes part and has not done this module, or has it to refresh soon. Two queries."""
    here = Volunteer.objects.of(session.scheme_id).filter(
        places__course=session.module.course_id, places__left_on__isnull=True
    )
    people = list(here.exclude(stage=STEPPED_DOWN).order_by("pk"))
    done = last_done(session.scheme_id, people)
    return [
        one
        for one in people
        if need(session.module, done.get((one.pk, session.module_id)), session.on).is_open
    ]


def _message(session: Session, one: Volunteer, template: str, key: str, not_before: datetime) -> Message:
    return Message(
        scheme=session.scheme,
        key=f"{key}:{one.pk}",
        template=template,
        recipient_kind="volunteer",
        recipient_key=one.pk,
        link=reverse("my-training"),
        day=session.on,
        not_before=not_before,
        expires_at=to_utc(session.on + DAY, time(0)),
    )
