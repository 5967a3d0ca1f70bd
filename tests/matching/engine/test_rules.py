"""Who is ruled out, by which rule, in which words, and in which order."""

from dataclasses import replace
from datetime import date

import pytest

from matching.engine.facts import Bar, Wishes
from matching.engine.rules import eligibility, rules
from matching.engine.settings import Settings

from .cast import SETTINGS, TODAY, WORDS, codes, denise, grace


def why(person, volunteer, **settings):
    answer = eligibility(person, volunteer, replace(SETTINGS, **settings), today=TODAY, words=WORDS)
    return [(reason.code, reason.words) for reason in answer]


def only(code, words):
    return [(code, words)]


def test_a_pair_that_meets_every_rule_is_lawful():
    assert why(grace(), denise()) == []


NEAR, FAR = (290_000, 65_000), (290_000, 85_000)
ASKED_WOMAN = Wishes(sex=codes("female"), must=codes("sex"))
ASKED_AGE = Wishes(age_within=5, must=codes("age"))
ASKED_BACKGROUND = Wishes(background=codes("caribbean"), must=codes("background"))
ASKED_CONDITION = Wishes(must=codes("conditions"))


@pytest.mark.parametrize(
    ("person", "volunteer", "settings", "code", "words"),
    [
        ({}, {"roles": codes("befriender")}, {}, "role", "Not a coach"),
        ({}, {"bars": (Bar("DBS check ended on 1 May"),)}, {}, "eligible", "DBS check ended on 1 May"),
        ({}, {"bars": (Bar("No coach training", "coach"),)}, {}, "eligible", "No coach training"),
        ({}, {"places": 0}, {}, "place", "No place free in the next eight weeks"),
        ({}, {"places": 0}, {"horizon_days": 0}, "place", "No place free now"),
        ({}, {"places": 0, "next_place_on": date(2027, 2, 1)}, {}, "place", "No place free until 1 February"),
        ({}, {"languages": codes("urdu")}, {}, "language", "Does not speak English"),
        ({}, {"modes": codes("in-person")}, {}, "mode", "Cannot do phone calls"),
        (
            {"modes": codes("in-person"), "point": NEAR}, {"point": FAR, "travel_miles": 5}, {},
            "travel", "Lives 12 miles from Grace, goes 5 miles at most",
        ),
        (
            {"modes": codes("in-person"), "point": NEAR}, {"point": FAR, "travel_miles": 0}, {},
            "travel", "Lives 12 miles from Grace, does not travel",
        ),
        ({"area": "south"}, {}, {"area_required": True}, "area", "Does not support people in south"),
        ({"practice": "A1"}, {"practices": codes("A2")}, {}, "practice", "Supports people of other practices"),
        ({}, {"times": codes("fri-am")}, {"times_required": True}, "times", "Not free at any time that suits Grace"),
        (
            {}, {"conditions": codes("stroke")}, {"condition_required": True},
            "condition", "Does not have COPD or type 2 diabetes",
        ),
        (
            {}, {"conditions": codes("copd")}, {"same_condition_for": codes("type-2-diabetes")},
            "condition", "Does not have type 2 diabetes",
        ),
        (
            {"wishes": ASKED_CONDITION}, {"conditions": codes()}, {},
            "condition", "Does not have COPD or type 2 diabetes",
        ),
        (
            {"conditions": codes()}, {}, {"condition_required": True},
            "condition", "No condition is recorded for Grace",
        ),
        ({"wishes": ASKED_WOMAN}, {"sex": "male"}, {}, "asked-sex", "Grace asked for a woman"),
        (
            {"wishes": ASKED_BACKGROUND}, {}, {},
            "asked-background", "Grace asked for somebody of this background: caribbean",
        ),
        ({"wishes": ASKED_AGE}, {}, {}, "asked-age", "Grace asked for somebody within 5 years of their age"),
        (
            {"wishes": Wishes(experiences=codes("surgery"), must=codes("experiences"))}, {}, {},
            "asked-experience", "Has not been through surgery, as Grace asked",
        ),
        (
            {"wishes": Wishes(life=codes("works"), must=codes("life"))}, {}, {},
            "asked-life", "Grace asked for somebody who shares this: works",
        ),
        (
            {"wishes": Wishes(interests=codes("walking"), must=codes("interests"))}, {}, {},
            "asked-interest", "Grace asked for somebody who likes walking",
        ),
        ({"not_with": codes("denise")}, {}, {}, "not-with", "Grace asked not to be matched with them"),
        ({"not_from": codes("denise")}, {}, {}, "not-from", "Asked not to be matched with Grace"),
        ({"known_to": codes("denise")}, {}, {}, "known", "Known to each other outside the scheme"),
        ({"is_also": codes("denise")}, {}, {}, "self", "This is Grace, who volunteers now"),
        ({"stopped": "Grace has died"}, {}, {}, "person", "Grace has died"),
        ({"tried": codes("denise")}, {}, {}, "tried", "Already tried with Grace, or decided against"),
        (
            {}, {}, {"minimum_score": 9900},
            "minimum", "Fits less well than the 99 of 100 that the programme asks for",
        ),
    ],
)  # fmt: skip
def test_each_rule_rules_out_in_its_own_words(person, volunteer, settings, code, words):
    assert why(grace(**person), denise(**volunteer), **settings) == only(code, words)


@pytest.mark.parametrize(
    ("person", "volunteer", "settings"),
    [
        ({"role": ""}, {"roles": codes("befriender")}, {}),
        ({}, {"bars": (Bar("No befriender training", "befriender"),)}, {}),
        ({}, {"places": 0, "next_place_on": date(2027, 1, 18)}, {}),
        ({}, {"places": 0, "next_place_on": TODAY}, {"horizon_days": 0}),
        ({"languages": codes()}, {"languages": codes()}, {}),
        ({"modes": codes()}, {"modes": codes()}, {}),
        ({"modes": codes("in-person"), "point": NEAR}, {"point": FAR, "travel_miles": 12}, {}),
        ({"modes": codes("in-person", "phone"), "point": NEAR}, {"point": FAR, "travel_miles": 5}, {}),
        ({"modes": codes("in-person")}, {"point": FAR, "travel_miles": 5}, {}),
        ({"area": "south"}, {}, {}),
        ({"area": "south"}, {"areas": codes()}, {"area_required": True}),
        ({"practice": "A1"}, {"practices": codes("A1", "A2")}, {}),
        ({"practice": ""}, {"practices": codes("A2")}, {}),
        ({}, {"times": codes()}, {}),
        ({"times": codes()}, {"times": codes()}, {"times_required": True}),
        ({}, {"conditions": codes()}, {}),
        ({}, {"conditions": codes()}, {"same_condition_for": codes("lupus")}),
        ({"wishes": Wishes(sex=codes("female"))}, {"sex": "male"}, {}),
        ({"wishes": Wishes(age_within=5)}, {}, {}),
        ({"wishes": Wishes(age_within=10, must=codes("age"))}, {}, {}),
        (
            {"wishes": Wishes(conditions=codes("copd"), must=codes("conditions"))},
            {"conditions": codes("copd")},
            {},
        ),
    ],
)
def test_no_rule_rules_out_without_its_cause(person, volunteer, settings):
    assert why(grace(**person), denise(**volunteer), **settings) == []


def test_a_must_about_age_rules_out_a_volunteer_whose_year_is_not_known():
    assert [code for code, _ in why(grace(wishes=ASKED_AGE), denise(birth_year=None))] == ["asked-age"]


def test_reasons_come_in_the_order_of_the_rules_whatever_is_wrong():
    person = grace(known_to=codes("denise"), not_with=codes("denise"))
    volunteer = denise(modes=codes("text"), places=0, roles=codes("navigator"))
    assert [code for code, _ in why(person, volunteer)] == ["role", "place", "mode", "not-with", "known"]


def test_rules_are_asked_in_a_stable_order():
    assert [rule.code for rule in rules()] == [
        "person", "role", "eligible", "place", "language", "mode", "travel", "area", "practice", "times", "condition",
        "asked-sex", "asked-background", "asked-age", "asked-experience", "asked-life", "asked-interest",
        "self", "not-with", "not-from", "known", "tried", "minimum",
    ]  # fmt: skip


def test_a_wish_that_cannot_be_a_must_is_refused():
    with pytest.raises(ValueError, match="no such wish: height"):
        Wishes(must=codes("height"))


def test_settings_default_to_eight_weeks_ahead_and_soft_times():
    assert (Settings().horizon_days, Settings().times_required) == (56, False)
