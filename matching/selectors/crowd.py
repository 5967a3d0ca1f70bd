"""A crowd of volunteers, read once: what the engine knows of each, with gate and places, for any role."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from matching.engine.columns import Pool
from matching.engine.facts import NONE, Bar, VolunteerFacts
from matching.selectors.facts import alike
from peersupport.core.fields import AsText, with_codes
from peersupport.core.fields import Codes as CodesOf
from peersupport.core.selectors.places import Point, points_of
from peersupport.core.sql import KeyText, key_text
from programmes.promised import Promise, promised
from programmes.schedule.caseload import Places
from programmes.selectors import capacity
from programmes.selectors.openings import opening
from volunteers.choices import STEPPED_DOWN
from volunteers.models import Role
from volunteers.selectors.gate import NOT_HELD, Evidence, evidence_of

Away = list[tuple[date, date]]


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
    team_id: str | None
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
COLUMNS = [
    AsText(name) if kind is CodesOf else KeyText(name) if name == "team_id" else name
    for name, kind in VolunteerRow.__annotations__.items()
]


class Known(NamedTuple):
    """All that is read of one volunteer; `roles` of today, the longest held first; `alike` and `besides` are
    facts that are the same in any role."""

    row: VolunteerRow
    evidence: Evidence
    supports: list[capacity.Support]
    held: list[Promise]
    roles: list[UUID]
    alike: tuple
    besides: dict


@dataclass
class Crowd:
    """Volunteers, read once; a pool for each role that people wait for."""

    on: date
    known: list[Known]
    _pools: dict[tuple[UUID, UUID | None], Pool] = field(default_factory=dict)
    _free: dict[tuple, Places] = field(default_factory=dict)

    def pool(self, role: Role, place: UUID | None = None) -> Pool:
        """The facts of all, with gate and places for this role. What is held for `place` itself is free for it."""
        own = place if any(one.place == place for some in self.known for one in some.held) else None
        if (role.pk, own) not in self._pools:
            newcomer = capacity.newcomers_plan(role)
            self._pools[role.pk, own] = Pool([self._facts(one, role, newcomer, own) for one in self.known])
        return self._pools[role.pk, own]

    def holders(self, role: Role) -> tuple[VolunteerFacts, ...]:
        """The facts of those alone who hold this role: a round looks at nobody else."""
        newcomer, key = capacity.newcomers_plan(role), role.pk
        return tuple(self._facts(one, role, newcomer, None) for one in self.known if key in one.roles)

    def held_for(self, volunteer: UUID) -> set[UUID]:
        """The places on the waiting list for which this volunteer keeps one."""
        return {one.place for some in self.known if some.row.pk == volunteer for one in some.held}

    def names(self) -> dict[str, str]:
        """Name by the engine's id."""
        return {
            one.alike[0]: f"{one.row.called or one.row.first_name} {one.row.last_name}".strip()
            for one in self.known
        }

    def _facts(self, one: Known, role: Role, newcomer, own: UUID | None) -> VolunteerFacts:
        room = partial(self._room, one, one.evidence.away, role, newcomer, own)
        found = opening(one.evidence, role, room, on=self.on)
        return VolunteerFacts(
            *one.alike,
            # The engine asks for the role itself, before the gate.
            bars=tuple(
                Bar(reason.words, str(role.pk)) for reason in found.against if reason.code != NOT_HELD
            ),
            places=found.now,
            next_place_on=found.next_on,
            next_places=found.then or 1,
            away=found.after.words if found.after else "",
            **one.besides,
        )

    def _room(self, one: Known, away: Away, role: Role, newcomer, own: UUID | None, day: date) -> Places:
        """Places on a day. Those who support nobody and go nowhere are alike: one answer does for all of them."""
        limits = capacity.limits_of(one.row)
        same = None if one.supports or one.held or away else (role.pk, limits, day)
        if same in self._free:
            return self._free[same]
        found = capacity.room(
            one.supports, role, limits, today=self.on, on=day, newcomer=newcomer, held=one.held, besides=own,
            away=away,
        )  # fmt: skip
        if same:
            self._free[same] = found
        return found


def at_work(volunteers: QuerySet) -> QuerySet:
    """Of these everybody who has not stepped down, in the columns of a crowd."""
    return volunteers.exclude(stage=STEPPED_DOWN).order_by("pk").values_list(*COLUMNS)


def crowd(volunteers: QuerySet, *, on: date) -> Crowd:
    """Everybody of these who has not stepped down. A fixed number of queries."""
    return crowd_of(at_work(volunteers), on=on)


def crowd_of(found: Iterable[tuple], *, on: date) -> Crowd:
    """Everybody whom `at_work` has found."""
    rows = [VolunteerRow(*values) for values in with_codes(found, COLUMNS)]
    if not rows:
        return Crowd(on, [])
    held = promised(rows[0].scheme_id, [row.pk for row in rows])
    points = points_of(row.postcode for row in rows)
    # All three keep the order of those who were asked about.
    read = zip(
        rows, evidence_of(rows).values(), capacity.supports_of(rows).values(), held.values(), strict=True
    )
    return Crowd(on, [_known(*one, on, points) for one in read])


def _known(
    row: VolunteerRow, evidence: Evidence, supports: list[capacity.Support], held: list[Promise], on: date,
    points: Mapping[str, Point],
) -> Known:  # fmt: skip
    roles, area = evidence.roles(on), row.team_id or ""
    # What somebody has been through is written down as part of their life.
    same = (key_text(row.pk), *alike(row, points), row.life.as_set, area)
    return Known(row, evidence, supports, held, roles, same, _besides(row, roles, area))


def _besides(row: VolunteerRow, roles: list[UUID], area: str) -> dict:
    return {
        "roles": frozenset(map(key_text, roles)),
        "main_role": key_text(roles[0]) if roles else "",
        "areas": frozenset({area}) if area else NONE,
        "travel_miles": row.travel_miles,
        "practices": row.practices.as_set,
    }
