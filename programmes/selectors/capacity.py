"""Whether volunteers have a place, from whom they support now: the rows behind `programmes.schedule.caseload`.

`places` answers for one, `places_of` for many with the same three queries. The role says the pattern; beside it
stand the most people whom a volunteer wants at once, over all their roles, and the contacts a week they can do.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import NamedTuple
from uuid import UUID

from peersupport.core.sql import these
from programmes.choices import CANCELLED
from programmes.models import Enrolment, PlannedContact, Programme, Relationship, Taper
from programmes.promised import promised
from programmes.schedule import caseload
from programmes.schedule.caseload import LARGEST, FixedNumber, Growing, Pattern, Places, WeeklyBudget
from programmes.schedule.supported import Supported
from programmes.schedule.taper import DEFAULT_TAPER, Phase, plan
from volunteers.models import Role, Volunteer

# Everybody begins with this many contacts a week, and the steps of a caseload keep to it by themselves.
# Whoever says fewer means it.
USUAL_CONTACTS = 3
ONLY_GROUPS = Places(0, None, "The role is with groups: nobody is matched one to one.")
TAKES_NOBODY = Places(0, None, "Takes nobody at present.")


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
) -> Places:
    """Places for a new person who would start on that day (default: today). Three queries.

    A later day counts on what is planned: who has stepped down, or has finished, by then. A place that is held for
    the person asked about, who waits in `besides`, is theirs. `taper` is the plan agreed with them, else the usual.
    """
    supports = supports_of([volunteer])[volunteer.pk]
    held = promised(volunteer.scheme_id, [volunteer.pk])[volunteer.pk]
    others = [one.role for one in held if besides is None or one.place != besides.pk]
    newcomer = taper.as_phases() if taper else newcomers_plan(role)
    facts = {"today": today, "on": on or today, "newcomer": newcomer, "held": others}
    return room(supports, role, limits_of(volunteer), **facts)


def why_no_place(volunteer: Volunteer, free: Places, on: date) -> str:
    """A sentence: there is no place on that day, why, and when the next one opens."""
    later = f" The next place is free on {_day(free.next_on)}." if free.next_on else ""
    return f"{volunteer.short_name} has no place free on {_day(on)}. {free.why}{later}"


def _day(value: date) -> str:
    return f"{value.day} {value:%B %Y}"


def places_of(volunteers: Iterable[Volunteer], role: Role, *, today: date) -> dict[UUID, Places]:
    """The same for many, by key of volunteer, with three queries however many."""
    people = list(volunteers)
    found, held = supports_of(people), promised(role.scheme_id, [one.pk for one in people])
    ask = {"today": today, "on": today, "newcomer": newcomers_plan(role)}
    return {
        one.pk: room(found[one.pk], role, limits_of(one), held=[row.role for row in held[one.pk]], **ask)
        for one in people
    }


def newcomers_plan(role: Role) -> tuple[Phase, ...]:
    """The taper of somebody new in this role. Only a budget of contacts a week asks for it, with two queries."""
    if role.caseload != "budget":
        return DEFAULT_TAPER
    programme = Programme.objects.of(role.scheme_id).filter(role=role).select_related("taper").first()
    return programme.taper.as_phases() if programme else DEFAULT_TAPER


def room(
    supports: list[Support],
    role: Role,
    own: Limits,
    *,
    today: date,
    on: date,
    newcomer: tuple[Phase, ...] = DEFAULT_TAPER,
    held: Iterable[UUID] = (),
) -> Places:
    """The answer for one volunteer. `supports` are all that run or have run, in any role.

    `newcomer` is what `newcomers_plan` says; who asks for many asks it once. `held` are the roles of those for whom a
    place is held: each counts as somebody who starts on the day asked about.
    """
    supports = [*supports, *(Support(key, Supported.from_plan(plan(newcomer, start=on))) for key in held)]
    supports = [Support(key, course.as_planned(today)) for key, course in supports]
    mine = [course for key, course in supports if key == role.pk]
    if role.with_groups:
        return ONLY_GROUPS
    if role.caseload == "fixed" and not role.people_at_once:
        return TAKES_NOBODY
    answer = caseload.places(pattern_of(role), mine, on=on, phases=newcomer)
    if role.caseload == "budget":
        answer = _at_most(role.people_at_once, answer, mine, on)
    everybody = [course for _, course in supports]
    if own.people is not None:
        answer = _at_most(own.people, answer, everybody, on)
    return _within_the_week(own.contacts, answer, everybody, on, newcomer)


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


def _at_most(most: int, answer: Places, people: list[Supported], on: date) -> Places:
    """The stricter of two answers. Room only grows while nobody joins, so the later day has both."""
    if not most:
        return TAKES_NOBODY
    own = caseload.places(FixedNumber(min(most, LARGEST)), people, on=on)
    return _stricter(answer, own, "That is the most this volunteer wants.")


def _within_the_week(
    contacts: int, answer: Places, people: list[Supported], on: date, newcomer: tuple[Phase, ...]
) -> Places:
    """Fewer contacts a week than usual leave room only for whom they are enough, over all roles."""
    if contacts >= USUAL_CONTACTS:
        return answer
    if not contacts:
        return TAKES_NOBODY
    own = caseload.places(WeeklyBudget(contacts), people, on=on, phases=newcomer)
    return _stricter(answer, own, "That is what this volunteer can do.")


def _stricter(answer: Places, own: Places, said: str) -> Places:
    days = (answer.next_on, own.next_on)
    why = answer.why if answer.now <= own.now else f"{own.why} {said}"
    return Places(min(answer.now, own.now), None if None in days else max(days), why)


def supports_of(volunteers: Collection[Volunteer]) -> dict[UUID, list[Support]]:
    """Every relationship that runs or has run, by key of volunteer. Two queries, none for nobody."""
    people = list(volunteers)
    found: dict[UUID, list[Support]] = {person.pk: [] for person in people}
    if not people:
        return found
    rows = Relationship.objects.of(people[0].scheme_id).filter(volunteer__in=these(found))
    columns = ("pk", "volunteer_id", "role_id", "started_on", "ends_on", "ended_on")
    plans = _plans(people[0].scheme_id, found.keys())
    for key, volunteer, role, starts_on, ends_on, ended_on in rows.values_list(*columns):
        ends, contacts = plans[key]
        course = Supported(starts_on, tuple(ends) or (ends_on,), tuple(contacts), ended_on)
        found[volunteer].append(Support(role, course))
    return found


def _plans(scheme: UUID, volunteers: Collection[UUID]) -> dict[UUID, tuple[list[date], list[date]]]:
    """By key of relationship: the unmoved end of each phase, and all contacts that were not cancelled."""
    rows = PlannedContact.objects.of(scheme).filter(relationship__volunteer__in=these(volunteers))
    columns = ("relationship_id", "planned_on", "due_on", "reviews", "state")
    plans: dict[UUID, tuple[list[date], list[date]]] = defaultdict(lambda: ([], []))
    for key, planned_on, due_on, ends_phase, state in rows.order_by("number").values_list(*columns):
        ends, contacts = plans[key]
        if ends_phase:
            ends.append(planned_on)
        if state != CANCELLED:
            contacts.append(due_on)
    return plans
