"""What each feature makes of a pair, in points and in words."""

from datetime import date

import pytest

from matching.engine.facts import Wishes
from matching.engine.features import features

from .cast import CASE, WORDS, codes, denise, grace

FEATURE = {feature.code: feature for feature in features()}
COPD = codes("copd")
HERE, FOUR_MILES = (290_000, 65_000), (290_000, 72_000)
MEETS = {"modes": codes("in-person")}
WOMAN = Wishes(sex=codes("female"))
CARIBBEAN = Wishes(background=codes("caribbean"))


@pytest.mark.parametrize(
    ("code", "person", "volunteer", "value", "good", "bad"),
    [
        ("conditions", {}, {}, 100, "Has COPD and type 2 diabetes, like Grace", ""),
        ("conditions", {}, {"conditions": COPD}, 75, "Has COPD", ""),
        ("conditions", {}, {"conditions": codes()}, 0, "", "No shared condition"),
        ("conditions", {"conditions": codes()}, {}, 50, "", ""),
        ("conditions", {"conditions": codes("copd", "ms", "ra", "ibd")}, {"conditions": COPD}, 66, "Has COPD", ""),
        ("conditions", {"wishes": Wishes(conditions=COPD)}, {"conditions": COPD}, 100, "Has COPD, like Grace", ""),
        ("experience", {"wishes": Wishes(experiences=codes("surgery"))}, {"experiences": codes("surgery")},
         100, "Has been through surgery", ""),
        ("experience", {"experiences": codes("surgery")}, {}, 0, "", "Has not been through surgery"),
        ("life", {"life": codes("works", "cares")}, {"life": codes("works")}, 75, "Similar life: works", ""),
        ("life", {"life": codes("cares"), "wishes": Wishes(life=codes("works"))}, {"life": codes("works")},
         100, "Similar life: works", ""),
        ("interests", {"interests": codes("walking")}, {"interests": codes("walking", "music")},
         100, "Also likes walking", ""),
        ("interests", {"interests": codes("walking")}, {}, 0, "", "Does not share an interest in walking"),
        ("times", {}, {}, 100, "Free on Monday and Thursday afternoons", ""),
        ("times", {}, {"times": codes("thu-pm")}, 75, "Free on Thursday afternoons", ""),
        ("times", {}, {"times": codes("fri-am")}, 0, "",
         "Not free when Grace is: Monday and Thursday afternoons"),
        ("stage", {"diagnosed_year": 2025}, {"diagnosed_year": 2023}, 100, "Diagnosed 3 years ago", ""),
        ("stage", {"diagnosed_year": 2025}, {"diagnosed_year": 2025}, 70, "",
         "Diagnosed 1 year ago, less far along than Grace may need"),
        ("stage", {"diagnosed_year": 1990}, {"diagnosed_year": 2016}, 100, "Diagnosed 10 years ago", ""),
        ("stage", {"diagnosed_year": 1990}, {"diagnosed_year": 2026}, 0, "",
         "Was diagnosed this year, less far along than Grace may need"),
        ("stage", {"diagnosed_year": 1990}, {}, 50, "", ""),
        ("age", {}, {}, 50, "", "About 10 years older"),
        ("age", {}, {"birth_year": 1980}, 85, "About the same age", ""),
        ("age", {}, {"birth_year": 2005}, 0, "", "About 28 years younger"),
        ("age", {}, {"birth_year": None}, 50, "", ""),
        ("sex", {"wishes": WOMAN}, {}, 100, "a woman, as Grace asked", ""),
        ("sex", {"wishes": WOMAN}, {"sex": "male"}, 0, "", "Grace would rather have a woman"),
        ("background", {"wishes": CARIBBEAN}, {"background": codes("caribbean")},
         100, "Background as Grace asked: caribbean", ""),
        ("background", {"wishes": CARIBBEAN}, {}, 0, "", "Grace would rather share this background: caribbean"),
        ("travel", {}, {}, 50, "", ""),
        ("travel", MEETS | {"point": HERE}, {"point": FOUR_MILES}, 84, "", "Lives 4 miles away"),
        ("travel", MEETS | {"point": HERE}, {"point": HERE}, 100, "Lives less than a mile away", ""),
        ("travel", MEETS | {"district": "TQ1"}, {"district": "TQ1"}, 100, "Lives nearby", ""),
        ("travel", MEETS, {}, 60, "Lives in the same area", ""),
        ("travel", MEETS, {"area": "south"}, 20, "", "Lives in another area"),
        ("travel", MEETS, {"area": ""}, 50, "", ""),
        ("travel", MEETS, {"area": "", "travel_miles": 5}, 50, "", "distance not known, goes 5 miles at most"),
        ("travel", MEETS, {"area": "south", "travel_miles": 1}, 20, "",
         "Lives in another area; distance not known, goes 1 mile at most"),
        ("mode", {}, {}, 100, "Can do phone calls", ""),
        ("mode", {"prefers_mode": "phone"}, {}, 100, "Can do phone calls, as Grace prefers", ""),
        ("mode", {"prefers_mode": "phone"}, {"prefers_mode": "in-person"}, 75, "",
         "Prefers meetings in person; Grace prefers phone calls"),
        ("mode", {"prefers_mode": "video"}, {}, 40, "", "Cannot do video calls, which Grace prefers"),
        ("language", {"prefers_language": "urdu"}, {}, 40, "", "Does not speak Urdu"),
        ("language", {"prefers_language": "urdu"}, {"languages": codes("urdu")}, 100, "Speaks Urdu", ""),
        ("language", {}, {}, 50, "", ""),
        ("role", {}, {}, 100, "", ""),
        ("role", {}, {"main_role": "navigator"}, 60, "", "Mainly navigator"),
        ("soon", {}, {}, 100, "", ""),
        ("soon", {}, {"places": 0, "next_place_on": date(2026, 12, 14)}, 70, "",
         "No place until 14 December, in three weeks"),
        ("soon", {}, {"places": 0}, 0, "", "No place free"),
    ],
)  # fmt: skip
def test_each_feature_gives_points_and_words(code, person, volunteer, value, good, bad):
    pair = grace(**person), denise(**volunteer), CASE
    assert (FEATURE[code].value(*pair), *FEATURE[code].say(*pair, WORDS)) == (value, good, bad)


def test_age_background_and_sex_are_the_protected_features():
    assert [feature.label for feature in features() if feature.protected] == [
        "Near in age", "Background, as asked", "Sex, as asked",
    ]  # fmt: skip
