"""A round: the whole waiting list of a scheme, over all its programmes, as one problem with one proof.

Facts in, an answer out: the same facts give the same answer, whenever and wherever it is asked.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import blake2b
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from matching.engine.columns import Pool
from matching.engine.facts import PersonFacts, VolunteerFacts
from matching.engine.pairs import lawful_pairs
from matching.engine.settings import Settings
from matching.engine.solver import Assignment, Objective, assign

Ints = NDArray[np.int64]
FAR = 10  # a place that opens in so many weeks, or later, is far off: more weeks cost no more
Place = tuple[str, str]  # a volunteer's id and the role they would take somebody on in


class Seeker(NamedTuple):
    """One place on a waiting list. `key` is its own, `priority` the solver's, `before` whom the last round proposed.

    `hurry` is what each week until a volunteer's place opens costs, beside the fit: see `priority.hurry`.
    """

    key: str
    person: PersonFacts
    programme: str
    priority: int
    before: str = ""
    hurry: int = 0


@dataclass(frozen=True, slots=True)
class Programme:
    role: str
    settings: Settings


@dataclass(frozen=True)
class Round:
    """`pools`: by role, everybody with gate and places for it. `held`: by volunteer, places that others ask for.

    `places` and `objective` are set in a part of a round only: they are those of the whole.
    """

    today: date
    programmes: Mapping[str, Programme]
    pools: Mapping[str, tuple[VolunteerFacts, ...]]
    seekers: tuple[Seeker, ...]
    held: Mapping[str, int] = field(default_factory=dict)
    kappa: int = 0
    fairness: int = 0
    places: Mapping[Place, int] | None = None
    objective: Objective | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """The lawful pairs of all programmes: positions in `seekers` and in `places_of`; `digest` names them all.

    `worth` is what the solver adds up: the score, and more for a place that opens sooner, as the person's hurry says.
    """

    patient: Ints
    volunteer: Ints
    score: Ints
    worth: NDArray[np.integer]
    places_of: tuple[Place, ...]
    places: Ints
    looked_at: int
    digest: str


@dataclass(frozen=True, slots=True)
class Answer:
    """`volunteer_of`, `score_of` and `profits` by key of seeker.

    The profit of a person who is matched is what the round would lose without them, in the solver's weights, of which
    a step of priority is `spacing`; the least urgent of `classes` have one step.
    """

    volunteer_of: Mapping[str, str]
    score_of: Mapping[str, int]
    score: int
    certified: bool
    profits: Mapping[str, int]
    spacing: int
    classes: int


def problem(asked: Round) -> Problem:
    """Rule out and score. Raises what `lawful_pairs` raises."""
    pools = {role: Pool(volunteers) for role, volunteers in asked.pools.items()}
    places = places_by_role(asked, pools) if asked.places is None else dict(sorted(asked.places.items()))
    places_of = tuple(places)
    at = {place: index for index, place in enumerate(places_of)}
    found, looked_at = [np.empty((3, 0), dtype=np.int64)], 0
    for key, programme in sorted(asked.programmes.items()):
        rows = np.array([i for i, one in enumerate(asked.seekers) if one.programme == key], dtype=np.int64)
        pool = pools[programme.role]
        if not len(rows) or not len(pool):
            continue
        people = [_known_by_key(asked.seekers[row]) for row in rows.tolist()]
        pairs = lawful_pairs(people, pool, settings=programme.settings, today=asked.today)
        holder = np.array([at[one, programme.role] for one in pool.ids], dtype=np.int64)
        found.append(np.stack([rows[pairs.patient], holder[pairs.volunteer], pairs.score.astype(np.int64)]))
        looked_at += len(rows) * len(pool)
    patient, volunteer, score = np.concatenate(found, axis=1)
    room = np.array([places[place] for place in places_of], dtype=np.int64)
    worth = _worth(asked, patient, volunteer, score, places_of)
    digest = blake2b(np.stack([patient, volunteer, score]).tobytes(), digest_size=8).hexdigest()
    return Problem(patient, volunteer, score, worth, places_of, room, looked_at, digest)


def _worth(
    asked: Round, patient: Ints, volunteer: Ints, score: Ints, places_of: tuple[Place, ...]
) -> NDArray[np.integer]:
    """The score itself where nobody is in a hurry."""
    if not any(one.hurry for one in asked.seekers):
        return score
    facts = {(one.id, role): one for role, pool in asked.pools.items() for one in pool}
    weeks = np.array([weeks_sooner(facts[place], asked.today) for place in places_of], dtype=np.int32)
    hurry = np.array([one.hurry for one in asked.seekers], dtype=np.int32)
    worth = hurry[patient]
    worth *= weeks[volunteer]
    worth += score.astype(np.int32)
    return worth


def weeks_sooner(volunteer: VolunteerFacts, today: date) -> int:
    """How many weeks before FAR a place is free, begun weeks of waiting counted as whole: FAR if there is one now."""
    if volunteer.places or volunteer.next_place_on is None:
        return FAR
    return max(0, FAR + (today - volunteer.next_place_on).days // 7)


def _known_by_key(seeker: Seeker) -> PersonFacts:
    """Somebody may wait in two programmes: ties are broken by the place, not by the person."""
    return seeker.person if seeker.person.id == seeker.key else replace(seeker.person, id=seeker.key)


def places_by_role(asked: Round, pools: Mapping[str, Pool]) -> dict[Place, int]:
    """The places of each volunteer in each role, less those held.

    Somebody with several roles gives their places to the role that most people wait for; the others get what is left,
    so that nobody is proposed more often than they have room in all.
    """
    waits = dict.fromkeys(pools, 0)
    for one in asked.seekers:
        waits[asked.programmes[one.programme].role] += 1
    given = dict(asked.held)
    most: dict[str, int] = {}
    for pool in pools.values():
        for volunteer in pool.facts:
            most[volunteer.id] = max(most.get(volunteer.id, 0), room(volunteer))
    places: dict[Place, int] = {}
    for role in sorted(pools, key=lambda role: (-waits[role], role)):
        for volunteer in pools[role].facts:
            left = most[volunteer.id] - given.get(volunteer.id, 0)
            places[volunteer.id, role] = max(0, min(room(volunteer), left))
            if role in volunteer.roles:
                given[volunteer.id] = given.get(volunteer.id, 0) + places[volunteer.id, role]
    return dict(sorted(places.items()))


def room(volunteer: VolunteerFacts) -> int:
    """Places today, else those that open next; whether they open in time is for the rules to say."""
    return volunteer.places or (volunteer.next_places if volunteer.next_place_on else 0)


def answer(asked: Round, made: Problem) -> Answer:
    """The best answer, proved. Raises NotCertified rather than give another."""
    return answered(asked, made, solve(asked, made))


def solve(asked: Round, made: Problem) -> Assignment:
    """The best assignment, in positions. Raises NotCertified rather than give another."""
    return assign(made.patient, made.volunteer, made.worth, objective=asked.objective, **rest_of(asked, made))


def rest_of(asked: Round, made: Problem) -> dict[str, Any]:
    """What the solver takes besides the pairs."""
    role_of = {key: programme.role for key, programme in asked.programmes.items()}
    at = {place: index for index, place in enumerate(made.places_of)}
    before = [at.get((one.before, role_of[one.programme]), -1) for one in asked.seekers]
    return {
        "priority": [one.priority for one in asked.seekers], "places": made.places, "previous": before,
        "kappa": asked.kappa, "fairness": asked.fairness, "patient_keys": [one.key for one in asked.seekers],
        "volunteer_keys": [" ".join(place) for place in made.places_of],
    }  # fmt: skip


def answered(asked: Round, made: Problem, found: Assignment) -> Answer:
    """The same in ids."""
    chosen = np.flatnonzero(found.volunteer_of[made.patient] == made.volunteer)
    rows, at = made.patient[chosen], made.volunteer[chosen]
    keys = [asked.seekers[row].key for row in rows.tolist()]
    classes = len(found.matched_by_priority)
    given = [made.places_of[index][0] for index in at.tolist()]
    stays = [asked.seekers[row].before == who for row, who in zip(rows.tolist(), given, strict=True)]
    profits = _base(asked, found.spacing, classes)[rows] + made.worth[chosen] - found.prices[at]
    profits += asked.kappa * np.array(stays, dtype=np.int64)
    return Answer(
        volunteer_of=dict(zip(keys, given, strict=True)),
        score_of=dict(zip(keys, made.score[chosen].tolist(), strict=True)),
        score=int(made.score[chosen].sum()),
        certified=found.certified,
        profits=dict(zip(keys, profits.tolist(), strict=True)),
        spacing=found.spacing,
        classes=classes,
    )


def base_of(asked: Round, found: Answer) -> Ints:
    """What it is worth to match each seeker, before any fit."""
    return _base(asked, found.spacing, found.classes)


def _base(asked: Round, spacing: int, classes: int) -> Ints:
    return (classes - np.array([one.priority for one in asked.seekers], dtype=np.int64)) * spacing
