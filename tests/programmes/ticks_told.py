"""Moments of November 2026, and who was told by the ticks."""

from datetime import UTC, datetime, timedelta

from peersupport.messaging.models import Message


def at(day, hour=9, minute=5):
    return datetime(2026, 11, 1, hour, minute, tzinfo=UTC) + timedelta(days=day - 1)


def told(cast, template) -> list[str]:
    names = {
        cast.priya.pk: "Priya", cast.tom.pk: "Tom", cast.maria.pk: "Maria", cast.denise.pk: "Denise",
    }  # fmt: skip
    rows = Message.objects.of(cast.scheme).filter(template=template)
    return sorted(names[row.recipient_key] for row in rows)
