"""Made-up people for property tests: few codes, so that they meet, clash and stay unknown often."""

from datetime import timedelta

from hypothesis import strategies as st

from matching.engine.facts import CAN_BE_A_MUST, Bar, PersonFacts, VolunteerFacts, Wishes
from matching.engine.settings import Settings
from matching.engine.weights import shared_out

from .cast import TODAY


def codes(*names: str) -> st.SearchStrategy:
    return st.frozensets(st.sampled_from(names))


def maybe(*names: str) -> st.SearchStrategy:
    return st.sampled_from(("", *names))


def year(low: int, high: int) -> st.SearchStrategy:
    return st.none() | st.integers(low, high)


VOLUNTEER_IDS = ("v1", "v2", "v3", "v4", "v5", "v6")
COMMON = {
    "conditions": codes("copd", "stroke", "lupus", "ms"),
    "experiences": codes("surgery", "oxygen", "insulin"),
    "life": codes("works", "cares", "benefits"),
    "interests": codes("walking", "music", "chess", "films"),
    "modes": codes("phone", "video", "in-person"),
    "prefers_mode": maybe("phone", "in-person"),
    "languages": codes("english", "urdu"),
    "times": codes("mon-am", "mon-pm", "tue-eve", "sat-am"),
    "background": codes("caribbean", "irish"),
    "sex": maybe("female", "male"),
    "birth_year": year(1930, 2008),
    "diagnosed_year": year(1980, 2026),
    "area": maybe("north", "south"),
    "district": maybe("TQ1", "TQ2"),
    "point": st.none() | st.tuples(st.integers(290_000, 330_000), st.integers(60_000, 90_000)),
}
WISHES = st.builds(
    Wishes,
    conditions=codes("copd", "lupus"),
    experiences=codes("surgery", "oxygen"),
    life=codes("works"),
    interests=codes("walking", "chess"),
    sex=codes("female", "male"),
    background=codes("caribbean", "irish"),
    age_within=st.none() | st.integers(0, 20),
    must=st.frozensets(st.sampled_from(sorted(CAN_BE_A_MUST)), max_size=2),
)
POINTS = st.dictionaries(
    st.sampled_from(
        ("conditions", "stage", "age", "sex", "background", "life", "travel", "mode", "times", "soon")
    ),
    st.integers(0, 5),
)


APART = ("is_also", "not_with", "not_from", "known_to", "tried")


@st.composite
def people(draw, wishes=WISHES):
    asked = draw(wishes)
    weights = shared_out(draw(POINTS), asked=asked.protected_asked)
    apart = {name: draw(codes(*VOLUNTEER_IDS[:2])) for name in APART}
    common = {name: draw(values) for name, values in COMMON.items()}
    return PersonFacts(
        id=draw(st.sampled_from(("p1", "p2", "p3"))), role=draw(maybe("coach", "navigator")),
        stopped=draw(maybe("Has died")), prefers_language=draw(maybe("urdu")), practice=draw(maybe("A1", "A2")),
        wishes=asked, weights=weights, **common, **apart,
    )  # fmt: skip


@st.composite
def volunteers(draw, ids=VOLUNTEER_IDS):
    common = {name: draw(values) for name, values in COMMON.items()}
    bars = st.builds(Bar, why=st.just("DBS check has ended"), role=maybe("coach", "navigator"))
    return VolunteerFacts(
        id=draw(st.sampled_from(ids)), roles=draw(codes("coach", "navigator")), main_role=draw(maybe("coach")),
        bars=tuple(draw(st.lists(bars, max_size=1))), places=draw(st.integers(0, 3)),
        next_place_on=draw(st.none() | st.integers(-5, 90).map(lambda days: TODAY + timedelta(days))),
        practices=draw(codes("A1", "A2")),
        areas=draw(codes("north", "south")), travel_miles=draw(st.none() | st.integers(0, 20)), **common,
    )  # fmt: skip


def pools(most: int = 4):
    return st.lists(volunteers(), min_size=1, max_size=most, unique_by=lambda volunteer: volunteer.id)


def queues(most: int = 3):
    return st.lists(people(), min_size=1, max_size=most, unique_by=lambda person: person.id)


SETTINGS = st.builds(
    Settings,
    horizon_days=st.sampled_from((0, 28, 56)),
    times_required=st.booleans(),
    area_required=st.booleans(),
    condition_required=st.booleans(),
    same_condition_for=codes("lupus"),
    minimum_score=st.sampled_from((0, 3000, 6000)),
)
