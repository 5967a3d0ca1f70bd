"""From rows to what the engine knows: people who wait and a crowd of volunteers, with a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from uuid import UUID

from django.db.models import QuerySet

from matching.choices import TRY_ANOTHER
from matching.engine.columns import Pool
from matching.engine.facts import NONE, Bar, Codes, PersonFacts, VolunteerFacts
from matching.engine.words import Words
from matching.models import Decision
from matching.selectors.preferences import Matters, of_places
from peersupport.accounts.models import Scheme, Team, Term
from peersupport.core.postcodes import district
from peersupport.core.selectors.places import Point, points_of
from peersupport.core.sql import KeyText, key_text
from programmes.choices import ENDED_BEFORE, KNOWN, PERSON_ASKED, VOLUNTEER_ASKED
from programmes.models import Enrolment, Exclusion, Relationship
from programmes.promised import Promise, promised
from programmes.schedule.caseload import Places
from programmes.selectors import capacity
from programmes.selectors.openings import opening
from programmes.selectors.together import of_people
from volunteers.choices import LIFE, STEPPED_DOWN
from volunteers.models import Role
from volunteers.selectors.gate import NOT_HELD, Evidence, evidence_of

Key = UUID | str  # a round reads keys as text
Apart = Mapping[str, Codes]  # volunteers by the kind of exclusion
NOBODY_APART: Apart = {}
ENGLISH = "english"
# What a crowd reads of each volunteer: gate and caseload take the first six.
COLUMNS = (
    "pk", "scheme_id", "stage", "stage_since_on", "began_on", "most_people", "first_name", "called", "last_name",
    "conditions", "diagnosed_year",
    "languages", "modes", "times", "interests", "life", "background", "sex", "born_on", "postcode", "team_id",
    "travel_miles", "practices", "most_contacts_a_week",
)  # fmt: skip


@dataclass
class Crowd:
    """Volunteers, read once; a pool for each role that people wait for."""

    on: date
    rows: list
    evidence: Mapping[UUID, Evidence]
    supports: Mapping[UUID, list[capacity.Support]]
    held: Mapping[UUID, list[Promise]]
    points: Mapping[str, Point]
    _pools: dict[tuple[UUID, UUID | None], Pool] = field(default_factory=dict)
    _free: dict[tuple, Places] = field(default_factory=dict)

    def pool(self, role: Role, place: UUID | None = None) -> Pool:
        """The facts of all, with gate and places for this role. What is held for `place` itself is free for it."""
        own = next((one.place for some in self.held.values() for one in some if one.place == place), None)
        if (role.pk, own) not in self._pools:
            newcomer = capacity.newcomers_plan(role)
            self._pools[role.pk, own] = Pool([self._facts(row, role, newcomer, own) for row in self.rows])
        return self._pools[role.pk, own]

    def holders(self, role: Role) -> tuple[VolunteerFacts, ...]:
        """The facts of those alone who hold this role: a round looks at nobody else."""
        newcomer, key = capacity.newcomers_plan(role), role.pk
        rows = [row for row in self.rows if key in self.roles[row.pk]]
        return tuple(self._facts(row, role, newcomer, None) for row in rows)

    @cached_property
    def roles(self) -> dict[UUID, list[UUID]]:
        """Roles of today by key of volunteer, the longest held first."""
        return {key: evidence.roles(self.on) for key, evidence in self.evidence.items()}

    def names(self) -> dict[str, str]:
        """Name by the engine's id."""
        return {str(row.pk): f"{row.called or row.first_name} {row.last_name}".strip() for row in self.rows}

    def _facts(self, row, role: Role, newcomer, own: UUID | None) -> VolunteerFacts:
        room = partial(self._room, row, role, newcomer, own)
        found = opening(self.evidence[row.pk], role, room, on=self.on)
        return VolunteerFacts(
            # The engine asks for the role itself, before the gate.
            bars=tuple(
                Bar(reason.words, str(role.pk)) for reason in found.against if reason.code != NOT_HELD
            ),
            places=found.now,
            next_place_on=found.next_on,
            next_places=found.then or 1,
            away=found.after.words if found.after else "",
            **self._in_any_role[row.pk],
        )

    def _room(self, row, role: Role, newcomer, own: UUID | None, day: date) -> Places:
        """Places on a day. Those who support nobody and go nowhere are alike: one answer does for all of them."""
        supports, held, away = self.supports[row.pk], self.held[row.pk], self.evidence[row.pk].away
        limits = capacity.limits_of(row)
        ask = partial(
            capacity.room, supports, role, limits, today=self.on, on=day, newcomer=newcomer,
            held=held, besides=own, away=away,
        )  # fmt: skip
        if supports or held or away:
            return ask()
        alike = (role.pk, limits, day)
        if alike not in self._free:
            self._free[alike] = ask()
        return self._free[alike]

    @cached_property
    def _in_any_role(self) -> dict[UUID, dict]:
        """Made once, for a volunteer of several roles is asked for several times."""
        return {row.pk: _of_volunteer(row, self.roles[row.pk], self.points) for row in self.rows}


def crowd(volunteers: QuerySet, *, on: date) -> Crowd:
    """Everybody of these who has not stepped down. A fixed number of queries."""
    rows = list(volunteers.exclude(stage=STEPPED_DOWN).order_by("pk").values_list(*COLUMNS, named=True))
    held = promised(rows[0].scheme_id, [row.pk for row in rows]) if rows else {}
    points = points_of(row.postcode for row in rows)
    return Crowd(on, rows, evidence_of(rows), capacity.supports_of(rows), held, points)


def people(enrolments: Iterable[Enrolment], matters: Mapping[Key, Matters]) -> dict[Key, PersonFacts]:
    """Facts by key of enrolment. Six queries; patient, practice and cohort with programme must be loaded."""
    places = list(enrolments)
    if not places:
        return {}
    scheme = places[0].scheme_id
    apart = _kept_apart(scheme, places)
    roles = _roles(places)
    tried, stopped = _tried(scheme, places), _stopped(places, roles)
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
    said = of_people(asked)
    return {
        place.pk: found[0].words.rstrip(".") if (found := said[person.pk, role]) else ""
        for place, (person, role) in zip(places, asked, strict=True)
    }


def _tried(scheme: UUID, places: list[Enrolment]) -> dict[str, set[str]]:
    """By key of enrolment: volunteers who were decided against, or whose support of this person has ended."""
    asked = of_places(places)
    decided = Decision.objects.of(scheme).filter(asked, decision=TRY_ANOTHER)
    # Somebody who had to stop because one of the two was unwell may go on with the same person.
    ended = Relationship.objects.of(scheme).filter(asked, ended_on__isnull=False)
    ended = ended.exclude(end_reason="unwell")
    tried: dict[str, set[str]] = defaultdict(set)
    for rows in (decided, ended):
        for enrolment, volunteer in rows.values_list(KeyText("enrolment_id"), KeyText("volunteer_id")):
            tried[enrolment].add(volunteer)
    return tried


def _kept_apart(scheme: UUID, places: list[Enrolment]) -> dict[str, Apart]:
    """By key of patient: volunteers by the kind of exclusion."""
    open_now = (
        Exclusion.objects.of(scheme)
        .filter(of_places(places, "patient__enrolments"), lifted_on=None)
        .distinct()
    )
    apart: dict[str, Apart] = defaultdict(lambda: defaultdict(frozenset))
    for patient, volunteer, kind in open_now.values_list(
        KeyText("patient_id"), KeyText("volunteer_id"), "kind"
    ):
        apart[patient][kind] |= {volunteer}
    return apart


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
        id=str(place.pk),
        stopped=stopped,
        role=role,
        prefers_mode=patient.modes[0] if len(patient.modes) == 1 else "",
        prefers_language=_own_language(patient.languages),
        area=area,
        practice=practice,
        is_also=frozenset({str(patient.became_volunteer_id)}) if patient.became_volunteer_id else NONE,
        not_with=apart.get(PERSON_ASKED, NONE),
        not_from=apart.get(VOLUNTEER_ASKED, NONE),
        known_to=apart.get(KNOWN, NONE),
        tried=apart.get(ENDED_BEFORE, NONE) | tried,
        wishes=matters.wishes,
        weights=matters.weights,
        **_alike(patient, points),
    )


def _of_volunteer(row, roles: list[UUID], points: Mapping[str, Point]) -> dict:
    area = key_text(row.team_id or "")
    return {
        "id": key_text(row.pk),
        "roles": frozenset(map(key_text, roles)),
        "main_role": key_text(roles[0]) if roles else "",
        # What somebody has been through is written down as part of their life.
        "experiences": row.life.as_set,
        "area": area,
        "areas": frozenset({area}) if area else NONE,
        "travel_miles": row.travel_miles,
        "practices": row.practices.as_set,
        **_alike(row, points),
    }


def _own_language(languages: Iterable[str]) -> str:
    """The one language besides English, if there is just one: to speak it may matter to somebody who has both."""
    others = [code for code in languages if code != ENGLISH]
    return others[0] if len(others) == 1 else ""


def _alike(row, points: Mapping[str, Point]) -> dict:
    """The facts that a person and a volunteer have alike."""
    return {
        "conditions": row.conditions.as_set,
        "life": row.life.as_set,
        "interests": row.interests.as_set,
        "modes": row.modes.as_set,
        "languages": row.languages.as_set,
        "times": row.times.as_set,
        "background": row.background.as_set,
        "sex": row.sex,
        "birth_year": row.born_on.year if row.born_on else None,
        "diagnosed_year": row.diagnosed_year,
        "district": district(row.postcode),
        "point": points.get(row.postcode),
    }


def words_of(scheme: Scheme) -> Words:
    """What the scheme calls its codes. Three queries."""
    labels: dict[str, dict[str, str]] = defaultdict(dict)
    for kind, code, name in Term.objects.of(scheme).values_list("kind", "code", "name"):
        labels[kind][code] = name
    roles = Role.objects.of(scheme).values_list("pk", "name")
    labels["role"] = {str(key): name[:1].lower() + name[1:] for key, name in roles}
    labels["area"] = {str(key): name for key, name in Team.objects.of(scheme).values_list("pk", "name")}
    labels["sex"] = {"female": "a woman", "male": "a man"}
    labels["life"] = LIFE
    return Words(labels=dict(labels))
