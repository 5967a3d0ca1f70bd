"""Do messages go out, and do the timers run? Numbers about the installation, nothing about anybody."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from celery import current_app
from celery.schedules import crontab
from django.db.models import Min, Q

from peersupport.messaging.choices import WAITING
from peersupport.messaging.models import Heartbeat, Message

BEAT = "messaging.heartbeat"
OLDEST_UNSENT = timedelta(minutes=10)
OLDEST_HEARTBEAT = timedelta(minutes=5)
# A timer may be this much behind before the page says so, and before a monitor is alarmed.
PATIENCE, LONG_LATE = timedelta(minutes=5), timedelta(hours=1)
FAILS_AFTER = 2


@dataclass(frozen=True, slots=True)
class Health:
    """`oldest` is how long the oldest due message has been waiting, `heartbeat` how long ago beat was heard;
    None: there is none. `waiting` counts the whole outbox, also what is planned for later. `stopped` counts timers
    that somebody has to look at now.
    """

    oldest: timedelta | None
    heartbeat: timedelta | None
    waiting: int
    stopped: int = 0

    @property
    def is_well(self) -> bool:
        return self.sends and self.beats and not self.stopped

    @property
    def sends(self) -> bool:
        return self.oldest is None or self.oldest <= OLDEST_UNSENT

    @property
    def beats(self) -> bool:
        return self.heartbeat is not None and self.heartbeat <= OLDEST_HEARTBEAT


@dataclass(frozen=True, slots=True)
class Timer:
    """A line of beat's timetable. `expected_at` is when it should have run again after its last run that ended well.

    `failures` counts those that failed since, and `why` says how. One is `critical` when people come to harm while
    it stands still.
    """

    name: str
    last_run_at: datetime | None
    expected_at: datetime | None
    late: bool
    late_for_long: bool = False
    failures: int = 0
    why: str = ""
    critical: bool = False

    @property
    def fails(self) -> bool:
        """Once may be a moment without database; twice is not."""
        return self.failures >= FAILS_AFTER

    @property
    def has_stopped(self) -> bool:
        """Late for long, whatever it is; a critical one at once. What has not run yet is a new installation."""
        late = self.late and self.last_run_at is not None
        return self.late_for_long or (self.critical and (late or self.fails))


def health(*, at: datetime) -> Health:
    rows = Message.objects.everywhere().filter(state=WAITING)
    due = rows.filter(Q(expires_at__isnull=True) | Q(expires_at__gt=at), not_before__lte=at)
    oldest = due.aggregate(Min("not_before"))["not_before__min"]
    heard = Heartbeat.objects.everywhere().filter(name=BEAT).values_list("last_run_at", flat=True).first()
    return Health(
        oldest=at - oldest if oldest else None,
        heartbeat=at - heard if heard else None,
        waiting=rows.count(),
        stopped=sum(timer.has_stopped for timer in timers(at=at)),
    )


def timers(*, at: datetime) -> list[Timer]:
    """Everything on beat's timetable, in the order of the names."""
    noted = {row.name: row for row in Heartbeat.objects.everywhere()}
    timetable = sorted(current_app.conf.beat_schedule.items())
    return [_timer(name, entry, noted.get(entry["task"]), at) for name, entry in timetable]


def _timer(name: str, entry: dict, row: Heartbeat | None, at: datetime) -> Timer:
    row = row or Heartbeat()
    told = {"failures": row.failures, "why": row.why, "critical": entry["task"] in current_app.conf.critical}
    if row.last_run_at is None:
        return Timer(name, None, None, late=True, **told)
    expected = _after(entry["schedule"], row.last_run_at)
    late, for_long = at > expected + PATIENCE, at > expected + LONG_LATE
    return Timer(name, row.last_run_at, expected, late=late, late_for_long=for_long, **told)


def _after(every: float | crontab, last: datetime) -> datetime:
    """The first run after the last: so many seconds later, or when the clock shows it."""
    if not isinstance(every, crontab):
        return last + timedelta(seconds=every)
    last, step, _ = every.remaining_delta(last)
    return last + step
