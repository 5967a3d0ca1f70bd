"""Made-up people for tests and the benchmark: the same for the same seed, and of nobody real."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from matching.engine.facts import Bar, Codes, PersonFacts, VolunteerFacts, Wishes
from matching.engine.weights import shared_out

TODAY = date(2026, 11, 23)
ROLES = ("coach", "befriender", "navigator", "lay-tutor")
CONDITIONS = ("copd", "heart-failure", "type-2-diabetes", "stroke", "fibromyalgia", "long-covid", "chronic-pain",
              "multiple-sclerosis", "rheumatoid-arthritis", "inflammatory-bowel-disease")  # fmt: skip
EXPERIENCES = ("surgery", "hospital-stay", "insulin", "oxygen", "flare-ups")
LIFE = ("works", "cares", "benefits", "lives-alone", "night-shifts")
INTERESTS = ("walking", "music", "gardening", "cooking", "football", "reading", "films", "crafts")
MODES = ("phone", "video", "text", "in-person")
LANGUAGES = ("english", "urdu", "polish", "welsh", "bsl")
TIMES = tuple(f"{day}-{part}" for day in ("mon", "tue", "wed", "thu", "fri") for part in ("am", "pm", "eve"))
BACKGROUNDS = ("caribbean", "african", "south-asian", "irish", "white-british", "jewish")
SEXES = ("female", "male")
EAST, NORTH, METRES = 290_000, 65_000, 40_000


def people(count: int, *, seed: int = 1, areas: int = 8) -> list[PersonFacts]:
    """So many people who wait, with their own weights; one in five asked for something protected."""
    made = Random(f"people {seed}")  # noqa: S311 - made-up people, no secret
    return [_person(made, f"p{number:06}", areas) for number in range(count)]


def volunteers(count: int, *, seed: int = 1, areas: int = 8, everywhere: float = 0.5) -> list[VolunteerFacts]:
    """So many volunteers: most ready, with 0 to 5 places; a share of them serve everywhere, the rest their area."""
    made = Random(f"volunteers {seed}")  # noqa: S311 - made-up people, no secret
    return [_volunteer(made, f"v{number:06}", areas, everywhere) for number in range(count)]


def some(made: Random, codes: Sequence[str], low: int, high: int) -> Codes:
    return frozenset(made.sample(codes, made.randint(low, min(high, len(codes)))))


def _languages(made: Random) -> Codes:
    other = made.random()
    if other < 0.85:
        return frozenset({"english"})
    return frozenset({made.choice(LANGUAGES[1:])} | ({"english"} if other < 0.97 else set()))


def _wishes(made: Random) -> Wishes:
    asked = made.random()
    if asked < 0.06:
        return Wishes(
            sex=frozenset({made.choice(SEXES)}), must=frozenset({"sex"}) if asked < 0.03 else frozenset()
        )
    if asked < 0.12:
        return Wishes(age_within=10, must=frozenset({"age"}) if asked < 0.08 else frozenset())
    if asked < 0.15:
        return Wishes(background=frozenset({made.choice(BACKGROUNDS)}))
    if asked < 0.25:
        return Wishes(interests=frozenset({"walking"}), life=frozenset({"works"}))
    return Wishes(must=frozenset({"conditions"})) if asked < 0.30 else Wishes()


def _weights(made: Random, wishes: Wishes) -> dict[str, int]:
    points = {
        code: made.randint(0, 3) for code in ("experience", "life", "interests", "travel", "mode", "times")
    }
    points |= {"conditions": made.randint(3, 8), "stage": 2, "role": 1, "soon": 1}
    return shared_out(points | dict.fromkeys(wishes.protected_asked, 3), asked=wishes.protected_asked)


def _both(made: Random, key: str, areas: int) -> dict:
    """The facts that a person and a volunteer have alike."""
    area = made.randrange(areas)
    return {
        "id": key, "conditions": some(made, CONDITIONS, 1, 3), "experiences": some(made, EXPERIENCES, 0, 2),
        "life": some(made, LIFE, 0, 2), "interests": some(made, INTERESTS, 0, 3), "languages": _languages(made),
        "background": some(made, BACKGROUNDS, 0, 1), "sex": made.choice(SEXES),
        "birth_year": made.randint(1936, 2005), "diagnosed_year": made.choice((None, made.randint(1995, 2026))),
        "area": f"area-{area}", "district": f"d{area}-{made.randrange(4)}",
        "point": (EAST + made.randrange(METRES), NORTH + made.randrange(METRES)),
    }  # fmt: skip


def _person(made: Random, key: str, areas: int) -> PersonFacts:
    wishes = _wishes(made)
    modes = some(made, MODES, 1, 3)
    return PersonFacts(
        **_both(made, key, areas), role=made.choice(ROLES[:3]), modes=modes,
        prefers_mode=made.choice(("", min(modes))), times=some(made, TIMES, 0, 6), wishes=wishes,
        weights=_weights(made, wishes),
    )  # fmt: skip


def _volunteer(made: Random, key: str, areas: int, everywhere: float) -> VolunteerFacts:
    roles = some(made, ROLES, 1, 3)
    both = _both(made, key, areas)
    serves = frozenset() if made.random() < everywhere else frozenset({both["area"]})
    places = made.choice((0, 1, 1, 2, 2, 3, 5))
    return VolunteerFacts(
        **both, roles=roles, main_role=min(roles), modes=some(made, MODES, 1, 4), times=some(made, TIMES, 2, 8),
        areas=serves, travel_miles=made.choice((None, 5, 15)),
        places=places, next_place_on=None if places else TODAY + timedelta(days=made.randint(1, 100)),
        bars=(Bar("Training has lapsed"),) if made.random() < 0.08 else (),
    )  # fmt: skip
