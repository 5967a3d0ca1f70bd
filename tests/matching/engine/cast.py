"""The cast of these tests: Grace, who waits for a coach, and Denise, who could be hers. Both are made up."""

from dataclasses import replace
from datetime import date

from matching.engine.facts import PersonFacts, VolunteerFacts
from matching.engine.settings import Case, Settings
from matching.engine.words import Words

TODAY = date(2026, 11, 23)
SETTINGS = Settings()
CASE = Case(SETTINGS, TODAY)
WORDS = Words(
    person="Grace",
    labels={
        "condition": {"copd": "COPD", "type-2-diabetes": "type 2 diabetes"},
        "language": {"english": "English", "urdu": "Urdu"},
        "sex": {"female": "a woman", "male": "a man"},
        "area": {"north": "Torbay North"},
    },
)

GRACE = PersonFacts(
    id="grace",
    role="coach",
    conditions=frozenset({"copd", "type-2-diabetes"}),
    modes=frozenset({"phone"}),
    languages=frozenset({"english"}),
    times=frozenset({"mon-pm", "thu-pm"}),
    area="north",
    birth_year=1977,
)
DENISE = VolunteerFacts(
    id="denise",
    roles=frozenset({"coach"}),
    main_role="coach",
    places=1,
    conditions=frozenset({"copd", "type-2-diabetes"}),
    modes=frozenset({"phone", "in-person"}),
    languages=frozenset({"english"}),
    times=frozenset({"mon-pm", "thu-pm", "fri-am"}),
    areas=frozenset({"north"}),
    area="north",
    birth_year=1967,
    sex="female",
)


def codes(*names: str) -> frozenset[str]:
    return frozenset(names)


def grace(**changes) -> PersonFacts:
    return replace(GRACE, **changes)


def denise(**changes) -> VolunteerFacts:
    return replace(DENISE, **changes)
