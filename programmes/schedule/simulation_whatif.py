"""What a simulation is asked: how many coaches, who waits, and what goes wrong."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from peersupport.core.calendar import add_months
from peersupport.core.errors import Refusal
from programmes.schedule.caseload import HEALTH_CONNECT_COACHING, Pattern
from programmes.schedule.supported import Supported
from programmes.schedule.taper import DEFAULT_TAPER, LATEST_START, Phase, check

LARGEST = {
    "coaches": 2000, "recruits": 2000, "recruits_a_month": 2000, "trained": 2000, "months": 60,
    "waiting": 100_000, "arrivals_a_week": 1000, "drop_out": 100, "leave_weeks": 26, "training_weeks": 104,
}  # fmt: skip
SMALLEST = {"months": 1}


class BadQuestion(Refusal, ValueError):
    """A figure is out of range; `field` names it."""


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The question, from `start` for `months`. The same question has the same answer.

    - `coaches` are there on day one, `recruits` join later, `recruits_a_month` at the start of each month (0: all
      on day one). Each takes people after `training_weeks`, but for the first `trained` of the coaches.
    - `waiting` people wait on day one (None: somebody always waits), and `arrivals_a_week` come, on average.
    - `drop_out`: so many in a hundred leave before their last contact, at a moment that is drawn.
    - `leave_weeks`: every coach is away once a year for so long, at a time that is drawn.

    - `caseloads`: whom the first coaches support, or have supported, on day one; the others have nobody.

    Raises BadQuestion, TaperError.
    """

    coaches: int
    months: int
    start: date
    seed: int = 1
    recruits: int = 0
    recruits_a_month: int = 0
    training_weeks: int = 0
    trained: int = 0
    waiting: int | None = None
    arrivals_a_week: float = 0
    drop_out: float = 0
    leave_weeks: int = 0
    phases: tuple[Phase, ...] = DEFAULT_TAPER
    pattern: Pattern = HEALTH_CONNECT_COACHING
    closed: frozenset[date] = frozenset()
    caseloads: tuple[tuple[Supported, ...], ...] = ()

    def __post_init__(self) -> None:
        check(self.phases)
        if self.start > LATEST_START:
            raise BadQuestion("The start lies too far in the future.", field="start")
        for name, largest in LARGEST.items():
            value = getattr(self, name)
            least = SMALLEST.get(name, 0)
            if value is not None and not least <= value <= largest:
                words = name.replace("_", " ").capitalize()
                raise BadQuestion(f"{words} must be a number from {least} to {largest}.", field=name)
        self._check_together()

    def _check_together(self) -> None:
        if self.trained > self.coaches:
            raise BadQuestion(
                f"Trained must be a number from 0 to {self.coaches}, the coaches.", field="trained"
            )
        if self.recruits_a_month and not self.recruits:
            raise BadQuestion("Say also how many recruits join in all.", field="recruits")

    @property
    def end(self) -> date:
        """The first day after the run."""
        return add_months(self.start, self.months)

    def begins(self) -> Iterator[date]:
        """The day on which each coach can take somebody, the coaches before the recruits."""
        training = timedelta(weeks=self.training_weeks)
        for number in range(self.coaches):
            yield self.start if number < self.trained else self.start + training
        for number in range(self.recruits):
            months = number // self.recruits_a_month if self.recruits_a_month else 0
            yield add_months(self.start, months) + training
