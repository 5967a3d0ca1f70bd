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


@dataclass(frozen=True, slots=True)
class Health:
    """`oldest` is how long the oldest due message has been waiting, `heartbeat` how long ago beat was heard;
    None: there is none. `waiting` counts the whole outbox, also what is planned for later. `stopped` counts timers
    that ran once and have now been late for long: each run fails, or is never begun.
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
    """A line of beat's timetable. `expected_at` is when it should have run again after its last run."""

    name: str
    last_run_at: datetime | None
    expected_at: datetime | None
    late: bool
    has_stopped: bool = False


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
    last = dict(Heartbeat.objects.everywhere().values_list("name", "last_run_at"))
    timetable = sorted(current_app.conf.beat_schedule.items())
    return [_timer(name, entry["schedule"], last.get(entry["task"]), at) for name, entry in timetable]


def _timer(name: str, every: float | crontab, last: datetime | None, at: datetime) -> Timer:
    if last is None:
        return Timer(name, None, None, late=True)
    expected = _after(every, last)
    late, stopped = at > expected + PATIENCE, at > expected + LONG_LATE
    return Timer(name, last, expected, late=late, has_stopped=stopped)


def _after(every: float | crontab, last: datetime) -> datetime:
    """The first run after the last: so many seconds later, or when the clock shows it."""
    if not isinstance(every, crontab):
        return last + timedelta(seconds=every)
    last, step, _ = every.remaining_delta(last)
    return last + step
