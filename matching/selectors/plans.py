"""What the plan page shows before anything is saved: dates, load, what would be refused, and a first suggestion."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from matching.selectors.candidates import why_ruled_out
from matching.selectors.conversations import why_not_yet
from peersupport.accounts.actors import Actor
from peersupport.core.calendar import closed_days
from peersupport.core.charts import Week
from programmes.models import Enrolment, Taper
from programmes.schedule.days import same_weekday
from programmes.schedule.load import week_of, weekly_load
from programmes.selectors.changes import Proposed
from programmes.selectors.joining import Joined, joined, running_of
from programmes.selectors.openings import opening_of
from programmes.selectors.plans import Slot, before, why_too_long_ago
from programmes.selectors.together import against_start
from volunteers import activity
from volunteers.choices import CONTACT, DAYS, PHONE
from volunteers.models import Volunteer
from volunteers.selectors import welcomers as welcomer_roles

NOTICE = timedelta(days=2)
HOURS = {"am": time(10), "pm": time(14), "eve": time(18)}
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Where the form starts: the first day with notice on which both are free, at the time that suits."""

    start_on: date
    at_time: time | None
    mode: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A plan as it would be. `refusals` are sentences; with one, the plan cannot start.

    `moves` are running plans of the volunteer that make room; `weeks` counts with them, `busiest_before` without.
    `beside` has what else the volunteer gives time to in those weeks, kind -> how often. `past` contacts lie before
    today; `instead_on` is when the whole plan could start from now on, like it.
    """

    slots: tuple[Slot, ...]
    weeks: tuple[Week, ...]
    limit: int
    refusals: tuple[str, ...]
    moves: tuple[Proposed, ...] = ()
    busiest_before: int = 0
    beside: Mapping[str, int] = field(default_factory=dict)
    past: int = 0
    instead_on: date | None = None


def tapers(scheme) -> list[Taper]:
    """The newest version of each taper that is offered, by name."""
    return list(Taper.objects.of(scheme).filter(retired_on=None).order_by("name"))


def welcomers(besides: Volunteer, *, actor: Actor, on: date) -> list[tuple[str, str]]:
    """Key and name of everybody ready to introduce two people, except one of the two."""
    found = welcomer_roles.ready(Volunteer.objects.visible_to(actor).exclude(pk=besides.pk), on=on)
    return [(str(one.pk), one.name) for one in found]


def proposal(
    enrolment: Enrolment, volunteer: Volunteer, *, taper: Taper, start_on: date, today: date, actor: Actor
) -> Proposal:
    """The plan, and the volunteer's load before and after. Raises TaperError, NoOpenDay."""
    found = joined(
        taper=taper, volunteer=volunteer, role=enrolment.cohort.programme.role, start_on=start_on,
        today=today, running=running_of(volunteer, by=actor),
    )  # fmt: skip
    return Proposal(
        slots=found.slots,
        weeks=_weeks(found),
        limit=volunteer.most_contacts_a_week,
        refusals=_refusals(
            enrolment, volunteer, found.slots, taper=taper, start_on=start_on, today=today, actor=actor
        ),
        moves=found.moves,
        busiest_before=_busiest_before(found),
        beside=_beside(volunteer, today, found.slots[-1].due_on),
        past=before(found.slots, today),
        instead_on=same_weekday(start_on, since=today) if start_on < today else None,
    )


def _beside(volunteer: Volunteer, first: date, last: date) -> dict[str, int]:
    """Courses, groups, training and meetings planned by then: contacts are in the load already."""
    planned = activity.planned(volunteer.scheme_id, [volunteer.pk], first, last)[volunteer.pk]
    return dict(Counter(one.kind for one in planned if one.kind != CONTACT))


def _mondays(found: Joined) -> list[date]:
    first, last = week_of(found.slots[0].due_on), week_of(found.slots[-1].due_on)
    return [first + number * WEEK for number in range((last - first).days // 7 + 1)]


def _weeks(found: Joined) -> tuple[Week, ...]:
    there = weekly_load([found.days_after])
    added = weekly_load([[slot.due_on for slot in found.slots]])
    return tuple(Week(monday, there.get(monday, 0), added.get(monday, 0)) for monday in _mondays(found))


def _busiest_before(found: Joined) -> int:
    before = weekly_load([found.days_before])
    return max(before.get(monday, 0) for monday in _mondays(found))


def _refusals(
    enrolment: Enrolment, volunteer: Volunteer, slots: tuple[Slot, ...], *,
    taper: Taper, start_on: date, today: date, actor: Actor,
) -> tuple[str, ...]:  # fmt: skip
    """All that `decisions.accept` would refuse, asked of the same."""
    against = against_start(
        enrolment, volunteer, role=enrolment.cohort.programme.role, taper=taper, on=start_on, today=today, actor=actor
    )  # fmt: skip
    rules = why_ruled_out(enrolment, volunteer, on=today)
    apart = f"{volunteer.name} cannot be matched with {enrolment.patient.short_name}."
    said = [*(one.said_to(actor) for one in against), *(f"{apart} {why}." for why in rules)]
    over = why_too_long_ago(slots, start_on, today)
    return tuple(filter(None, [over, why_not_yet(enrolment, volunteer), *said]))


def suggestion(enrolment: Enrolment, volunteer: Volunteer, *, today: date) -> Suggestion:
    """Where the plan page starts: not before the volunteer's next place, nor on a day of leave."""
    patient, role = enrolment.patient, enrolment.cohort.programme.role
    soonest = today + NOTICE
    earliest = opening_of(volunteer, role, besides=enrolment, today=today, on=soonest).next_on or soonest
    day, hour = _first_shared(patient, volunteer, earliest) or (max(earliest, today + WEEK), None)
    shared = [mode for mode in patient.modes if mode in volunteer.modes]
    return Suggestion(day, hour, (shared or [*patient.modes, PHONE])[0])


def _first_shared(patient, volunteer: Volunteer, earliest: date) -> tuple[date, time] | None:
    """The first open day within two weeks on which both are free, and when."""
    shared, closed = set(patient.times) & set(volunteer.times), closed_days(volunteer.scheme.division)
    for day in (earliest + timedelta(days=number) for number in range(14)):
        name = DAYS[day.weekday()][0]
        hours = [hour for part, hour in HOURS.items() if f"{name}-{part}" in shared]
        if hours and day not in closed:
            return day, hours[0]
    return None
