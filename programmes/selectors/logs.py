"""Entries that volunteers have written and nobody has answered yet."""

from datetime import date, timedelta

from django.db.models import QuerySet

from peersupport.accounts.actors import Actor
from programmes.models import Contact

UNREAD_DAYS = 28
THANKS_SHOWN_DAYS = 14


def unanswered(*, by: Actor, on: date) -> QuerySet[Contact]:
    """Of the last four weeks, the newest first; what one wrote oneself needs no answer."""
    rows = Contact.objects.visible_to(by).filter(
        thanked_on=None, logged_at__date__gt=on - timedelta(UNREAD_DAYS)
    )
    rows = rows.exclude(logged_by=by.name).select_related("relationship__patient", "relationship__volunteer")
    return rows.order_by("-logged_at", "pk")


def answered(*, by: Actor, on: date) -> list[Contact]:
    """What a volunteer was thanked for in the last two weeks, the newest first. One query."""
    mine = Contact.objects.visible_to(by).filter(
        thanked_on__gt=on - timedelta(THANKS_SHOWN_DAYS), logged_by=by.name
    )
    return list(mine.select_related("relationship__patient").order_by("-thanked_on", "-logged_at", "-pk")[:3])
