"""Ticks of the volunteers' room. Each may run twice, or late."""

from celery import shared_task

from peersupport.core import clock
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
    reminders.remind_to_sign(today=clock.today(), at=clock.now())
    reminders.remind_to_refresh(today=clock.today(), at=clock.now())
    courses_messages.remind_of_sessions(today=clock.today(), at=clock.now())


@shared_task(name="volunteers.note_milestones")
def note_milestones() -> None:
    recognition_reached.note_all(today=clock.today(), at=clock.now())


@shared_task(name="volunteers.remind_supervision")
def remind_supervision() -> None:
    now = clock.now()
    supervision_reminders.remind(at=now)
    supervision_reminders.ask_how_they_are(at=now)
