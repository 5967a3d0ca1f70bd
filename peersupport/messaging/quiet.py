"""Quiet hours: local times of a scheme in which nobody's telephone shall ring. Pure."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from peersupport.core.calendar import to_utc


def is_quiet(local: time, start: time, end: time) -> bool:
    """Whether a local time lies in quiet hours, which may go over midnight. The same time twice means none."""
    return start <= local < end if start <= end else local >= start or local < end


def next_allowed(at: datetime, *, start: time, end: time) -> datetime:
    """This moment, or the end of the quiet hours it lies in, at the local clock."""
    local = timezone.localtime(at)
    if not is_quiet(local.time(), start, end):
        return at
    day = local.date() if local.time() < end else local.date() + timedelta(days=1)
    return max(at, to_utc(day, end))


def next_day(at: datetime, *, end: time) -> datetime:
    """When the quiet hours of the following night end."""
    return to_utc(timezone.localdate(at) + timedelta(days=1), end)
