"""Days and times as people say them on a phone: near days by name, the year only when it is another."""

from datetime import date, time, timedelta


def near_day(day: date, today: date) -> str:
    """`Today`, `Tomorrow`, `Tue 1 December`, `Mon 4 January 2027`."""
    if day == today:
        return "Today"
    if day == today + timedelta(days=1):
        return "Tomorrow"
    return f"{day:%a} {day.day} {day:%B}{_year(day, today)}"


def full_day(day: date, today: date) -> str:
    """`Monday 23 November`, with the year when it is not this one."""
    return f"{day:%A} {day.day} {day:%B}{_year(day, today)}"


def short_day(day: date, today: date) -> str:
    """`7 December`."""
    return f"{day.day} {day:%B}{_year(day, today)}"


def usual_time(at: time | None) -> str:
    """`2:30pm`, `9am`, or nothing."""
    if at is None:
        return ""
    minutes = f":{at:%M}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes}{'am' if at.hour < 12 else 'pm'}"


def _year(day: date, today: date) -> str:
    return "" if day.year == today.year else f" {day.year}"
