"""What kind of volunteer people need, and somebody made up of that kind."""

import pytest

from matching.engine.facts import PersonFacts, Wishes
from matching.engine.kinds import Need, kinds
from matching.engine.population import TODAY
from matching.engine.rules import eligibility
from matching.engine.settings import Case, Settings
from matching.engine.words import Words

USUAL = Settings()
ENGLISH = frozenset({"english"})
WORDS = Words(labels={"role": {"coach": "coach"}, "language": {"urdu": "Urdu"}, "area": {"h": "Harton"}})


def need(key: str, settings: Settings = USUAL, **facts) -> Need:
    person = PersonFacts(key, **{"role": "coach", "languages": ENGLISH, "area": "h", **facts})
    return Need(person, "coach", Case(settings, TODAY), WORDS)


def named(*needs: Need) -> list[str]:
    return [one.name for one in kinds(needs, {"coach": 2}, ENGLISH)]


@pytest.mark.parametrize(
    ("facts", "settings", "name"),
    [
        ({}, Settings(), "Coach, Harton"),
        ({"area": ""}, Settings(), "Coach"),
        ({"languages": frozenset({"urdu"})}, Settings(), "Coach who speaks Urdu"),
        ({"languages": frozenset({"urdu", "english"})}, Settings(), "Coach, Harton"),
        ({"conditions": frozenset({"lupus"})}, Settings(condition_required=True), "Coach with lupus"),
        ({"conditions": frozenset({"copd", "lupus"})}, Settings(same_condition_for=frozenset({"lupus"})),
         "Coach with lupus"),
        ({"languages": frozenset({"urdu"}), "wishes": Wishes(sex=frozenset({"female"}), must=frozenset({"sex"}))},
         Settings(), "Coach who speaks Urdu and who is female"),
    ],
)  # fmt: skip
def test_a_kind_is_the_role_and_where_or_what_few_others_bring(facts, settings, name):
    assert named(need("a", settings, **facts)) == [name]


def test_the_kind_that_most_people_need_is_tried_first():
    urdu = {"languages": frozenset({"urdu"})}
    assert named(need("a"), need("b", **urdu), need("c", **urdu)) == [
        "Coach who speaks Urdu",
        "Coach, Harton",
    ]


def test_somebody_of_a_kind_could_support_each_of_those_who_need_it():
    must = Wishes(age_within=5, must=frozenset({"age"}))
    group = [
        need("a", Settings(times_required=True), times=frozenset({"mon-am"}), modes=frozenset({"phone"})),
        need("b", Settings(times_required=True), times=frozenset({"tue-pm"}), modes=frozenset({"video"})),
        need("c", wishes=must, birth_year=1960),
    ]
    for one in kinds(group, {"coach": 2}, ENGLISH):
        mine = [need.person for need in group if bool(need.person.wishes.must) == ("age" in one.name)]
        assert [eligibility(person, one.volunteer, Settings(), today=TODAY) for person in mine] == [[]] * len(
            mine
        )


def test_a_role_in_which_beginners_take_nobody_is_no_kind():
    assert kinds([need("a")], {"coach": 0}, ENGLISH) == []
