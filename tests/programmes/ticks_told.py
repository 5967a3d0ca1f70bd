"""Moments of November 2026, and who was told by the ticks."""

from datetime import UTC, datetime, timedelta

from peersupport.messaging.models import Message
from peersupport.messaging.recipients import look_up


def at(day, hour=9, minute=5):
    return datetime(2026, 11, 1, hour, minute, tzinfo=UTC) + timedelta(days=day - 1)


def told(cast, template) -> list[str]:
    names = {
        cast.priya.pk: "Priya", cast.tom.pk: "Tom", cast.maria.pk: "Maria", cast.denise.pk: "Denise",
        cast.abdul.pk: "Abdul",
    }  # fmt: skip
    rows = Message.objects.of(cast.scheme).filter(template=template)
    return sorted(names[_to(row)] for row in rows)


def _to(row: Message):
    """Whom a message to a person's supporter would go to now."""
    return look_up(*row.whom).person[1] if row.recipient_kind == "supporter" else row.recipient_key
