"""Dates and numbers in the words people use."""

from datetime import date, datetime

from django import template
from django.utils import timezone

register = template.Library()


def local_day(value: date | datetime) -> date:
    """The day itself, or the local day of a moment: the first hour of a summer day is still yesterday in UTC."""
    return timezone.localdate(value) if isinstance(value, datetime) else value


def day(value: date | datetime | None) -> str:
    """`Mon 23 Nov 2026`, of a moment its local day; empty for no date."""
    if not value:
        return ""
    value = local_day(value)
    return f"{value:%a} {value.day} {value:%b %Y}"


def long_day(value: date | None) -> str:
    """`Monday 23 November 2026`; empty for no date."""
    return f"{value:%A} {value.day} {value:%B %Y}" if value else ""


def clock_time(value: datetime | None) -> str:
    """`9:05am`, in local time."""
    if not value:
        return ""
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{local.hour % 12 or 12}:{local:%M}{'am' if local.hour < 12 else 'pm'}"


def nhs_number(value: str) -> str:
    """`943 476 5919`."""
    return f"{value[:3]} {value[3:6]} {value[6:]}" if value else ""


def count(number: int, one: str, many: str | None = None) -> str:
    """`1 person`, `2 people`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def pounds(pence: int | None) -> str:
    """`£1,234.50`; empty for no sum."""
    return "" if pence is None else f"£{pence // 100:,}.{pence % 100:02}"


for function in (day, long_day, clock_time, nhs_number, pounds):
    register.filter(function.__name__, function)
register.simple_tag(count, name="count")
