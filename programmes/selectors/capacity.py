"""Whether volunteers have a place, from whom they support now: the rows behind `programmes.schedule.caseload`.

`places` answers for one, `places_of` for many with the same four queries. The role says the pattern; beside it
stand the most people whom a volunteer wants at once, over all their roles, and the contacts a week they can do.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from peersupport.core.calendar import closed_days
from peersupport.core.prepared import prepared
from peersupport.core.sql import Together, these
from programmes.choices import CANCELLED
from programmes.models import Enrolment, PlannedContact, Programme, Relationship, Taper
from programmes.promised import Promise, promised
from programmes.schedule.caseload import (
    LARGEST,
    FixedNumber,
    Growing,
    Limit,
    Newcomer,
    Pattern,
    Places,
    WeeklyBudget,
    places_within,
)
from programmes.schedule.supported import Supported
from programmes.selectors.away import leaves_of, within
from volunteers.models import Role, Volunteer

# Everybody begins with this many contacts a week, and the steps of a caseload keep to it by themselves.
# Whoever says fewer means it.
USUAL_CONTACTS = 3
ONLY_GROUPS = Places(0, None, "The role is with groups: nobody is matched one to one.")
TAKES_NOBODY = Places(0, None, "Takes nobody at present.")
USUAL = Newcomer()
WANTED, CAN_DO = "That is the most this volunteer wants.", "That is what this volunteer can do."


class Limits(NamedTuple):
    """What a volunteer says for themself: people at once (None: as the role says), and contacts a week."""

    people: int | None = None
    contacts: int = USUAL_CONTACTS


def limits_of(row) -> Limits:
    """Of a volunteer, or of a row with those columns."""
    return Limits(row.most_people, row.most_contacts_a_week)


class Support(NamedTuple):
    """One relationship of a volunteer: in which role, and its course."""

    role: UUID
    course: Supported


def places(
    volunteer: Volunteer,
    role: Role,
    *,
    today: date,
    on: date | None = None,
    besides: Enrolment | None = None,
    taper: Taper | None = None,
    also: Iterable[Promise] = (),
) -> Places:
    """Places for a new person who would start on that day (default: today). Four queries.

    A later day counts on what is planned: who has stepped down, or has finished, by then. A place that is held for
    the person asked about, who waits in `besides`, is theirs. `taper` is the plan agreed with them, else the usual.
    `also` are places to count as held.
    """
    supports = supports_of([volunteer])[volunteer.pk]
    held = promised(volunteer.scheme_id, [volunteer.pk])[volunteer.pk]
    newcomer = newcomers_plan(role)
    facts = {
        "newcomer": replace(newcomer, phases=taper.as_phases()) if taper else newcomer,
        "held": [*held, *also],
        "besides": besides.pk if besides else None,
        "away": leaves_of(volunteer.scheme_id, [volunteer.pk])[volunteer.pk],
    }
    return room(supports, role, limits_of(volunteer), today=today, on=on or today, **facts)


def why_no_place(volunteer: Volunteer, free: Places, on: date) -> str:
    """A sentence: there is no place on that day, why, and when the next one opens."""
    later = f" The next place is free on {_day(free.next_on)}." if free.next_on else ""
    return f"{volunteer.short_name} has no place free on {_day(on)}. {free.why}{later}"


def _day(value: date) -> str:
    return f"{value.day} {value:%B %Y}"


def places_of(volunteers: Iterable[Volunteer], role: Role, *, today: date) -> dict[UUID, Places]:
    """The same for many, by key of volunteer, with four queries however many."""
    people = list(volunteers)
    keys = [one.pk for one in people]
    found, held, away = supports_of(people), promised(role.scheme_id, keys), leaves_of(role.scheme_id, keys)
    ask = {"today": today, "on": today, "newcomer": newcomers_plan(role)}
    return {
        one.pk: room(found[one.pk], role, limits_of(one), held=held[one.pk], away=away[one.pk], **ask)
        for one in people
    }


def of_a_beginner(role: Role, *, on: date) -> Places:
    """Places of somebody new in this role, who supports nobody yet."""
    return room([], role, Limits(), today=on, on=on, newcomer=newcomers_plan(role))


def newcomers_plan(role: Role) -> Newcomer:
    """The plan of somebody new in this role. Only a budget of contacts a week asks for it, with three queries."""
    if role.caseload != "budget":
        return Newcomer()
    programme = (
        Programme.objects.of(role.scheme_id).filter(role=role).select_related("taper", "scheme").first()
    )
    if programme is None:
        return Newcomer()
    return Newcomer(programme.taper.as_phases(), closed_days(programme.scheme.division))


def room(
    supports: Iterable[Support],
    role: Role,
    own: Limits,
    *,
    today: date,
    on: date,
    newcomer: Newcomer = USUAL,
    held: Iterable[Promise] = (),
    besides: UUID | None = None,
    away: Iterable[tuple[date, date]] = (),
) -> Places:
    """The answer for one volunteer. `supports` are all that run or have run, in any role.

    `newcomer` is what `newcomers_plan` says; who asks for many asks it once. `held` are the places that are held:
    each from the day it was promised for. `besides` is the place on the waiting list of the person asked about;
    `away` are the first and last days of each leave.
    """
    supports = [Support(key, course.as_planned(today)) for key, course in supports]
    held = list(held)
    others = [
        Support(one.role, newcomer.starts(max(one.free_on or today, today)))
        for one in held
        if one.place != besides
    ]
    if role.with_groups:
        return ONLY_GROUPS
    if not takes_anybody(role, own):
        return TAKES_NOBODY
    limits = _limits(role, own, supports, others)
    theirs = len(others) < len(held)
    return places_within(limits, on=on, newcomer=replace(newcomer, away=within(away)), theirs=theirs)


def takes_anybody(role: Role, own: Limits) -> bool:
    """Whether people come one by one in this role, and neither it nor the volunteer says that nobody can."""
    some = own.contacts and own.people != 0 and (role.caseload == "hcc" or role.people_at_once)
    return bool(some and not role.with_groups)


def _limits(role: Role, own: Limits, supports: Iterable[Support], held: Iterable[Support]) -> list[Limit]:
    """The role's pattern over its own people, and what the volunteer says over all roles."""
    everybody = [[course for _, course in some] for some in (supports, held)]
    mine = [[course for key, course in some if key == role.pk] for some in (supports, held)]
    limits = [Limit(pattern_of(role), *mine)]
    if role.caseload == "budget":
        limits.append(Limit(_at_most(role.people_at_once), *mine, said=WANTED))
    if own.people is not None:
        limits.append(Limit(_at_most(own.people), *everybody, said=WANTED))
    # Fewer contacts a week than usual leave room only for whom they are enough.
    if own.contacts < USUAL_CONTACTS:
        limits.append(Limit(WeeklyBudget(own.contacts), *everybody, said=CAN_DO))
    return limits


def pattern_of(role: Role) -> Pattern:
    """The caseload pattern that a role's columns say. Raises BadPattern for a role that takes nobody."""
    return pattern(role.caseload, role.caseload_figures, role.people_at_once)


def pattern(kind: str, figures: dict, people_at_once: int) -> Pattern:
    """A pattern from what is stored. Raises BadPattern."""
    if kind == "hcc":
        usual = Growing()
        return Growing(tuple(figures.get("joins", usual.joins)), figures.get("months", usual.cycle_months))
    if kind == "budget":
        return WeeklyBudget(figures.get("contacts", 3))
    return FixedNumber(min(people_at_once, LARGEST))


def _at_most(most: int) -> Pattern:
    return FixedNumber(min(most, LARGEST))


def supports_of(volunteers: Collection[Volunteer]) -> dict[UUID, list[Support]]:
    """Every relationship that runs or has run, by key of volunteer. Two queries, none for nobody."""
    people = list(volunteers)
    found: dict[UUID, list[Support]] = {person.pk: [] for person in people}
    if not people:
        return found
    scheme, together = people[0].scheme_id, Together.of(found)
    plans = _plans(scheme, together)
    for key, volunteer, role, starts_on, ends_on, ended_on in _relationships(scheme, together):
        ends, contacts = plans[key]
        course = Supported(starts_on, tuple(ends) or (ends_on,), tuple(contacts), ended_on)
        found[volunteer].append(Support(role, course))
    return found


@prepared
def _relationships(scheme: UUID, volunteers: Together) -> QuerySet:
    rows = Relationship.objects.of(scheme).filter(volunteer__in=these(volunteers))
    return rows.values_list("pk", "volunteer_id", "role_id", "started_on", "ends_on", "ended_on")


@prepared
def _planned(scheme: UUID, volunteers: Together) -> QuerySet:
    rows = PlannedContact.objects.of(scheme).filter(relationship__volunteer__in=these(volunteers))
    return rows.order_by("number").values_list("relationship_id", "planned_on", "due_on", "reviews", "state")


def _plans(scheme: UUID, volunteers: Together) -> dict[UUID, tuple[list[date], list[date]]]:
    """By key of relationship: the unmoved end of each phase, and all contacts that were not cancelled."""
    plans: dict[UUID, tuple[list[date], list[date]]] = defaultdict(lambda: ([], []))
    for key, planned_on, due_on, ends_phase, state in _planned(scheme, volunteers):
        ends, contacts = plans[key]
        if ends_phase:
            ends.append(planned_on)
        if state != CANCELLED:
            contacts.append(due_on)
    return plans
