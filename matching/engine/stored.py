"""Facts as plain values that JSON can hold, and back: what a round rested on, so that it can be replayed."""

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import MISSING, asdict, fields, is_dataclass
from datetime import date
from typing import Any, TypeVar
from zlib import compress, decompress

from matching.engine.facts import Bar, Codes, PersonFacts, VolunteerFacts, Wishes
from matching.engine.rounds import Programme, Round, Seeker
from matching.engine.rounds_parts import Solution
from matching.engine.settings import Settings
from matching.engine.solver import Objective

F = TypeVar("F", PersonFacts, VolunteerFacts, Settings, Wishes)


def plain(facts: Any) -> dict[str, Any]:
    """Sets become sorted lists, dates ISO texts; what is as it is by default is left out, except of settings."""
    usual = None if isinstance(facts, Settings) else _usual(type(facts))
    values = {field.name: getattr(facts, field.name) for field in fields(facts)}
    return {name: _plain(value) for name, value in values.items() if usual is None or value != usual[name]}


def _usual(kind: Any) -> dict[str, Any]:
    return {
        field.name: field.default_factory() if field.default_factory is not MISSING else field.default
        for field in fields(kind)
    }


def _plain(value: Any) -> Any:
    if isinstance(value, frozenset):
        return sorted(value)
    if is_dataclass(value):
        return plain(value)
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in sorted(value.items())}
    if isinstance(value, tuple):
        return [_plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


def person(values: Mapping[str, Any]) -> PersonFacts:
    return _made(PersonFacts, values)


def volunteer(values: Mapping[str, Any]) -> VolunteerFacts:
    return _made(VolunteerFacts, values)


def settings(values: Mapping[str, Any]) -> Settings:
    return _made(Settings, values)


def _made(kind: type[F], values: Mapping[str, Any]) -> F:
    types = {field.name: field.type for field in fields(kind)}
    return kind(**{name: _back(types[name], value) for name, value in values.items()})


def _back(kind: Any, value: Any) -> Any:
    if kind == Codes:
        return frozenset(value)
    if kind is Wishes:
        return _made(Wishes, value)
    if kind == date | None:
        return date.fromisoformat(value)
    if kind == tuple[Bar, ...]:
        return tuple(Bar(**bar) for bar in value)
    return tuple(value) if isinstance(value, list) else value


def packed(values: Any) -> str:
    """Plain values as short text: JSON, compressed."""
    text = json.dumps(values, separators=(",", ":"), sort_keys=True)
    return b64encode(compress(text.encode(), 6)).decode()


def unpacked(text: str) -> Any:
    return json.loads(decompress(b64decode(text))) if text else {}


def plain_round(asked: Round) -> dict[str, Any]:
    return {
        "today": asked.today.isoformat(),
        "kappa": asked.kappa,
        "fairness": asked.fairness,
        "held": dict(asked.held),
        "programmes": {key: [one.role, plain(one.settings)] for key, one in asked.programmes.items()},
        "pools": {role: [plain(one) for one in pool] for role, pool in asked.pools.items()},
        "seekers": [
            [one.key, one.programme, one.priority, one.before, plain(one.person), one.hurry]
            for one in asked.seekers
        ],
        **({"places": _plain_places(asked.places)} if asked.places is not None else {}),
        **({"objective": asdict(asked.objective)} if asked.objective else {}),
    }


def _plain_places(places: Mapping[tuple[str, str], int]) -> list:
    return [[volunteer, role, number] for (volunteer, role), number in sorted(places.items())]


def _places(rows: list) -> dict[tuple[str, str], int]:
    return {(volunteer, role): number for volunteer, role, number in rows}


def plain_solution(found: Solution) -> dict[str, Any]:
    given = [[key, *place] for key, place in sorted(found.place_of.items())]
    return {"given": given, "prices": _plain_places(found.prices)}


def solution_of(values: Mapping[str, Any]) -> Solution:
    given = {key: (volunteer, role) for key, volunteer, role in values["given"]}
    return Solution(given, _places(values["prices"]))


def round_of(values: Mapping[str, Any]) -> Round:
    """The round that `plain_round` wrote down."""
    return Round(
        today=date.fromisoformat(values["today"]),
        kappa=values["kappa"],
        fairness=values["fairness"],
        held=values["held"],
        programmes={
            key: Programme(role, settings(rest)) for key, (role, rest) in values["programmes"].items()
        },
        pools={role: tuple(map(volunteer, pool)) for role, pool in values["pools"].items()},
        seekers=tuple(
            # Rounds of before stored no hurry, and come to their answer without.
            Seeker(key, person(facts), programme, priority, before, *hurry)
            for key, programme, priority, before, facts, *hurry in values["seekers"]
        ),
        places=_places(values["places"]) if "places" in values else None,
        objective=Objective(**values["objective"]) if "objective" in values else None,
    )
