"""What those who are invited hear of a session: planned, changed, cancelled. Nobody hears of one that is over."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from uuid import UUID

from django.urls import reverse

from peersupport.core.calendar import to_utc
from peersupport.messaging.models import Message
from peersupport.messaging.services import outbox
from volunteers.models import Supervision, SupervisionPlace
from volunteers.services.supervision_reminders import session_key

PLANNED, CHANGED, CANCELLED = "supervision_planned", "supervision_changed", "supervision_cancelled"


def tell(template: str, session: Supervision, volunteers: Iterable[UUID], *, at: datetime) -> None:
    """One message to each of these volunteers; the same news of the same moment is one message."""
    ends_at = to_utc(session.on + timedelta(days=1), time(0))
    if ends_at <= at:
        return
    about = {
        "scheme": session.scheme,
        "template": template,
        "recipient_kind": "volunteer",
        "day": session.on,
        "link": reverse("my-supervision"),
        "not_before": at,
        "expires_at": ends_at,
    }
    outbox.ask_all([
        Message(key=f"{template}:{session.pk}:{who}:{at:%Y%m%d%H%M%S}", recipient_key=who, **about)
        for who in volunteers
    ])  # fmt: skip


def take_back_reminders(session: Supervision, places: Iterable[SupervisionPlace], *, why: str) -> None:
    """Reminders of the day that the session had so far."""
    for row in (session, *places):
        outbox.cancel(scheme=session.scheme, key=session_key(row, session.on), why=why)
