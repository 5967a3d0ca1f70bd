"""Ticks of the volunteers' room. Each may run twice, or late."""

from celery import shared_task

from peersupport.core import clock
from peersupport.core.ticks import each
from volunteers.services import (
    checks,
    courses_messages,
    recognition_reached,
    reminders,
    supervision_reminders,
)


@shared_task(name="volunteers.warn_expiring_checks")
def warn_expiring_checks() -> None:
    checks.warn_expiring_checks(today=clock.today(), at=clock.now())


@shared_task(name="volunteers.remind")
def remind() -> None:
    """A text to sign, training to refresh, a date of training tomorrow."""
    now, today = clock.now(), clock.today()
    ticks = (reminders.remind_to_sign, reminders.remind_to_refresh, courses_messages.remind_of_sessions)
    each(ticks, lambda tick: tick(today=today, at=now))


@shared_task(name="volunteers.note_milestones")
def note_milestones() -> None:
    recognition_reached.note_all(today=clock.today(), at=clock.now())


@shared_task(name="volunteers.remind_supervision")
def remind_supervision() -> None:
    now = clock.now()
    ticks = supervision_reminders.remind, supervision_reminders.ask_how_they_are
    each(ticks, lambda tick: tick(at=now))
