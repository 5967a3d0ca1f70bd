"""Playing a history in the order of time: each step is done with the clock held at its moment."""

import heapq
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from itertools import count

from django.utils import timezone

from peersupport.core import clock


class Story:
    """Steps with their moments. A step may add later ones; none is in the future."""

    def __init__(self, now: datetime):
        self.now, self.today = now, timezone.localdate(now)
        self._steps: list[tuple[datetime, int, Callable[[datetime], None]]] = []
        self._order = count()

    def day(self, days: int) -> date:
        """So many days from today: -7 is a week ago."""
        return self.today + timedelta(days=days)

    def on(self, day: date, step: Callable[[datetime], None], *, hour: int = 10, minute: int = 0) -> None:
        """Do it on that day at a local time, or just now if that would be in the future."""
        moment = timezone.make_aware(datetime.combine(day, time(hour, minute)))
        self.at(min(moment, self.now), step)

    def at(self, moment: datetime, step: Callable[[datetime], None]) -> None:
        heapq.heappush(self._steps, (moment, next(self._order), step))

    def play(self) -> None:
        while self._steps:
            moment, _, step = heapq.heappop(self._steps)
            with clock.fixed(moment):
                step(moment)
