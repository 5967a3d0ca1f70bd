"""What the engine knows of one person who waits and of one volunteer: plain values, no behaviour.

Sets hold codes ("copd", "phone", "mon-am"); what a code is called is the business of `words`.
An empty set on the person's side means "no wish"; on the volunteer's side it means "offers nothing".
Nobody changes facts that were made. Those of people and volunteers are not frozen all the same: a round makes hundreds
at once, and frozen ones take three times as long.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

Codes = frozenset[str]
NONE: Codes = frozenset()

CAN_BE_A_MUST = frozenset({"conditions", "experiences", "life", "interests", "sex", "background", "age"})


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person asked for in a peer, beyond what follows from who they are. Empty: did not ask.

    `must` names the wishes that are a condition; all others are preferences. `age_within` is in years.
    """

    conditions: Codes = NONE
    experiences: Codes = NONE
    life: Codes = NONE
    interests: Codes = NONE
    sex: Codes = NONE
    background: Codes = NONE
    age_within: int | None = None
    must: Codes = NONE

    def __post_init__(self) -> None:
        if unknown := self.must - CAN_BE_A_MUST:
            raise ValueError(f"no such wish: {', '.join(sorted(unknown))}")

    @property
    def protected_asked(self) -> Codes:
        """Codes of the protected features that this person asked to count."""
        if not (self.sex or self.background or self.age_within is not None):
            return NONE
        asked = {"sex": self.sex, "background": self.background, "age": self.age_within is not None}
        return frozenset(code for code, wish in asked.items() if wish)


NO_WISHES = Wishes()


@dataclass(slots=True)
class Facts:
    """What is known of people and volunteers alike. `point` is (easting, northing) in metres."""

    id: str
    conditions: Codes = NONE
    life: Codes = NONE
    interests: Codes = NONE
    modes: Codes = NONE
    languages: Codes = NONE
    times: Codes = NONE
    background: Codes = NONE
    sex: str = ""
    birth_year: int | None = None
    diagnosed_year: int | None = None
    district: str = ""
    point: tuple[int, int] | None = None
    experiences: Codes = NONE
    area: str = ""
    prefers_mode: str = ""


@dataclass(slots=True)
class PersonFacts(Facts):
    """One waiting person. `weights` maps feature codes to integers that sum to 100; empty means the defaults.
    Scoring reads them through `weights.of`, which refuses protected ones that this person did not ask for.

    `not_with`, `not_from`, `known_to` and `tried` hold volunteer ids: the person asked not to; the volunteer asked not
    to; known outside the scheme; matched or decided before.
    `is_also` holds the id of the volunteer whom this person has become; `stopped` says why nobody may support them.
    """

    stopped: str = ""
    role: str = ""
    prefers_language: str = ""
    practice: str = ""
    is_also: Codes = NONE
    not_with: Codes = NONE
    not_from: Codes = NONE
    known_to: Codes = NONE
    tried: Codes = NONE
    wishes: Wishes = NO_WISHES
    weights: Mapping[str, int] = field(default_factory=dict)

    @property
    def sought_conditions(self) -> Codes:
        return self.wishes.conditions or self.conditions

    @property
    def sought_experiences(self) -> Codes:
        return self.wishes.experiences or self.experiences

    @property
    def sought_life(self) -> Codes:
        return self.wishes.life or self.life

    @property
    def sought_interests(self) -> Codes:
        return self.wishes.interests or self.interests

    @property
    def sought_sex(self) -> Codes:
        return self.wishes.sex

    @property
    def sought_background(self) -> Codes:
        return self.wishes.background


@dataclass(frozen=True, slots=True)
class Bar:
    """Why a volunteer may not be newly matched, as the eligibility gate says it; role "" means in any role."""

    why: str
    role: str = ""


@dataclass(slots=True)
class VolunteerFacts(Facts):
    """One volunteer. `bars` is the eligibility gate's answer: empty means ready. `places` are free today, else
    `next_places` on the day `next_place_on`; `away` says what has to pass first.

    `areas` and `practices` are those they serve (empty: everywhere in the scheme);
    `travel_miles` is how far they go to meet somebody (None: any distance).
    """

    roles: Codes = NONE
    main_role: str = ""
    bars: tuple[Bar, ...] = ()
    places: int = 0
    next_place_on: date | None = None
    next_places: int = 1
    away: str = ""
    areas: Codes = NONE
    practices: Codes = NONE
    travel_miles: int | None = None

    @property
    def barred_roles(self) -> Codes:
        """Roles that the gate keeps closed; "" stands for every role."""
        return frozenset(bar.role for bar in self.bars)
