"""How long something lasts, in the words people use."""

from datetime import date, datetime

from peersupport.core.templatetags.words import count


def since_moment(then: datetime, now: datetime) -> str:
    """`48 minutes`, `5 hours`, `3 days`."""
    minutes = max(0, int((now - then).total_seconds() // 60))
    if minutes < 60:
        return count(minutes, "minute")
    hours = minutes // 60
    return count(hours, "hour") if hours < 24 else count(hours // 24, "day")


def since_day(then: date, today: date) -> str:
    """`Today`, `Yesterday`, `6 days`, `9 weeks` (from eight on)."""
    days = (today - then).days
    if days <= 1:
        return "Today" if days <= 0 else "Yesterday"
    return count(days, "day") if days < 56 else count(days // 7, "week")


def met_on(day: date, today: date) -> str:
    """`today`, `yesterday`, `on Friday`, `on 3 November`."""
    days = (today - day).days
    if days <= 1:
        return since_day(day, today).lower()
    return f"on {day:%A}" if days < 7 else f"on {day.day} {day:%B}"


def until_day(day: date, today: date) -> str:
    """`In 20 days`, `Today`, `4 days ago`."""
    days = (day - today).days
    if days == 0:
        return "Today"
    return f"In {count(days, 'day')}" if days > 0 else f"{count(-days, 'day')} ago"
