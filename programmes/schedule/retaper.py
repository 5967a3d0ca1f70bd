"""The rest of a running plan on another taper: as many contacts as were had count as had there too."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from programmes.schedule.days import same_weekday
from programmes.schedule.taper import Phase, planned_weeks


@dataclass(frozen=True, slots=True)
class Rest:
    """One contact still to come: its phase (an index from 0), its day before closed days, whether it ends the phase."""

    phase: int
    on: date
    ends_phase: bool


def rest_on(phases: Sequence[Phase], *, had: int, base: date, today: date) -> tuple[Rest, ...]:
    """What comes after `had` contacts, of which the last was on `base` (the start when `had` is 0).

    None is before today, all keep the distances of the taper. Nothing is left when there were as many already.
    Raises TaperError.
    """
    weeks = planned_weeks(phases)[max(0, had - 1) :]
    places = [
        (index, number == phase.contacts)
        for index, phase in enumerate(phases)
        for number in range(1, phase.contacts + 1)
    ][had:]
    days = [base + timedelta(weeks=week - weeks[0]) for week in weeks]
    days = days[1:] if had else days
    if not days or not places:
        return ()
    late = max(timedelta(), same_weekday(days[0], since=today) - days[0])
    return tuple(Rest(phase, day + late, ends) for (phase, ends), day in zip(places, days, strict=True))
