"""A pause, as a volunteer reads it."""

from datetime import date, timedelta

from peersupport.core.presenters import Tag
from programmes.choices import PAUSED
from programmes.models import Relationship
from programmes.presenters.contacts_days import short_day


def pause(relationship: Relationship, *, today: date) -> str:
    """`Support is paused until 28 December. …`; nothing when there is no pause, or contacts come again."""
    if not _is_told(relationship, today):
        return ""
    until = short_day(relationship.paused_until_on - timedelta(days=1), today)
    if relationship.paused_from_on > today:
        days = f"from {short_day(relationship.paused_from_on, today)} until {until}"
    else:
        days = f"until {until}"
    return f"Support is paused {days}. No contact is planned in these days."


def pause_tag(relationship: Relationship, *, today: date) -> Tag | None:
    """`Paused until 28 December`, `Pause from 1 December`."""
    if not _is_told(relationship, today):
        return None
    if relationship.paused_from_on > today:
        return Tag(f"Pause from {short_day(relationship.paused_from_on, today)}", "yellow")
    return Tag(f"Paused until {short_day(relationship.paused_until_on - timedelta(days=1), today)}", "yellow")


def _is_told(relationship: Relationship, today: date) -> bool:
    return relationship.state == PAUSED and relationship.paused_until_on > today
