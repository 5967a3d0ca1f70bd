"""A crowd of volunteers, read once: what the engine knows of each, with gate and places, for any role."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from matching.engine.columns import Pool
from matching.engine.facts import NONE, Bar, VolunteerFacts
from matching.selectors.facts import alike
from peersupport.core.fields import AsText, with_codes
from peersupport.core.fields import Codes as CodesOf
from peersupport.core.selectors.places import Point, points_of
from peersupport.core.sql import key_text
from programmes.promised import Promise, promised
from programmes.schedule.caseload import Places
from programmes.selectors import capacity
from programmes.selectors.openings import opening
from volunteers.choices import STEPPED_DOWN
from volunteers.models import Role
from volunteers.selectors.gate import NOT_HELD, Evidence, evidence_of


class VolunteerRow(NamedTuple):
    """What a crowd reads of each volunteer, for the gate, the caseload and the engine."""

    pk: UUID
    scheme_id: UUID
    stage: str
    stage_since_on: date
    began_on: date | None
    most_people: int | None
    most_contacts_a_week: int
    first_name: str
    called: str
    last_name: str
    diagnosed_year: int | None
    sex: str
    born_on: date | None
    postcode: str
    team_id: UUID | None
    travel_miles: int | None
    conditions: CodesOf
    languages: CodesOf
    modes: CodesOf
    times: CodesOf
    interests: CodesOf
    life: CodesOf
    background: CodesOf
    practices: CodesOf


# As it is read; the other names are columns.
COLUMNS = [AsText(name) if kind is CodesOf else name for name, kind in VolunteerRow.__annotations__.items()]


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


def at_work(volunteers: QuerySet) -> QuerySet:
    """Of these everybody who has not stepped down, in the columns of a crowd."""
    return volunteers.exclude(stage=STEPPED_DOWN).order_by("pk").values_list(*COLUMNS)


def crowd(volunteers: QuerySet, *, on: date) -> Crowd:
    """Everybody of these who has not stepped down. A fixed number of queries."""
    return crowd_of(at_work(volunteers), on=on)


def crowd_of(found: Iterable[tuple], *, on: date) -> Crowd:
    """Everybody whom `at_work` has found."""
    rows = [VolunteerRow(*values) for values in with_codes(found, COLUMNS)]
    held = promised(rows[0].scheme_id, [row.pk for row in rows]) if rows else {}
    points = points_of(row.postcode for row in rows)
    return Crowd(on, rows, evidence_of(rows), capacity.supports_of(rows), held, points)


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
        **alike(row, points),
    }
