"""Reminders to volunteers: a text to sign, training to refresh. Each step once, also after missed nights."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.urls import reverse

from peersupport.accounts.actors import Actor
from peersupport.accounts.models import Scheme
from peersupport.core.calendar import to_utc
from peersupport.core.ticks import each
from peersupport.messaging.models import Message
from peersupport.messaging.services import outbox
from volunteers.models import AgreementText, Volunteer
from volunteers.selectors.agreements_unsigned import Unsigned, unsigned
from volunteers.selectors.training_refreshers import Refresher, due

REFRESH_STEPS = (7, 30, 60)  # days before the training ends, the most urgent first
SIGN_STEPS = (7,)
FOR_DAYS = 30  # how long a message about something late still makes sense


def remind_to_sign(*, today: date, at: datetime) -> int:
    """The newest step that each unsigned text has reached: new, a week before its day, late."""
    schemes = Scheme.objects.filter(pk__in=AgreementText.objects.everywhere().values("scheme"))
    return each(schemes, lambda scheme: _to_sign(scheme, today, at))


def _to_sign(scheme: Scheme, today: date, at: datetime) -> int:
    found = unsigned(actor=Actor.system(scheme))
    return len(outbox.ask_all(_unknown(_sign_message(one, today, at) for one in found)))


def remind_to_refresh(*, today: date, at: datetime) -> int:
    """The newest step that each training has reached: 60, 30, 7 days before its end, late."""
    return each(Scheme.objects.order_by("pk"), lambda scheme: _to_refresh(scheme, today, at))


def _to_refresh(scheme: Scheme, today: date, at: datetime) -> int:
    found = due(Volunteer.objects.of(scheme), scheme=scheme, on=today, within_days=max(REFRESH_STEPS))
    return len(outbox.ask_all(_unknown(_refresh_message(one, today, at) for one in found)))


def _unknown(messages: Iterable[Message | None]) -> list[Message]:
    return [message for message in messages if message]


def _sign_message(one: Unsigned, today: date, at: datetime) -> Message | None:
    left = one.days_left(today)
    if left is not None and left < -FOR_DAYS:
        return None
    step, template = _sign_step(left)
    return _message(
        one.volunteer,
        key=f"agreement:{one.text.pk}:{one.volunteer.pk}:{step}",
        template=template,
        day=one.by_on or today + timedelta(days=FOR_DAYS),
        link=reverse("agreements-sign", args=[one.text.pk]),
        today=today,
        at=at,
    )


def _sign_step(left: int | None) -> tuple[str, str]:
    """How far it is, and the template that says so; None: nothing counts before it is signed."""
    if left is None:
        return "new", "agreement_first"
    if left < 0:
        return "late", "agreement_late"
    return next((str(step) for step in SIGN_STEPS if left <= step), "new"), "agreement_to_sign"


def _refresh_message(one: Refresher, today: date, at: datetime) -> Message | None:
    left = one.days_left(today)
    if left < -FOR_DAYS:
        return None
    step = "late" if left < 0 else str(next(s for s in REFRESH_STEPS if left <= s))
    return _message(
        one.volunteer,
        key=f"refresh:{one.volunteer.pk}:{one.due_on}:{step}",
        template="training_late" if left < 0 else "training_refresh",
        day=one.due_on,
        link=reverse("my-training"),
        today=today,
        at=at,
    )


def _message(
    volunteer: Volunteer, *, key: str, template: str, day: date, link: str, today: date, at: datetime
) -> Message:
    """Kept until the day is over, or for a month when it is over already."""
    last = day if day >= today else today + timedelta(days=FOR_DAYS)
    return Message(
        scheme_id=volunteer.scheme_id,
        key=key,
        template=template,
        recipient_kind="volunteer",
        recipient_key=volunteer.pk,
        day=day,
        link=link,
        not_before=at,
        expires_at=to_utc(last + timedelta(days=1), time(0)),
    )
