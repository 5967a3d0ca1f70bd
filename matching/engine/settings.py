"""What a scheme or a programme decides about matching."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

Codes = frozenset[str]


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of one programme. `horizon_days` 0: only places that are free today. `minimum_score` is 0..10,000.

    `condition_required`: a peer must share a condition. `same_condition_for` asks that only of people with
    one of these conditions, and then it is that condition which must be shared.
    """

    horizon_days: int = 56
    times_required: bool = False
    area_required: bool = False
    condition_required: bool = False
    same_condition_for: Codes = frozenset()
    in_person: Codes = frozenset({"in-person", "face-to-face"})
    minimum_score: int = 0


@dataclass(frozen=True)
class Case:
    """The circumstances of one question: a programme's settings and the day that counts as today."""

    settings: Settings
    today: date

    @cached_property
    def horizon(self) -> date:
        return self.today + timedelta(days=self.settings.horizon_days)
