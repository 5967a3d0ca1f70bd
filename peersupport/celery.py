"""The Celery application and beat's timetable. Tasks are thin, may run twice and may be late."""

import os

from celery import Celery
from celery.schedules import crontab
from celery.signals import setup_logging

from peersupport.core import broker

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "peersupport.settings")

broker.use()
app = Celery("peersupport", task_cls="peersupport.messaging.timed:Timed")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect
def log_as_the_settings_say(**more) -> None:
    """Celery would log in its own way, with the words of errors. That somebody listens here keeps it from it."""


# People come to harm while these stand still: a monitor is alarmed as soon as one is late, or keeps failing.
app.conf.critical = frozenset({
    "messaging.pump", "programmes.escalate_worries", "programmes.remind", "programmes.flag_overdue",
    "programmes.follow_up",
})  # fmt: skip
# Every tick asks "due and not done", so a missed run is caught up by the next one. What comes every few seconds
# expires only when a worker on a busy machine would have had time to take it.
app.conf.beat_schedule = {
    "send-waiting-messages": {"task": "messaging.pump", "schedule": 5.0, "options": {"expires": 30}},
    "show-that-beat-lives": {"task": "messaging.heartbeat", "schedule": 60.0, "options": {"expires": 60}},
    "flag-overdue-contacts": {"task": "programmes.flag_overdue", "schedule": crontab(minute="*/15")},
    "escalate-late-worries": {"task": "programmes.escalate_worries", "schedule": crontab(minute="*/5")},
    "follow-up-what-is-late": {"task": "programmes.follow_up", "schedule": crontab(minute="5,35")},
    "remind-before-contacts": {"task": "programmes.remind", "schedule": crontab(minute="*/15")},
    "send-morning-digests": {"task": "reporting.digests", "schedule": crontab(minute="*/15")},
    "forget-uploaded-files": {"task": "reporting.forget_imports", "schedule": crontab(minute=40)},
    "forget-ended-sessions": {"task": "core.forget", "schedule": crontab(hour=3, minute=20)},
    "check-the-audit-chain": {"task": "reporting.check_audit", "schedule": crontab(hour=2, minute=50)},
    # A page only writes the row of a round: nothing is published inside a request.
    "take-waiting-rounds": {"task": "matching.sweep", "schedule": 2.0, "options": {"expires": 20}},
    "note-milestones": {"task": "volunteers.note_milestones", "schedule": crontab(minute=40)},
    "warn-of-expiring-checks": {"task": "volunteers.warn_expiring_checks", "schedule": crontab(minute=10)},
    "remind-volunteers": {"task": "volunteers.remind", "schedule": crontab(minute=25)},
    "remind-of-supervision": {"task": "volunteers.remind_supervision", "schedule": crontab(minute=25)},
}
