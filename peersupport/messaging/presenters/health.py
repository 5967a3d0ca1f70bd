"""Timers and outbox in words."""

from collections.abc import Iterable
from datetime import date, timedelta

from peersupport.audit.selectors.checks import Checked
from peersupport.core.presenters import Cell, Column, Row, Stat, Table, Tag
from peersupport.core.templatetags.words import count, long_day
from peersupport.messaging.presenters.log import moment
from peersupport.messaging.selectors.health import Health, Timer


def minutes(length: timedelta | None) -> int | None:
    return None if length is None else int(length.total_seconds() // 60)


def numbers(health: Health) -> dict:
    """For a machine: whole minutes, or null where there is nothing to measure."""
    return {
        "ok": health.is_well,
        "oldest_due_minutes": minutes(health.oldest),
        "heartbeat_minutes": minutes(health.heartbeat),
        "outbox": health.waiting,
        "stopped_timers": health.stopped,
    }


def stats(health: Health) -> list[Stat]:
    oldest, heard = minutes(health.oldest), minutes(health.heartbeat)
    return [
        Stat(
            health.waiting,
            "message in the outbox" if health.waiting == 1 else "messages in the outbox",
            note="None is due" if oldest is None else f"The oldest due one waits for {ago(oldest)}",
            alert=not health.sends,
        ),
        Stat(
            "On" if health.beats else "Off",
            "the timers",
            note="Never heard of" if heard is None else f"Last heard of {ago(heard)} ago",
            alert=not health.beats,
        ),
    ]


def holidays(until: date | None, *, today: date) -> dict[str, str]:
    """A warning that the known bank holidays end, or nothing to warn of."""
    if until is None:
        return {}
    over = until < today
    return {
        "heading": f"Bank holidays {'were' if over else 'are'} known until {long_day(until)} only",
        "text": "Plans, courses and reminders take every later bank holiday for an open day, Christmas Day too. Tell "
        "whoever runs this service that the list of bank holidays needs an update.",
    }


def chain(checked: Checked | None) -> Stat:
    """Is the audit log as it was written? The manager of a scheme sees the log of that scheme."""
    if checked is None:
        return Stat("–", "the audit log", note="Not checked yet. It is every night")
    if checked.broken:
        events = ", ".join(map(str, checked.broken[:3]))
        more = " and more" if len(checked.broken) > 3 else ""
        word = "event" if len(checked.broken) == 1 else "events"
        return Stat(
            "Broken", "the audit log", note=f"Changed since it was written: {word} {events}{more}", alert=True
        )
    note = f"{count(checked.number, 'event')}, checked {moment(checked.at)}"
    return Stat("Whole", "the audit log", note=note)


def ago(number: int) -> str:
    if number < 1:
        return "less than a minute"
    return count(number, "minute") if number < 120 else count(number // 60, "hour")


def timers(rows: Iterable[Timer]) -> Table:
    columns = [Column(text) for text in ("Timer", "Last ran", "Due", "State")]
    return Table("Timers", columns, [_row(row) for row in rows])


def _row(timer: Timer) -> Row:
    wrong = timer.fails or (timer.late and timer.last_run_at is not None)
    return Row((
        Cell(timer.name.replace("-", " ").capitalize()),
        Cell(moment(timer.last_run_at) or "Never", label="Last ran", full=True),
        Cell(moment(timer.expected_at) or "At its first time", label="Due", full=True),
        Cell(tags=[_state(timer)], sub=_failed(timer), full=True),
    ), edge="red" if wrong else "")  # fmt: skip


def _state(timer: Timer) -> Tag:
    if timer.fails:
        return Tag("Fails", "red")
    if timer.late:
        return Tag("Late", "red") if timer.last_run_at else Tag("Has not run yet", "yellow")
    return Tag("Runs", "green")


def _failed(timer: Timer) -> str:
    """How it failed since it last ended well, for whoever runs the service."""
    return f"Failed {count(timer.failures, 'time')}. {timer.why}" if timer.failures else ""
