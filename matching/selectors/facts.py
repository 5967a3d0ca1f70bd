"""What the engine knows of people who wait, from their rows, with a fixed number of queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from itertools import chain
from uuid import UUID

from django.db.models import QuerySet

from matching.choices import TRY_ANOTHER
from matching.engine.facts import NONE, Codes, PersonFacts
from matching.models import Decision
from matching.selectors.preferences import Matters
from peersupport.core.postcodes import district
from peersupport.core.prepared import prepared
from peersupport.core.selectors.places import Point, points_of
from peersupport.core.sql import KeyText, Together, these
from programmes.choices import ENDED_BEFORE, KNOWN, PERSON_ASKED, VOLUNTEER_ASKED
from programmes.models import Enrolment, Exclusion, Relationship
from programmes.selectors.together import of_people

Key = UUID | str  # a round reads keys as text
Apart = Mapping[str, Codes]  # volunteers by the kind of exclusion
NOBODY_APART: Apart = {}
ENGLISH = "english"


def people(enrolments: Iterable[Enrolment], matters: Mapping[Key, Matters]) -> dict[Key, PersonFacts]:
    """Facts by key of enrolment. Six queries; patient, practice and cohort with programme must be loaded."""
    places = list(enrolments)
    if not places:
        return {}
    scheme = places[0].scheme_id
    apart = _kept_apart(scheme, places)
    roles = _roles(places)
    tried, stopped = _tried(scheme, Together.of(place.pk for place in places)), _stopped(places, roles)
    points = points_of(place.patient.postcode for place in places)
    names, homes = {key: str(role) for key, role in roles.items()}, _homes(places)
    return {
        place.pk: _person(
            place,
            names[place.cohort_id],
            homes[place.patient.practice_id],
            matters[place.pk],
            apart.get(str(place.patient_id), NOBODY_APART),
            tried.get(str(place.pk), NONE),
            stopped[place.pk],
            points,
        )
        for place in places
    }


def _roles(places: list[Enrolment]) -> dict[Key, UUID]:
    """The role that people are to be supported in, by key of cohort."""
    cohorts = {place.cohort_id: place.cohort for place in places}
    return {key: cohort.programme.role_id for key, cohort in cohorts.items()}


def _homes(places: list[Enrolment]) -> dict[Key | None, tuple[str, str]]:
    """Area and code of practices, by key."""
    practices = {place.patient.practice_id: place.patient.practice for place in places}
    return {
        key: (str(one.team_id or ""), one.ods_code) if one else ("", "") for key, one in practices.items()
    }


def _stopped(places: list[Enrolment], roles: Mapping[Key, UUID]) -> dict[Key, str]:
    """By key of enrolment: the first reason why nobody may support this person, as the start says it."""
    asked = [(place.patient, roles[place.cohort_id]) for place in places]
    return {
        place.pk: found[0].words.rstrip(".") if found else ""
        for place, found in zip(places, of_people(asked), strict=True)
    }


def _tried(scheme: UUID, places: Together) -> dict[str, set[str]]:
    """By key of enrolment: volunteers who were decided against, or whose support of this person has ended."""
    tried: dict[str, set[str]] = defaultdict(set)
    for enrolment, volunteer in chain(_decided_against(scheme, places), _ended(scheme, places)):
        tried[enrolment].add(volunteer)
    return tried


BOTH = (KeyText("enrolment_id"), KeyText("volunteer_id"))


@prepared
def _decided_against(scheme: UUID, places: Together) -> QuerySet:
    rows = Decision.objects.of(scheme).filter(enrolment__in=these(places), decision=TRY_ANOTHER)
    return rows.values_list(*BOTH)


@prepared
def _ended(scheme: UUID, places: Together) -> QuerySet:
    rows = Relationship.objects.of(scheme).filter(enrolment__in=these(places), ended_on__isnull=False)
    # Somebody who had to stop because one of the two was unwell may go on with the same person.
    return rows.exclude(end_reason="unwell").values_list(*BOTH)


def _kept_apart(scheme: UUID, places: list[Enrolment]) -> dict[str, Apart]:
    """By key of patient: volunteers by the kind of exclusion."""
    apart: dict[str, Apart] = defaultdict(lambda: defaultdict(frozenset))
    for patient, volunteer, kind in _exclusions(scheme, {place.patient_id for place in places}):
        apart[patient][kind] |= {volunteer}
    return apart


@prepared
def _exclusions(scheme: UUID, people: Collection[UUID]) -> QuerySet:
    rows = Exclusion.objects.of(scheme).open().filter(patient__in=these(people))
    return rows.values_list(KeyText("patient_id"), KeyText("volunteer_id"), "kind")


def _person(
    place: Enrolment,
    role: str,
    home: tuple[str, str],
    matters: Matters,
    apart: Apart,
    tried: Codes,
    stopped: str,
    points: Mapping[str, Point],
) -> PersonFacts:
    patient, (area, practice) = place.patient, home
    return PersonFacts(
        str(place.pk),
        *alike(patient, points),
        stopped=stopped,
        role=role,
        prefers_mode=patient.modes[0] if len(patient.modes) == 1 else "",
        prefers_language=_own_language(patient.languages),
        area=area,
        practice=practice,
        is_also=frozenset({str(patient.became_volunteer_id)}) if patient.became_volunteer_id else NONE,
        wishes=matters.wishes,
        weights=matters.weights,
        **(_not_these(apart, tried) if apart or tried else {}),
    )


def _not_these(apart: Apart, tried: Codes) -> dict[str, Codes]:
    """Volunteers who are ruled out for this person alone."""
    return {
        "not_with": apart.get(PERSON_ASKED, NONE),
        "not_from": apart.get(VOLUNTEER_ASKED, NONE),
        "known_to": apart.get(KNOWN, NONE),
        "tried": apart.get(ENDED_BEFORE, NONE) | tried,
    }


@lru_cache(maxsize=1 << 8)
def _own_language(languages: tuple[str, ...]) -> str:
    """The one language besides English, if there is just one: to speak it may matter to somebody who has both."""
    others = [code for code in languages if code != ENGLISH]
    return others[0] if len(others) == 1 else ""


def alike(row, points: Mapping[str, Point]) -> tuple:
    """What is known of a person and of a volunteer alike, after the id in the order of `Facts`."""
    return (
        row.conditions.as_set, row.life.as_set, row.interests.as_set, row.modes.as_set, row.languages.as_set,
        row.times.as_set, row.background.as_set, row.sex, row.born_on.year if row.born_on else None,
        row.diagnosed_year, district(row.postcode), points.get(row.postcode),
    )  # fmt: skip
