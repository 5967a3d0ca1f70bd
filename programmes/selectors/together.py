"""May this person and this volunteer be brought together on these days? Every reason against, asked in one place.

Start, cover, the preview of a plan, the page of candidates and matching rounds all ask here, so that none of them
allows what another refuses. Whoever saves the answer holds both rows first: `services.together`.
"""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.core.prepared import prepared
from peersupport.core.sql import KeyText, Together, key_text, these
from peersupport.core.templatetags.words import long_day
from programmes.choices import (
    ENDED_BEFORE,
    KNOWN,
    PERSON_ASKED,
    SUPPORT,
    SUPPORTED,
    VOLUNTEER_ASKED,
)
from programmes.models import Consent, Enrolment, Exclusion, Patient, Relationship, Taper
from programmes.promised import agreed_before, promised
from programmes.schedule.caseload import Places
from programmes.selectors import capacity
from programmes.selectors.away import leaves_of
from programmes.selectors.capacity_cover import too_full
from programmes.selectors.openings import to_start
from volunteers.models import Role, Volunteer
from volunteers.selectors.gate import eligibility_of_days, evidence_of
from volunteers.selectors.gate_answers import Eligibility

TAKEN, HAS_DIED, NO_CONSENT = "supported", "died", "consent"
SELF, APART, GATE, PLACE, SPOKEN = "self", "apart", "eligible", "place", "spoken"
NAMES = ("volunteer__called", "volunteer__first_name", "volunteer__last_name")
UNSEEN = "somebody of another team"
NOT_SAID = "These two cannot be brought together. Ask a coordinator."
WHY_APART = {
    PERSON_ASKED: "{person} asked not to be matched with {volunteer}.",
    VOLUNTEER_ASKED: "{volunteer} asked not to be matched with {person}.",
    KNOWN: "They know each other outside the scheme.",
    ENDED_BEFORE: "Their support has ended before.",
}


@dataclass(frozen=True, slots=True)
class Against:
    """One reason against: a code, and sentences for people. A `private` one is for whoever matches people alone.

    Where it is about days, `since_on` is the first that it stands against, `over_on` the day after the last, and `gap`
    says what is missing without saying of whom.
    """

    code: str
    words: str
    private: bool = False
    since_on: date | None = None
    over_on: date | None = None
    gap: str = ""

    def said_to(self, actor: Actor) -> str:
        return self.words if not self.private or actor.can(may.MATCH_PEOPLE) else NOT_SAID


class Pair(NamedTuple):
    """A place on the list and a volunteer who could support the person from that day."""

    enrolment: Enrolment
    volunteer: Volunteer
    on: date

    @property
    def role(self) -> Role:
        return self.enrolment.cohort.programme.role

    @property
    def keys(self) -> tuple[UUID, UUID]:
        """Of the person and the volunteer."""
        return self.enrolment.patient_id, self.volunteer.pk


def against_start(
    enrolment: Enrolment, volunteer: Volunteer, *, role: Role, taper: Taper, on: date, today: date, actor: Actor
) -> tuple[Against, ...]:  # fmt: skip
    """Why the volunteer may not begin to support the person on that day; of a day that is past, why not today.

    Others are named only if `actor` may see them.
    """
    person, on = enrolment.patient, max(on, today)
    evidence = evidence_of([volunteer])[volunteer.pk]
    gate = to_start(evidence, role, today=today, on=on)
    return (
        *of_people([(person, role.pk)])[0],
        *_of_place(enrolment),
        *of_pairs(person, [volunteer])[volunteer.pk],
        *_of_gate(volunteer, gate),
        *_room(volunteer, role, on, gate, {"today": today, "besides": enrolment, "taper": taper}),
        *spoken_for(enrolment, volunteer, role=role, taper=taper, on=on, today=today, actor=actor),
    )


def against_cover(
    relationship: Relationship, volunteers: Collection[Volunteer], *, on: date, until: date, today: date
) -> dict[UUID, tuple[Against, ...]]:
    """Why each of these may not stand in on one of these days, by key of volunteer. The same queries for many."""
    person, role = relationship.patient, relationship.role
    of_person = [one for one in of_people([(person, role.pk)])[0] if one.code != TAKEN]
    of_pair, evidence = of_pairs(person, volunteers), evidence_of(volunteers)
    full = too_full(relationship, volunteers, on=on, until=until)
    return {
        one.pk: (
            *of_person,
            *of_pair[one.pk],
            *_gate_of_days(one, *eligibility_of_days(evidence[one.pk], role, on, until, today=today), today),
            *([Against(PLACE, full[one.pk])] if full[one.pk] else []),
        )
        for one in volunteers
    }


def against_pairs(pairs: Collection[Pair], *, today: date) -> dict[UUID, tuple[Against, ...]]:
    """Why each of these may not be brought together, by key of place, of which each is in one pair.

    A fixed number of queries for a number of roles. For a volunteer of several pairs the first ones get the places.
    """
    if not pairs:
        return {}
    people = of_people([(one.enrolment.patient, one.role.pk) for one in pairs])
    volunteers = {one.volunteer.pk: one.volunteer for one in pairs}
    scheme = pairs[0].enrolment.scheme_id
    apart = _apart(scheme, {one.enrolment.patient_id for one in pairs}, volunteers)
    evidence, full = evidence_of(volunteers.values()), _without_place(pairs, scheme, today)
    return {
        one.enrolment.pk: (
            *of_person,
            *_of_place(one.enrolment),
            *_of_pair(one.enrolment.patient, one.volunteer, apart.get(one.keys, "")),
            *_of_gate(one.volunteer, to_start(evidence[one.volunteer.pk], one.role, today=today, on=one.on)),
            *([full[one.enrolment.pk]] if one.enrolment.pk in full else []),
        )
        for one, of_person in zip(pairs, people, strict=True)
    }


def _gate_of_days(volunteer: Volunteer, day: date, answer: Eligibility, today: date) -> Iterator[Against]:
    if not answer.ok:
        gap = answer.told(today).words
        words = f"{volunteer.name} cannot cover then. {gap}."
        yield Against(GATE, words, since_on=day, over_on=answer.changes_on, gap=gap)


def of_people(asked: Collection[tuple[Patient, UUID]]) -> list[tuple[Against, ...]]:
    """Why nobody may support these people in these roles, in the order asked. Two queries."""
    scheme = next((person.scheme_id for person, _ in asked), None)
    people = {key_text(person.pk) for person, _ in asked}
    theirs = Together.of(people)
    held = {(key_text(row.patient_id), row.role_id): row.volunteer.name for row in _running(scheme, theirs)}
    missing = set(_not_agreed(scheme, theirs))
    return [
        tuple(_of_person(person, held.get((key, role), "") if held else "", key not in missing))
        for person, role, key in ((person, role, key_text(person.pk)) for person, role in asked)
    ]


@prepared
def _running(scheme: UUID, people: Together) -> QuerySet:
    rows = Relationship.objects.of(scheme).running().filter(patient__in=these(people))
    return rows.select_related("volunteer").only("patient_id", "role_id", *NAMES)


@prepared
def _not_agreed(scheme: UUID, people: Together) -> QuerySet:
    agreed = Consent.objects.of(scheme).filter(patient=OuterRef("pk"), purpose=SUPPORT, withdrawn_on=None)
    rows = Patient.objects.of(scheme).filter(~Exists(agreed), pk__in=these(people))
    return rows.values_list(KeyText("pk"), flat=True)


def _of_person(person: Patient, supporter: str, agreed: bool) -> Iterator[Against]:
    name = person.short_name
    if supporter:
        yield Against(TAKEN, f"{name} is already supported by {supporter}.")
    if person.died_on:
        yield Against(HAS_DIED, f"{name} has died, so no support can start.")
    if not agreed:
        yield Against(NO_CONSENT, f"{name} has not agreed to peer support. Record the consent first.")


def _of_place(enrolment: Enrolment) -> Iterator[Against]:
    if enrolment.state == SUPPORTED:
        yield Against(TAKEN, f"{enrolment.patient.short_name} is already supported in this programme.")


def of_pairs(person: Patient, volunteers: Collection[Volunteer]) -> dict[UUID, tuple[Against, ...]]:
    """Why this person and each of these volunteers are not to meet, by key of volunteer. One query."""
    apart = _apart(person.scheme_id, [person.pk], [one.pk for one in volunteers])
    return {one.pk: tuple(_of_pair(person, one, apart.get((person.pk, one.pk), ""))) for one in volunteers}


def _apart(
    scheme: UUID, people: Collection[UUID], volunteers: Collection[UUID]
) -> dict[tuple[UUID, UUID], str]:
    """The kind of exclusion by keys of person and volunteer. One query."""
    rows = Exclusion.objects.of(scheme).open()
    rows = rows.filter(patient__in=these(people), volunteer__in=these(volunteers))
    return {
        (person, volunteer): kind
        for person, volunteer, kind in rows.values_list("patient_id", "volunteer_id", "kind")
    }


def _of_pair(person: Patient, volunteer: Volunteer, apart: str) -> Iterator[Against]:
    if person.became_volunteer_id == volunteer.pk:
        yield Against(SELF, f"{person.name} and {volunteer.name} are one and the same person.")
    if apart:
        names = {"person": person.short_name, "volunteer": volunteer.short_name}
        why = WHY_APART[apart].format(**names)
        yield Against(APART, f"{volunteer.name} and {person.short_name} are kept apart. {why}", private=True)


def _of_gate(volunteer: Volunteer, answer: Eligibility) -> Iterator[Against]:
    if not answer.ok:
        yield Against(GATE, f"{volunteer.name} cannot be matched on that day. {answer.words}.")


def _room(volunteer: Volunteer, role: Role, on: date, gate: Eligibility, facts: dict) -> Iterator[Against]:
    free = capacity.places(volunteer, role, on=on, **facts)
    # A leave stands against both: it is said once.
    is_said = bool(free.why) and free.why.removesuffix(".") in gate.words
    if not free.now and not is_said:
        yield Against(PLACE, capacity.why_no_place(volunteer, free, on))


def spoken_for(
    enrolment: Enrolment, volunteer: Volunteer, *, role: Role, on: date, today: date, actor: Actor,
    taper: Taper | None = None,
) -> Iterator[Against]:  # fmt: skip
    """The place of that day is for others: they and the volunteer both said yes, and nobody has decided yet."""
    others = agreed_before(volunteer, enrolment, today=today)
    if not others:
        return
    ask = {"today": today, "on": on, "besides": enrolment, "taper": taper}
    left = capacity.places(volunteer, role, also=others, **ask)
    # Without any place at all, others are not the reason.
    if left.now or not capacity.places(volunteer, role, **ask).now:
        return
    seen = (
        Enrolment.objects.visible_to(actor).select_related("patient").in_bulk([one.place for one in others])
    )
    names = [seen[one.place].patient.name if one.place in seen else UNSEEN for one in others]
    pair = (
        f"{volunteer.name}, {' and '.join(names)}" if len(names) > 1 else f"{volunteer.name} and {names[0]}"
    )
    until = f" before {long_day(left.next_on)}" if left.next_on else ""
    yield Against(
        SPOKEN,
        f"{pair} have met and both said yes, and {volunteer.short_name} has no other place{until}. "
        f"Decide {'that pair' if len(names) == 1 else 'those pairs'} first, or choose somebody else.",
    )


def _without_place(pairs: Collection[Pair], scheme: UUID, today: date) -> dict[UUID, Against]:
    """By key of place: those for whom the volunteer has no place left, in this role or in all."""
    free, most = _free(pairs, scheme, today), Counter[UUID]()
    for one in pairs:
        most[one.volunteer.pk] = max(most[one.volunteer.pk], free[one.enrolment.pk].now)
    given, against = Counter[tuple[UUID, UUID]](), {}
    for one in pairs:
        key, room = (one.volunteer.pk, one.role.pk), free[one.enrolment.pk]
        if most[one.volunteer.pk] and given[key] < room.now:
            given[key] += 1
            most[one.volunteer.pk] -= 1
        else:
            against[one.enrolment.pk] = Against(PLACE, capacity.why_no_place(one.volunteer, room, one.on))
    return against


def _free(pairs: Collection[Pair], scheme: UUID, today: date) -> dict[UUID, Places]:
    """By key of place: the volunteer's places for it on its day, before any of these is given."""
    volunteers = {one.volunteer.pk: one.volunteer for one in pairs}
    supports, held = capacity.supports_of(volunteers.values()), promised(scheme, volunteers)
    away = leaves_of(scheme, volunteers.keys())
    newcomers = {role: capacity.newcomers_plan(role) for role in {one.role for one in pairs}}
    return {
        one.enrolment.pk: capacity.room(
            supports[one.volunteer.pk], one.role, capacity.limits_of(one.volunteer), today=today, on=one.on,
            newcomer=newcomers[one.role],
            held=held[one.volunteer.pk], besides=one.enrolment.pk, away=away[one.volunteer.pk],
        )
        for one in pairs
    }  # fmt: skip
