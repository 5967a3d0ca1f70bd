"""What matters to people in a peer, as the engine takes it: from their newest preference, else from the referral."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from matching.choices import (
    A_MAN,
    A_WOMAN,
    CARES,
    MY_AGE,
    MY_BACKGROUND,
    ONLY,
    SAME_CONDITION,
    SURGERY,
    WALKING,
    WORKS,
)
from matching.engine import weights
from matching.engine.facts import NO_WISHES, Codes, Wishes
from matching.models import Preference
from matching.selectors.settings import Chosen, in_force
from peersupport.core.prepared import prepared
from peersupport.core.sql import KeyText, these
from programmes.models import Enrolment
from volunteers.choices import FEMALE, MALE

Written = tuple[dict[str, int], tuple[str, ...], int]  # weights, wishes, version
NEAR_IN_AGE = 10  # years

# A wish: the field of Wishes it fills, with what, and the feature that weighs more for it, by how much.
WISHES: dict[str, tuple[str, Codes | None, str, int]] = {
    SAME_CONDITION: ("conditions", None, "conditions", 20),
    MY_AGE: ("age", None, "age", 15),
    A_WOMAN: ("sex", frozenset({FEMALE}), "sex", 15),
    A_MAN: ("sex", frozenset({MALE}), "sex", 15),
    MY_BACKGROUND: ("background", None, "background", 15),
    WORKS: ("life", frozenset({"works"}), "life", 10),
    CARES: ("life", frozenset({"cares"}), "life", 10),
    SURGERY: ("experiences", frozenset({"surgery"}), "experience", 10),
    WALKING: ("interests", frozenset({"walking"}), "interests", 10),
}


class Matters(NamedTuple):
    """`weights`: feature code to integer, summing to 100. `asked_for`: wishes, ONLY before a condition.

    `version` 0: nothing was written down yet, so the usual weights count with the referral's wishes.
    """

    wishes: Wishes
    weights: Mapping[str, int]
    asked_for: tuple[str, ...]
    version: int


def matters_of(enrolments: Iterable[Enrolment], chosen: Chosen | None = None) -> dict[UUID | str, Matters]:
    """By key of enrolment. One query, and two if the scheme's settings are not at hand; patients must be loaded."""
    places = list(enrolments)
    if not places:
        return {}
    usual = (chosen or in_force(places[0].scheme_id)).usual
    found = list(_written(places[0].scheme_id, [place.pk for place in places]))
    weighed = json.loads(f"[{','.join(text for _, text, _, _ in found)}]")  # one by one takes twice as long
    written = {
        place: (points, _asked_for(asked), version)
        for points, (place, _, asked, version) in zip(weighed, found, strict=True)
    }
    return {place.pk: _matters(place, written.get(str(place.pk)), usual) for place in places}


@prepared
def _written(scheme: UUID, places: Collection[UUID]) -> QuerySet:
    rows = Preference.objects.of(scheme).filter(enrolment__in=these(places)).order_by("version", "pk")
    as_text = [Cast(name, TextField()) for name in ("weights", "asked_for")]
    return rows.values_list(KeyText("enrolment_id"), *as_text, "version")


@lru_cache(maxsize=1 << 10)
def _asked_for(text: str) -> tuple[str, ...]:
    """Most people ask for the same few things, or for nothing."""
    return tuple(json.loads(text))


def versions(enrolment: Enrolment) -> list[Preference]:
    """All that was written down, the newest first. One query."""
    return list(Preference.objects.of(enrolment.scheme_id).filter(enrolment=enrolment).order_by("-version"))


def _matters(place: Enrolment, written: Written | None, usual: weights.Weights) -> Matters:
    background = place.patient.background.as_set
    if written:
        weighed, asked_for, version = written
        wishes = as_wishes(asked_for, background)
        # A protected wish that no longer holds takes its weight with it.
        weighed = weights.shared_out(weighed, asked=wishes.protected_asked, usual=usual)
        return Matters(wishes, weighed, asked_for, version)
    wishes = as_wishes(place.wishes, background)
    return Matters(wishes, usual_weights(place.wishes, wishes, usual), tuple(place.wishes), 0)


def as_wishes(asked_for: Sequence[str], background: Codes = frozenset()) -> Wishes:
    """Wishes for the engine. Codes that are not known are left out."""
    return _wishes(tuple(asked_for), background) if asked_for else NO_WISHES


@lru_cache(maxsize=1 << 10)
def _wishes(asked_for: tuple[str, ...], background: Codes) -> Wishes:
    filled: dict[str, Codes] = {}
    must: set[str] = set()
    for code in asked_for:
        name = code.removeprefix(ONLY)
        if name not in WISHES or (name == MY_BACKGROUND and not background):
            continue
        field, wanted, _, _ = WISHES[name]
        filled[field] = filled.get(field, frozenset()) | (
            background if name == MY_BACKGROUND else wanted or set()
        )
        if code != name:
            must.add(field)
    years = NEAR_IN_AGE if "age" in filled else None
    filled.pop("age", None)
    return Wishes(**filled, age_within=years, must=frozenset(must))


def usual_weights(asked_for: Iterable[str], wishes: Wishes, usual: weights.Weights) -> dict[str, int]:
    """The scheme's usual weights, with more on what was wished for."""
    points = dict(usual)
    for code in asked_for:
        if code in WISHES:
            _, _, feature, more = WISHES[code]
            points[feature] = points.get(feature, 0) + more
    return weights.shared_out(points, asked=wishes.protected_asked)
