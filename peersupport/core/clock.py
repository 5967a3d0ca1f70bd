"""The only place that reads the clock. Views, tasks and commands read it; all else is told.

`fixed` holds the clock still, for tests and for the demo's history.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from django.utils import timezone

_held: datetime | None = None


def now() -> datetime:
    """This moment, aware, in UTC."""
    return _held or timezone.now()


def today() -> date:
    """The local date (TIME_ZONE) of this moment."""
    return timezone.localdate(now())


@contextmanager
def fixed(moment: datetime) -> Iterator[None]:
    """Hold the clock at an aware moment, for every thread of this process."""
    global _held
    before, _held = _held, moment
    try:
        yield
    finally:
        _held = before
